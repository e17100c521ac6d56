from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..ledger.rests import rests
from .called import check_called


class Rest(NamedTuple):
    """What is left of one line, in its unit, and how much of that counts."""

    line: int
    ordered: float
    delivered: float
    undelivered: float
    unbilled: float
    undelivered_counting: float
    unbilled_counting: float
    price: float

    def changing(self, kind):
        """The quantity that a decision of this kind lets count no more, or again."""
        counting = self.undelivered_counting + self.unbilled_counting
        if kind == "reopen":
            return self.undelivered + self.unbilled - counting
        return counting if kind == "finished" else self.undelivered_counting


class SaleOrder(models.Model):
    """What is left of a sales order is closed by a decision, and counts no more."""

    _name = "sale.order"
    _inherit = "sale.order"

    credit_rest = fields.Char(
        string="Rest",
        compute="_compute_credit_rest",
        groups="base.group_user",
        help="What was decided of what is left of this order.",
    )

    @api.depends("order_line.qty_ordered_closed", "order_line.qty_delivered_closed")
    @api.depends_context("lang")
    def _compute_credit_rest(self):
        undelivered = self.env._("Closed: nothing more is delivered")
        finished = self.env._("Closed: nothing more is delivered or invoiced")
        for order in self:
            # sudo: that it was closed is no figure; its reason stays in the archive.
            lines = order.sudo().order_line
            closed = undelivered if any(lines.mapped("qty_ordered_closed")) else False
            order.credit_rest = (
                finished if any(lines.mapped("qty_delivered_closed")) else closed
            )

    def action_close_rest(self):
        """Open the form in which what is left of this sales order is closed.

        :raises UserError: it is no sales order, or its payer has no dossier
        """
        check_called(self, "read", one=True)
        dossier = self._credit_dossier()
        if self.state != "sale" or not dossier:
            raise UserError(
                self.env._(
                    "%(order)s is no sales order of a customer with a dossier that you "
                    "read, so no rest of it counts for them.",
                    order=self.name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Rest of an order"),
            "res_model": "customer.dossier.order.rest",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_order_id": self.id, "default_dossier_id": dossier.id},
        }

    def _credit_dossier(self):
        """The dossier of whoever pays this order, if the user reads it."""
        # sudo: the payer's commercial entity; what is found is searched by one's rights.
        payer = self.sudo().partner_invoice_id.commercial_partner_id
        Dossier = self.env["customer.dossier"].with_context(active_test=False)
        return Dossier.search(
            [
                ("partner_id", "=", payer.id),
                ("company_id", "=", self.company_id.id),
            ]
        )

    def _credit_rests(self):
        """:return: ``Rest`` of each open line of this order; one query"""
        self.ensure_one()
        self.env.flush_all()
        rows = self.env.execute_query(
            rests(
                self.company_id.id,
                self.partner_invoice_id.commercial_partner_id.ids,
                self.ids,
                self.company_id._exposure_counted(),
            )
        )
        return [Rest(*row) for row in rows]
