import math

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .roles import CONFIGURATION


class CustomerDossierBonusRate(models.Model):
    """A row of a scheme: from which turnover on, which percent of all of it."""

    _name = "customer.dossier.bonus.rate"
    _description = "Rate of a year-end bonus"
    _inherit = ["customer.dossier.recorded", "customer.dossier.cleared"]
    _order = "scheme_id, turnover_from"
    _rec_name = "turnover_from"
    _recorded_section = "measure"

    _dossier_roles = CONFIGURATION

    scheme_id = fields.Many2one(
        "customer.dossier.bonus.scheme",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="scheme_id.company_id", store=True)
    turnover_from = fields.Float(
        string="Net sales from",
        required=True,
        aggregator=None,
        help="Of the year, in the company's currency.",
    )
    percent = fields.Float(
        required=True, aggregator=None, help="Of all net sales of the year."
    )

    _numbers_sane = models.Constraint(
        "CHECK (turnover_from >= 0 AND percent >= 0 AND percent <= 100)",
        "Net sales are 0 or more, and a percentage lies between 0 and 100.",
    )
    _one_row = models.UniqueIndex(
        "(scheme_id, turnover_from)", "The scheme has a row from this amount already."
    )

    @api.constrains("turnover_from", "percent")
    def _check_numbers(self):
        for row in self:
            if not (math.isfinite(row.turnover_from) and math.isfinite(row.percent)):
                raise ValidationError(
                    self.env._("%(row)s is no number.", row=row.display_name)
                )
