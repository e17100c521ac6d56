import logging

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .customer_dossier import HARD_MARKS

_logger = logging.getLogger(__name__)
#: What a check looks at and no figure is made of.
MARKS = frozenset({*HARD_MARKS, "agreed_stop", "limit_group_id"})


class CustomerDossier(models.Model):
    """What held an order may pass by itself: a payment comes, a stop is lifted."""

    _inherit = "customer.dossier"

    def write(self, vals):
        """Write values; a stop that is lifted lets held orders go on."""
        before = self._in_same_group() if "limit_group_id" in vals else self
        result = super().write(vals)
        if not MARKS.isdisjoint(vals):
            (before | self._in_same_group())._recheck_holds_soon()
        return result

    def _recheck_holds_soon(self):
        """Have the held orders of these customers looked at again; one query.

        Nothing is looked at here: the cron does, where an order waits.
        """
        self._note_waiting(SQL("dossier.id = ANY(%s)", self.ids))

    @api.model
    def _recheck_all_holds_soon(self):
        """The same for everybody of whom an order waits."""
        self._note_waiting(SQL("TRUE"))

    def _note_waiting(self, whose):
        self.env["customer.dossier.hold"].flush_model(["dossier_id", "state"])
        waiting = SQL(
            """
            SELECT dossier.partner_id, dossier.company_id
              FROM customer_dossier_hold hold
              JOIN customer_dossier dossier ON dossier.id = hold.dossier_id
             WHERE hold.state = 'open' AND %s
            """,
            whose,
        )
        if self.env["customer.dossier.stale"]._insert([waiting]):
            self._wake("customer_dossier.cron_refresh_stale")

    def _recheck_holds(self):
        """Confirm the held orders of these customers that pass now.

        Those of whoever shares a group limit with them as well. What a person turned
        down stays so. An order that Odoo itself refuses to confirm stays in the queue,
        and its number is logged; one that nobody checks any more leaves it. A constant
        number of queries for all that go on waiting; the queue keeps what it saw when
        they were held.
        """
        # sudo: the system confirms what a person wanted to confirm.
        waiting = (
            self.env["customer.dossier.hold"]
            .sudo()
            .search(
                [
                    ("dossier_id", "in", self._in_same_group().ids),
                    ("state", "=", "open"),
                ]
            )
        )
        orders = waiting.order_id.filtered(lambda one: one.company_id.dossier_hold)
        checks = orders._credit_check()
        orders._credit_let_go(checks)
        for check in checks:
            if not check.held:
                self._confirm_held(check.order)

    def _confirm_held(self, order):
        try:
            with self.env.cr.savepoint():
                order._credit_go_on()
        except UserError:
            _logger.info("Held order %s cannot be confirmed as it is", order.id)
