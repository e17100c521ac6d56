import logging

from odoo import models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class CustomerDossier(models.Model):
    """What held an order may pass by itself: a payment comes, a limit is raised."""

    _inherit = "customer.dossier"

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
                order.action_confirm()
        except UserError:
            _logger.info("Held order %s cannot be confirmed as it is", order.id)
