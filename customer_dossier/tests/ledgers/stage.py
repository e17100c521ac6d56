"""Where businesses are played together: one call of Odoo's API for each kind of step.

A business is a generator. It yields a step with its words and gets back what the step
made; steps of one kind, of all businesses that are at it, are done in one call. That is
what makes hundreds of ledgers a matter of a minute.
"""

from .books import Books


class Stage:
    """The steps; each takes a list of the words of all who ask, and answers each."""

    def __init__(self, env):
        self.env = env
        self.books = Books(env)

    def perform(self, businesses):
        """Play all businesses to their end."""
        waiting = [(business, None) for business in businesses]
        while waiting:
            asked = {}
            for business, answer in waiting:
                try:
                    step, *words = business.send(answer)
                except StopIteration:
                    continue
                asked.setdefault(step, []).append((business, words))
            waiting = [
                (business, answer)
                for step, ones in asked.items()
                for (business, _words), answer in zip(
                    ones, step([words for _one, words in ones]), strict=True
                )
            ]
            self._tell_the_planner()

    def _tell_the_planner(self):
        """Without statistics on rows not committed yet, PostgreSQL takes Odoo's search
        for an invoice's payments to be cheap in any order, and is minutes over it.
        """
        self.env.flush_all()
        self.env.cr.execute(
            "ANALYZE account_move, account_move_line, account_payment,"
            " account_partial_reconcile, sale_order, sale_order_line"
        )

    def make(self, asked):
        """``model, vals``: a new record."""
        made = {}
        for model, vals in asked:
            made.setdefault(model, []).append(vals)
        rows = {model: iter(self.env[model].create(made[model])) for model in made}
        return [next(rows[model]) for model, _vals in asked]

    def post(self, asked):
        """``record``: an entry or a payment that is booked; the record."""
        for name in ("account.move", "account.payment"):
            records = self.env[name].union(
                *(record for (record,) in asked if record._name == name)
            )
            records.action_post()
        return [record for (record,) in asked]

    def match(self, asked):
        """``move, move, …``: their receivable lines are reconciled."""
        self.env["account.move.line"]._reconcile_plan(
            [
                self.env["account.move.line"]
                .union(*(move.line_ids for move in moves))
                .filtered(
                    lambda line: (
                        line.account_id.account_type == "asset_receivable"
                        and not line.reconciled
                    )
                )
                for moves in asked
            ]
        )
        return [None] * len(asked)

    def confirm(self, asked):
        """``order, day``: an order that is confirmed on a day; the order."""
        orders = self.env["sale.order"].union(*(order for order, _day in asked))
        orders.action_confirm()
        for order, day in asked:
            order.date_order = f"{day} 04:00:00"
        return [order for order, _day in asked]

    def bill(self, asked):
        """``order``: a draft invoice, or credit note, of what is to be invoiced."""
        orders = self.env["sale.order"].union(*(order for (order,) in asked))
        orders._create_invoices(grouped=True, final=True)
        return [order.invoice_ids.sorted("id")[-1] for (order,) in asked]

    def alone(self, asked):
        """``function``: whatever can only be done one by one; its result."""
        return [function() for (function,) in asked]
