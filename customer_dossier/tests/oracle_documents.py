from functools import wraps

from odoo import fields

from ..formulas import ageing

SALES = ("out_invoice", "out_refund", "out_receipt")
INVOICES = ("out_invoice", "out_receipt")


def once(method):
    """Let an oracle, which sees one state of the books, ask them once for a dossier."""

    @wraps(method)
    def remembered(oracle, dossier):
        key = method.__name__, dossier.id
        if key not in oracle.known:
            oracle.known[key] = method(oracle, dossier)
        return oracle.known[key]

    return remembered


class OracleDocuments:
    """What a customer's documents say on one day, read with all rights."""

    def __init__(self, env, as_of=None):
        self.env = env(su=True, context={**env.context, "active_test": False})
        self.as_of = as_of
        self.known = {}
        dates = {}
        for row in self.env["customer.dossier.festival"].search([]):
            dates.setdefault(row.kind, {})[row.date.year] = row.date
        self.festivals = dates

    def today(self, dossier):
        if self.as_of:
            return self.as_of
        tz = dossier.company_id.partner_id.tz or self.env.user.tz or "UTC"
        return fields.Date.context_today(dossier.with_context(tz=tz))

    @once
    def contacts(self, dossier):
        return self.env["res.partner"].search(
            [("commercial_partner_id", "=", dossier.partner_id.id)]
        )

    @once
    def invoices(self, dossier):
        return self.env["account.move"].search(
            [
                ("commercial_partner_id", "=", dossier.partner_id.id),
                ("company_id", "=", dossier.company_id.id),
                ("state", "=", "posted"),
                ("move_type", "in", SALES),
                ("invoice_date", "<=", self.today(dossier)),
            ]
        )

    @once
    def orders(self, dossier):
        return self.env["sale.order"].search(
            [
                ("partner_invoice_id", "in", self.contacts(dossier).ids),
                ("company_id", "=", dossier.company_id.id),
                ("state", "=", "sale"),
            ]
        )

    @once
    def open_items(self, dossier):
        """:return: ``[(residual, days overdue, disputed)]``"""
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "in", self.contacts(dossier).ids),
                ("company_id", "=", dossier.company_id.id),
                ("account_id.account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
            ]
        )
        items = []
        for line in lines:
            residual = self.residual(line)
            if not dossier.currency_id.is_zero(residual):
                days = (self.today(dossier) - (line.date_maturity or line.date)).days
                disputed = line.move_id.move_type in SALES and line.no_followup
                items.append((residual, days, disputed))
        return items

    def residual(self, line):
        """What was open, counted down from the document's whole amount."""
        if not self.as_of:
            return line.amount_residual
        if line.date > self.as_of:
            return 0.0
        paid = [(part.max_date, part.amount) for part in line.matched_credit_ids]
        paid += [(part.max_date, -part.amount) for part in line.matched_debit_ids]
        return line.company_currency_id.round(
            ageing.residual_as_of(line.balance, paid, self.as_of)
        )
