from odoo import api, fields, models
from odoo.tools import format_date

from .customer_dossier_reading import RESULTS
from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary
from .roles import READ_ALONG


class CustomerDossierCheck(models.Model):
    """How one reading stood against one policy, by the rate of its day.

    Judged once: neither a later rate nor a later policy changes what was found.
    """

    _name = "customer.dossier.check"
    _description = "Check of a market policy"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "day desc, id desc"

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_id"
    _dossier_section = "market"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict"
    )
    reading_id = fields.Many2one(
        "customer.dossier.reading", required=True, index=True, ondelete="restrict"
    )
    policy_id = fields.Many2one(
        "customer.dossier.policy", required=True, index=True, ondelete="restrict"
    )
    day = fields.Date(required=True)
    result = fields.Selection(RESULTS[:-1], required=True)
    currency_id = fields.Many2one("res.currency", required=True, ondelete="restrict")
    price = OptionalMonetary(
        string="Price read",
        aggregator=None,
        help="In the currency of the policy, by the rate of its day.",
    )
    gap = OptionalFloat(
        string="Gap %",
        digits=(16, 2),
        aggregator="avg",
        help="How far it lies above or, with a minus, below what is asked.",
    )

    @api.depends("policy_id", "day", "result")
    @api.depends_context("lang")
    def _compute_display_name(self):
        results = dict(self._fields["result"]._description_selection(self.env))
        for check in self:
            day = format_date(self.env, check.day)
            words = (check.policy_id.display_name, day, results.get(check.result))
            check.display_name = " · ".join(word for word in words if word)
