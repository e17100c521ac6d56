from odoo import fields, models

from .customer_dossier_snapshot import COURSE


class CustomerDossierRevision(models.Model):
    """The pages of a revision: kept when it is prepared, complete when approved."""

    _inherit = "customer.dossier.revision"

    round = fields.Integer(
        readonly=True,
        aggregator=None,
        help="Counts how often the revision was prepared.",
    )
    page_ids = fields.One2many(
        "customer.dossier.page", "revision_id", string="Pages", readonly=True
    )

    def _keep_content(self):
        """Keep what the dossiers hold now, for the next two to sign."""
        for revision in self:
            # sudo: the round is counted by this step only.
            revision.sudo().round += 1
            self.env["customer.dossier.page"]._keep(revision, revision._content())

    def _keep_course(self):
        """Keep how the revision went, signatures included."""
        self.env["customer.dossier.page"]._keep(self, {COURSE: self._course()})

    def _kept(self):
        """The pages of the last round that the user may read: ``{code: page}``."""
        pages = self.env["customer.dossier.page"].search(
            [("revision_id", "=", self.id), ("round", "=", self.round)]
        )
        return {page.code: page for page in pages}

    def _kept_before(self):
        """The pages of the approved revision before this one, by code."""
        return self._predecessors()[self]._kept()
