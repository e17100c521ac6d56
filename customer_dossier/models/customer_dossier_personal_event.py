from odoo import api, fields, models

from .customer_dossier_personal import KINDS

EVENTS = [
    ("request", "Erased on request"),
    ("expiry", "Erased after expiry"),
    ("person", "Erased with the person"),
    ("longer", "Kept longer"),
]


class CustomerDossierPersonalEvent(models.Model):
    """Who had a personal matter erased, when and why; never what it was.

    Entries are kept as numbers: the row outlives the person it was about.
    """

    _name = "customer.dossier.personal.event"
    _description = "Erasure of a personal matter"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "id desc"

    _dossier_roles = {"archivist": "r", "leader": "re"}
    _dossier_path = "dossier_id"
    _dossier_section = "personal"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    entry = fields.Integer(required=True, aggregator=None)
    kind = fields.Selection(KINDS, required=True)
    event = fields.Selection(EVENTS, string="What happened", required=True)
    reason = fields.Char()
    user_id = fields.Many2one(
        "res.users", string="By", required=True, ondelete="restrict"
    )
    at = fields.Datetime(string="Time", required=True)

    @api.depends("entry")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._(
                "Personal matter %(number)s", number=row.entry or ""
            )

    @api.model
    def _note_entries(self, entries, event, reason=False):
        """Write one row for each entry, in the current user's name; one query.

        :param entries: ``customer.dossier.personal`` records as superuser
        :param event: one of ``EVENTS``
        """
        entries.flush_recordset()
        return self._append(
            [
                {
                    "dossier_id": entry.dossier_id.id,
                    "company_id": entry.company_id.id,
                    "entry": entry.id,
                    "kind": entry.kind,
                    "event": event,
                    "reason": reason or None,
                    "user_id": self.env.uid,
                    "at": fields.Datetime.to_string(fields.Datetime.now()),
                }
                for entry in entries
            ]
        )
