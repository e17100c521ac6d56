from odoo import fields, models


class CustomerDossierInformed(models.AbstractModel):
    """What a person decides on, with what that person had before them [R108]."""

    _name = "customer.dossier.informed"
    _description = "Decision that keeps what was seen"

    #: Who asked for it, and on which day.
    _asked_by, _asked_on = "requested_by_id", "requested_on"

    version_seen_id = fields.Many2one(
        "customer.dossier.version",
        string="Decided on revision",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The last approved revision of the dossier when it was decided.",
    )
    brief_id = fields.Many2one(
        "customer.dossier.brief",
        string="From the brief",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        # A brief is its leader's own: its very name says when it was made.
        groups="customer_dossier.group_leader",
        help="The brief from which it was opened.",
    )

    def _tell_leaders(self):
        """Put a neutral reminder on the desks of the other leaders."""
        leaders = self.env["customer.dossier.clearance"]._leaders_of(self.company_id)
        # sudo: whoever asks cannot plan for leaders; the words are neutral.
        self.sudo()._put_on_desks(
            self._desk_activity,
            [
                (record, leader, record[self._asked_on])
                for record in self
                for leader in leaders[record.company_id] - record[self._asked_by]
            ],
        )

    def _decided(self):
        """:return: ``{record: what a decision on it writes}``; two queries for all"""
        versions = self.dossier_id._versions_in_force()
        seen = {dossier: version.id for dossier, version in versions.items()}
        briefs = self.env["customer.dossier.brief.line"]._briefs_of(self)
        return {
            record: {
                "decided_by_id": self.env.uid,
                "decided_on": record.company_id._dossier_today(),
                "version_seen_id": seen.get(record.dossier_id.id, False),
                "brief_id": briefs.get(record.id, False),
            }
            for record in self
        }
