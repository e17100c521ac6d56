from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..formulas.target import achieved, is_behind
from ..ledger.sales import sales
from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary


class CustomerDossierTarget(models.Model):
    """What a customer is to buy in a period, and what they bought so far."""

    _name = "customer.dossier.target"
    _description = "Sales target of a customer"
    _inherit = ["customer.dossier.cleared"]
    _order = "date_to desc, dossier_id, id"

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "r",
        "credit": "re",
        "leader": "rwcue",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "transactions"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", required=True, help="The last day that counts.")
    amount = fields.Monetary(
        string="Target", required=True, help="Untaxed invoices less credit notes."
    )
    actual = OptionalMonetary(
        compute="_compute_actual",
        help="Untaxed invoices less credit notes of the period, up to today; empty "
        "before it begins.",
    )
    achieved = OptionalFloat(
        string="Achieved %",
        compute="_compute_actual",
        digits=(16, 1),
        aggregator=None,
        help="Actual sales as a share of the target.",
    )
    behind = fields.Boolean(
        compute="_compute_actual",
        help="Less of the target is reached than of the period has passed.",
    )
    remark = fields.Char()

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A target is an amount of more than zero."
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_from <= date_to)",
        "A period cannot end before it begins. Check the days of the target.",
    )
    _period_unique = models.UniqueIndex(
        "(dossier_id, date_from, date_to)",
        "There is a target for this customer and period already. Change that one.",
    )

    @api.depends("date_from", "date_to")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for target in self:
            target.display_name = self.env._(
                "Target %(start)s – %(end)s",
                start=fields.Date.to_string(target.date_from) or "",
                end=fields.Date.to_string(target.date_to) or "",
            )

    @api.depends("dossier_id", "date_from", "date_to", "amount")
    def _compute_actual(self):
        """One query for each company, beside flushing."""
        sold = self._sold()
        for target in self:
            today = target.company_id._dossier_today() if target.company_id else None
            begun = today and target.date_from and target.date_from <= today
            target.actual = sold.get(target.id, 0.0) if begun else None
            target.achieved = achieved(target.actual if begun else None, target.amount)
            target.behind = bool(begun and target.date_to) and is_behind(
                target.achieved, target.date_from, target.date_to, today
            )

    def _sold(self):
        """:return: ``{target id: amount}`` of the books as they stand; none: missing"""
        saved = self.filtered("id")
        self.env["account.move"].flush_model()
        self.flush_model(["dossier_id", "date_from", "date_to"])
        result = {}
        for company, targets in saved.grouped("company_id").items():
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT target.id, SUM(sale.untaxed)
                      FROM customer_dossier_target target
                      JOIN customer_dossier dossier ON dossier.id = target.dossier_id
                      JOIN (%s) sale
                        ON sale.partner_id = dossier.partner_id
                       AND sale.day BETWEEN target.date_from AND target.date_to
                     WHERE target.id = ANY(%s)
                     GROUP BY target.id
                    """,
                    sales(
                        company.id,
                        company._dossier_today(),
                        targets.dossier_id.partner_id.ids,
                    ),
                    targets.ids,
                )
            )
            result.update((target, float(amount)) for target, amount in rows)
        return result

    @api.constrains("dossier_id")
    def _check_dossier(self):
        for target in self:
            if target.dossier_id.state == "closed":
                raise ValidationError(
                    self.env._(
                        "%(dossier)s is closed and gets no more targets.",
                        dossier=target.dossier_id.display_name,
                    )
                )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    target_ids = fields.One2many(
        "customer.dossier.target", "dossier_id", string="Targets"
    )
