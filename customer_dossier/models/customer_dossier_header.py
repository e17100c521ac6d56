from odoo import api, fields, models
from odoo.tools import format_date

from ..words import worded
from .res_partner_light import LIGHTS, REASONS


class CustomerDossier(models.Model):
    """What a leader wants to see of a customer within a minute."""

    _inherit = "customer.dossier"

    light = fields.Selection(
        LIGHTS,
        compute="_compute_light",
        help="What salespeople see: whether an order may be taken.",
    )
    light_reason = fields.Char(string="Reason of the light", compute="_compute_light")
    sales_line = fields.Json(
        string="Sales of 12 months",
        compute="_compute_sales_line",
        help="Untaxed, by month, live from the ledger.",
    )

    @api.depends("state", "as_of", "rating", "exposure", "credit_limit", "credit_mode")
    @api.depends_context("lang")
    def _compute_light(self):
        lights = self._light()
        for dossier in self:
            found = lights[dossier.id]
            dossier.light = found.colour
            dossier.light_reason = worded(self.env, REASONS[found.reason])

    @api.depends_context("lang")
    def _compute_sales_line(self):
        """One query per company."""
        months = self._trade_months()
        for dossier in self:
            dossier.sales_line = [
                {
                    "label": format_date(self.env, month, date_format="MMM yyyy"),
                    "value": now.sales,
                }
                for month, now, _then in months[dossier.id]
            ]
