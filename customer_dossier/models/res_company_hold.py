from odoo import fields, models
from odoo.tools import SQL

from .optional_monetary import OptionalMonetary


class ResCompany(models.Model):
    """Whether orders wait for a person; which ones is a matter of the hold rules."""

    _inherit = "res.company"

    dossier_hold = fields.Boolean(
        string="Hold orders",
        help="Orders of customers with an active dossier are checked by the hold rules "
        "before they are confirmed.",
    )
    dossier_hold_four_eyes = OptionalMonetary(
        string="Two people release beyond",
        help="A larger order is released by two people; empty: one is enough.",
    )

    _dossier_hold_four_eyes_positive = models.Constraint(
        "CHECK (dossier_hold_four_eyes >= 0)",
        "The amount beyond which two people release an order cannot be negative.",
    )

    def write(self, vals):
        """Write values; to switch the holds off frees every held order."""
        result = super().write(vals)
        if vals.get("dossier_hold") is False:
            self._free_held_orders()
        return result

    def _free_held_orders(self):
        """Make held and rejected orders ordinary quotations again; nothing is confirmed.

        Two queries and the end of the entries in the queue.
        """
        # sudo: whoever may switch the holds off need not read orders or the archive.
        held = self.env["customer.dossier.hold"].sudo()
        held.search([("company_id", "in", self.ids)])._end("freed")
        self.env["sale.order"].flush_model(["credit_state"])
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order SET credit_state = NULL"
                " WHERE company_id = ANY(%s) AND credit_state IN ('held', 'rejected')",
                self.ids,
            )
        )
        self.env["sale.order"].invalidate_model(["credit_state"])
