from odoo import api, fields, models
from odoo.exceptions import UserError

from .customer_dossier_inquest import ASKED
from .customer_dossier_revision import READERS


class CustomerDossierRevision(models.Model):
    """Growth and loss are asked for: stated before the signatures, then concluded."""

    _inherit = "customer.dossier.revision"

    inquest_ids = fields.One2many("customer.dossier.inquest", "revision_id")
    inquest_due = fields.Boolean(
        string="Inquest is due",
        compute="_compute_inquest_due",
        groups=READERS,
        help="The customer grows or shrinks in a way that somebody has to explain.",
    )

    @api.depends("dossier_id.growth_class")
    def _compute_inquest_due(self):
        for revision in self:
            revision.inquest_due = revision.dossier_id.growth_class in ASKED

    def action_inquest(self):
        """Open the inquest of this revision; begins it where there is none yet."""
        self.ensure_one()
        self.env["customer.dossier.inquest"].check_access("read")
        self.check_access("read")
        if not self.inquest_ids:
            self.check_access("write")
            self._check_state(("working",))
            self.env["customer.dossier.inquest"]._open_for(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Inquest"),
            "res_model": "customer.dossier.inquest",
            "res_id": self.inquest_ids.id,
            "views": [(False, "form")],
        }

    def _look_into_growth(self):
        """Open the inquests that these revisions ask for, from fresh figures."""
        self.dossier_id._refresh_figures()
        asked = self.filtered(
            lambda one: one.dossier_id.growth_class in ASKED and not one.inquest_ids
        )
        self.env["customer.dossier.inquest"]._open_for(asked)

    def _check_stated(self):
        """:raises UserError: an inquest is missing, or has no cause or statement"""
        for revision in self:
            inquest = revision.inquest_ids
            if not inquest and revision.dossier_id.growth_class not in ASKED:
                continue
            if not (inquest.cause_id and (inquest.statement or "").strip()):
                raise UserError(
                    self.env._(
                        "%(dossier)s grows or shrinks more than others, so revision "
                        "%(name)s asks why. Open the inquest, choose the cause and "
                        "write down what the person in charge says.",
                        dossier=revision.dossier_id.display_name,
                        name=revision.name,
                    )
                )

    def _check_concluded(self):
        """:raises UserError: an inquest has no conclusion"""
        for revision in self:
            inquest = revision.inquest_ids
            if inquest and not (inquest.conclusion or "").strip():
                raise UserError(
                    self.env._(
                        "The inquest of revision %(name)s has no conclusion yet. Open "
                        "it and write down what you conclude.",
                        name=revision.name,
                    )
                )
