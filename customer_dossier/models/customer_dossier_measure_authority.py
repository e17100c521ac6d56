import math

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .customer_dossier_measure_type import DETERRENT
from .res_partner import READERS
from .roles import CONFIGURATION


class CustomerDossierMeasureAuthority(models.Model):
    """Which measures the company lets people approve."""

    _name = "customer.dossier.measure.authority"
    _description = "Authority for measures"
    _inherit = ["customer.dossier.authority"]
    _order = "type_id, id"
    _rec_name = "role"
    _recorded_section = "measure"

    _dossier_roles = CONFIGURATION

    type_id = fields.Many2one(
        "customer.dossier.measure.type", required=True, index=True, ondelete="cascade"
    )
    used_count = fields.Integer(
        string="Times used",
        compute="_compute_used",
        groups=READERS,
        help="Measures approved by it, of the dossiers that you read.",
    )
    last_used = fields.Date(string="Last used", compute="_compute_used", groups=READERS)

    @api.depends("type_id", "role")
    @api.depends_context("lang")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for authority in self:
            authority.display_name = self.env._(
                "%(role)s: %(type)s",
                role=roles.get(authority.role, ""),
                type=authority.type_id.name or "",
            )

    def _compute_used(self):
        """As the user reads measures; one query."""
        groups = self.env["customer.dossier.measure"]._read_group(
            [("authority_id", "in", self.ids)],
            ["authority_id"],
            ["__count", "decided_on:max"],
        )
        found = {authority: row for authority, *row in groups}
        for authority in self:
            authority.used_count, authority.last_used = found.get(authority, (0, False))

    @api.constrains("type_id", "role", "up_to")
    def _check_authority(self):
        for authority in self:
            if authority.type_id.polarity == DETERRENT and authority.role != "leader":
                raise ValidationError(
                    self.env._(
                        "%(type)s is a deterrent: leaders approve it, nobody else.",
                        type=authority.type_id.name,
                    )
                )
            if not math.isfinite(authority.up_to or 0):
                raise ValidationError(
                    self.env._(
                        "%(authority)s: the amount is no number.",
                        authority=authority.display_name,
                    )
                )

    def _is_about(self, record):
        return self.type_id == record.type_id
