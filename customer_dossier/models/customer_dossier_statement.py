from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..formulas.statement import Statement, equity_gap, larger_parts
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

    doubts = fields.Text(
        string="Does not add up",
        compute="_compute_doubts",
        help="Look at the amounts again: wrong digit, wrong unit, or a wrong statement.",
    )

    _one_a_year = models.UniqueIndex(
        "(sheet_id, period_end)", "There is a statement for this period end already."
    )

    @api.depends(*Statement._fields)
    @api.depends_context("lang")
    def _compute_doubts(self):
        for statement in self:
            statement.doubts = "\n".join(statement._doubts()) or False

    def _doubts(self):
        """What cannot be right in these amounts, in words."""
        self.ensure_one()
        known = Statement(
            *(None if self[name] is False else self[name] for name in Statement._fields)
        )
        if gap := equity_gap(known):
            yield self.env._(
                "Assets less liabilities and equity leave %(amount)s.",
                amount=self.currency_id.format(gap) if self.currency_id else gap,
            )
        for part, whole in larger_parts(known):
            yield self.env._(
                "%(part)s is larger than %(whole)s.",
                part=self._fields[part]._description_string(self.env),
                whole=self._fields[whole]._description_string(self.env),
            )

    @api.constrains(*Statement._fields)
    def _check_amounts(self):
        """A sheet that does not balance would be judged: it is not kept."""
        for statement in self:
            if statement.doubts:
                raise ValidationError(
                    self.env._(
                        "Statement %(year)s does not add up. %(doubts)s\nCorrect the "
                        "amounts, or leave empty what is not known.",
                        year=statement.name,
                        doubts=statement.doubts,
                    )
                )

    @api.constrains("period_end")
    def _check_period_end(self):
        for statement in self:
            if statement.period_end > statement.company_id._dossier_today():
                raise ValidationError(
                    self.env._(
                        "The year of statement %(year)s is not over yet. Correct the "
                        "period end.",
                        year=statement.name,
                    )
                )
