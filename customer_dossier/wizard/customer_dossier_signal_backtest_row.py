from odoo import api, fields, models

from ..models.customer_dossier_signal_kind import Now
from ..models.roles import READ_ALONG


class Then(Now):
    """A dossier with the figures of a past day in place of today's."""

    def __init__(self, dossier, figures):
        super().__init__(dossier, figures, figures.keys())

    def _figure(self, name):
        value = self._figures[name]
        field = self._dossier._fields[name]
        # As the ORM says it: unknown is False, and an amount without documents is 0.
        return field.convert_to_record(
            field.convert_to_cache(value, self._dossier), self._dossier
        )


class Tried:
    """A rule with the numbers that a back-test tries."""

    def __init__(self, backtest):
        self.threshold, self.min_amount = backtest.threshold, backtest.min_amount


class CustomerDossierSignalBacktestRow(models.TransientModel):
    """A signal that the rule would have raised, and how long it would have stood."""

    _name = "customer.dossier.signal.backtest.row"
    _description = "Finding of a back-test"
    _inherit = ["customer.dossier.inserted", "customer.dossier.cleared"]
    _order = "first_day, dossier_id"
    _rec_name = "dossier_id"

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_id"
    _dossier_section = "signal"

    backtest_id = fields.Many2one(
        "customer.dossier.signal.backtest",
        string="Back-test",
        required=True,
        index=True,
        ondelete="cascade",
    )
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="cascade"
    )
    first_day = fields.Date(string="Raised at the end of", required=True)
    last_day = fields.Date(string="Still there at the end of", required=True)
    evidence = fields.Json()
    explanation = fields.Text(string="What it saw", compute="_compute_explanation")

    @api.depends("evidence")
    @api.depends_context("lang")
    def _compute_explanation(self):
        Signal = self.env["customer.dossier.signal"]
        kinds = self.env["customer.dossier.signal.rule"]._kinds()
        for row in self:
            rule = row.backtest_id.rule_id
            shown = Signal.new(
                {"dossier_id": row.dossier_id.id, "evidence": row.evidence}
            )
            row.explanation = shown._words(kinds[rule.kind])

    @api.model
    def _gather(self, backtest, dossiers):
        """Make the rows of a back-test anew.

        The figures of each month's end are computed once for all dossiers: a constant
        number of queries for each month and company.
        """
        # sudo: the dossiers are those that the user reads; rows carry the user's id.
        system = dossiers.sudo()
        # sudo: a rule is configuration that every reader of dossiers reads.
        rule, tried = backtest.rule_id.sudo(), Tried(backtest)
        standing, rows = {}, []
        for day in backtest._days():
            found = _findings(system, rule, tried, day)
            for dossier, evidence in found.items():
                if dossier not in standing:
                    rows.append(
                        {
                            "dossier_id": dossier.id,
                            "first_day": day,
                            "evidence": evidence,
                        }
                    )
                    standing[dossier] = rows[-1]
                standing[dossier]["last_day"] = day
            standing = {one: row for one, row in standing.items() if one in found}
        return self._replace(backtest, rows)

    @api.model
    def _replace(self, backtest, rows):
        # sudo: rows are written by the system, for the one who asked.
        self.sudo().search([("backtest_id", "=", backtest.id)]).unlink()
        own = self._stamps() | {"backtest_id": backtest.id}
        return self._append([row | own for row in rows])


def _findings(dossiers, rule, tried, day):
    """:return: ``{dossier: evidence}`` of one past day"""
    figures = dossiers._figures(day)
    seen = rule._kinds()[rule.kind].evidence
    found = {
        dossier: seen(Then(dossier, figures[dossier.id]), tried, {})
        for dossier in dossiers
        if not rule.company_id or rule.company_id == dossier.company_id
    }
    return {dossier: evidence for dossier, evidence in found.items() if evidence}
