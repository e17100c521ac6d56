from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..formulas.target import achieved, is_behind
from ..ledger.receipts import receipts
from ..ledger.sales import sales
from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary

KINDS = [("sales", "Sales"), ("collections", "Collections")]
REACHED = ("actual", "achieved", "behind")


class CustomerDossierTarget(models.Model):
    """What a customer is to buy, or to pay, in a period, and what came of it so far.

    What came of it is a figure like all others: refreshed with them, from the same
    ledgers.
    """

    _name = "customer.dossier.target"
    _description = "Target of a customer"
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
    # Beside what is asked of a customer stands what is known of them.
    # By the reader's rights: an id alone tells nobody how a customer is rated.
    grade_id = fields.Many2one(related="dossier_id.grade_id", related_sudo=False)
    rating = fields.Selection(related="dossier_id.rating", related_sudo=False)
    kind = fields.Selection(KINDS, required=True, default="sales")
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", required=True, help="The last day that counts.")
    amount = fields.Monetary(
        string="Target",
        required=True,
        help="Sales: untaxed invoices less credit notes. Collections: money that came "
        "in less what went back.",
    )
    actual = OptionalMonetary(
        compute="_compute_actual",
        store=True,
        help="Of the period, up to the day of the figures; empty before it begins.",
    )
    achieved = OptionalFloat(
        string="Achieved %",
        compute="_compute_actual",
        store=True,
        digits=(16, 1),
        aggregator=None,
        help="What was reached as a share of the target.",
    )
    behind = fields.Boolean(
        compute="_compute_actual",
        store=True,
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
        "(dossier_id, kind, date_from, date_to)",
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

    @api.depends("dossier_id", "kind", "date_from", "date_to", "amount")
    def _compute_actual(self):
        """One query for each company and kind, beside flushing."""
        reached = self._reached()
        for target in self:
            today = target.company_id._dossier_today() if target.company_id else None
            begun = today and target.date_from and target.date_from <= today
            target.actual = reached.get(target.id, 0.0) if begun else None
            target.achieved = achieved(target.actual if begun else None, target.amount)
            target.behind = bool(begun and target.date_to) and is_behind(
                target.achieved, target.date_from, target.date_to, today
            )

    def _reached(self):
        """:return: ``{target id: amount}`` of the books as they stand; none: missing"""
        saved = self.filtered("id")
        for name in ("account.move", "account.move.line"):
            self.env[name].flush_model()
        self.flush_model(["dossier_id", "kind", "date_from", "date_to"])
        result = {}
        for (company, _kind), targets in saved.grouped(
            lambda one: (one.company_id, one.kind)
        ).items():
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT target.id, SUM(entry.amount)
                      FROM customer_dossier_target target
                      JOIN customer_dossier dossier ON dossier.id = target.dossier_id
                      JOIN (%s) entry
                        ON entry.partner_id = dossier.partner_id
                       AND entry.day BETWEEN target.date_from AND target.date_to
                     WHERE target.id = ANY(%s)
                     GROUP BY target.id
                    """,
                    targets._entries(company),
                    targets.ids,
                )
            )
            result.update((target, float(amount)) for target, amount in rows)
        return result

    def _entries(self, company):
        """Select what counts for these targets of one company and kind.

        :return: ``partner_id``, ``day``, ``amount``
        """
        today, partners = company._dossier_today(), self.dossier_id.partner_id.ids
        if self[:1].kind == "collections":
            return receipts(company.id, min(self.mapped("date_from")), today, partners)
        return SQL(
            "SELECT partner_id, day, untaxed AS amount FROM (%s) sale",
            sales(company.id, today, partners),
        )

    def _refresh(self):
        """Reckon these targets anew, as the system."""
        for name in REACHED:
            self.env.add_to_compute(self._fields[name], self)
        self.flush_recordset(REACHED)

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

    def _refresh_targets(self):
        """Reckon the targets of these dossiers anew; one search beside their own."""
        targets = self.env["customer.dossier.target"]
        targets.search([("dossier_id", "in", self.ids)])._refresh()
