from .oracle_documents import INVOICES
from .oracle_payments import OraclePayments


class OracleTrade(OraclePayments):
    """What the charts and the reckonings of a customer's trade are made of."""

    def received(self, dossier):
        """:return: ``[(day, money in, or negative: money back)]``"""
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "in", self.contacts(dossier).ids),
                ("company_id", "=", dossier.company_id.id),
                ("account_id.account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
            ]
        )
        return [
            (line.date, -line.balance)
            for line in lines
            if line.move_id.origin_payment_id
            or line.journal_id.type in ("bank", "cash", "credit")
        ]

    def products(self, dossier, start, end):
        """:return: ``{product: (quantity in its own unit, untaxed)}``"""
        found = {}
        for invoice in self.invoices(dossier):
            if not start <= invoice.invoice_date <= end:
                continue
            sign = 1 if invoice.move_type in INVOICES else -1
            for line in invoice.invoice_line_ids:
                own = line.product_id.uom_id
                number = line.product_uom_id._compute_quantity(
                    line.quantity, own, round=False
                )
                known = found.get(line.product_id, (0, 0))
                found[line.product_id] = (
                    known[0] + sign * number,
                    known[1] - line.balance,
                )
        return found

    def undone(self, partials):
        """What is to be kept of matches that are taken off again: the money in them."""
        rows = []
        for partial in partials:
            line, paid = partial.debit_move_id, partial.credit_move_id
            cash = self.cash(partial) if line.move_type in INVOICES else 0
            if cash:
                due = line.date_maturity or line.date
                late = (paid.date - due).days
                rows.append((line.move_name, due, paid.date, late, cash))
        return sorted(rows)
