from dateutil.relativedelta import relativedelta

from ..formulas import payment, settlement
from .oracle_documents import INVOICES
from .oracle_sales import OracleSales

CASH_ACCOUNTS = ("asset_cash", "asset_current", "liability_credit_card")


class OraclePayments(OracleSales):
    """How a customer paid, settlement by settlement."""

    def payments(self, dossier):
        """:return: ``[(instalment, cash, days late, paid on)]`` of the last 12 months"""
        day = self.today(dossier)
        year = day - relativedelta(months=12)
        result = []
        for line in self.env["account.move.line"].search(
            [
                ("partner_id", "in", self.contacts(dossier).ids),
                ("company_id", "=", dossier.company_id.id),
                ("account_id.account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
                ("move_type", "in", INVOICES),
            ]
        ):
            for partial in line.matched_credit_ids:
                cash = self.cash(partial)
                if cash > 0 and year < partial.max_date <= day:
                    paid = partial.credit_move_id.date
                    late = (paid - (line.date_maturity or line.date)).days
                    result.append((line, cash, late, paid))
        return result

    def cash(self, partial):
        entry = partial.credit_move_id.move_id
        if entry.move_type == "out_refund" or partial.exchange_move_id == entry:
            return 0.0
        bank = entry.journal_id.type in ("bank", "cash", "credit")
        if not (entry.origin_payment_id or entry.statement_line_id or bank):
            return 0.0
        received = credited = 0.0
        for line in entry.line_ids:
            kind = line.account_id.account_type
            if line.balance > 0 and kind in CASH_ACCOUNTS:
                received += line.balance
            if line.balance < 0 and kind == "asset_receivable":
                credited -= line.balance
        return settlement.cash_split(partial.amount, received, credited).cash

    def payment_figures(self, dossier):
        paid = self.payments(dossier)
        late = [
            (residual, days)
            for residual, days, disputed in self.open_items(dossier)
            if residual > 0 and days > 0 and not disputed
        ]
        bought = self.purchases(dossier)
        history = (self.today(dossier) - bought[0]).days if bought else 0
        days = None
        if len({line for line, *_rest in paid}) >= 3 or history >= 90:
            days = payment.weighted_days_late([(c, d) for _l, c, d, _day in paid], late)
        return {
            "days_beyond_terms": days,
            "payment_index": payment.payment_index(days),
            "arrears": sum(residual * days for residual, days in late),
            **self.payment_trend(dossier),
        }

    def payment_trend(self, dossier):
        """Days late of the last three months, and of the nine before."""
        edge = self.today(dossier) - relativedelta(months=3)
        parts = {True: [], False: []}
        for _line, cash, late, paid in self.payments(dossier):
            parts[paid > edge].append((cash, late))
        return {
            "late_days_recent": payment.weighted_days_late(parts[True]),
            "late_days_before": payment.weighted_days_late(parts[False]),
        }
