from odoo import fields, models

from .optional_monetary import OptionalMonetary


class CustomerDossierStatement(models.Model):
    """A balance sheet and income statement of one year; unknown is not zero."""

    _name = "customer.dossier.statement"
    _description = "Yearly statement of a customer"
    _inherit = ["customer.dossier.line"]
    _order = "period_end desc, id desc"

    _line_key = ("period_end",)

    name = fields.Char(string="Year", required=True)
    period_end = fields.Date(string="Period end", required=True)
    audited = fields.Selection([("yes", "Audited"), ("no", "Not audited")])
    current_assets = OptionalMonetary(string="Current assets")
    inventory = OptionalMonetary()
    total_assets = OptionalMonetary(string="Total assets")
    current_liabilities = OptionalMonetary(string="Current liabilities")
    total_liabilities = OptionalMonetary(string="Total liabilities")
    equity = OptionalMonetary(string="Owners' equity")
    retained_earnings = OptionalMonetary(string="Retained earnings")
    revenue = OptionalMonetary()
    operating_profit = OptionalMonetary(string="Operating profit")
    net_profit = OptionalMonetary(string="Net profit")

    _one_a_year = models.UniqueIndex(
        "(sheet_id, period_end)", "There is a statement for this period end already."
    )
