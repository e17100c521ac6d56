from odoo import api, fields, models

from .called import check_called
from .res_partner_light import CONTRIBUTOR


class SaleOrder(models.Model):
    """What people read on a held order: a salesperson words, never a figure."""

    _name = "sale.order"
    _inherit = "sale.order"

    credit_reason = fields.Char(
        string="Why it waits",
        compute="_compute_credit_reason",
        groups=CONTRIBUTOR,
        help="In words, on orders of your own customers.",
    )

    @api.depends("credit_state", "partner_invoice_id")
    @api.depends_context("uid", "lang", "company")
    def _compute_credit_reason(self):
        """In as many queries as the light."""
        payers = self.partner_invoice_id.commercial_partner_id
        own = payers._own_customers() | payers._own_dossiers().partner_id
        for order in self:
            payer = order.partner_invoice_id.commercial_partner_id
            # sudo: why an order waits, in words, is its own salesperson's to know; not
            # why it did while somebody else was to pay.
            entry = order.sudo()._credit_entry() if payer in own else order.browse()
            theirs = entry and entry.dossier_id.partner_id == payer
            order.credit_reason = entry.reason if theirs else False

    def _credit_entry(self):
        """The entry of the queue that is open, or the last one."""
        self.ensure_one()
        entries = self.credit_hold_ids.sorted("id")
        return entries.filtered(lambda entry: entry.state == "open") or entries[-1:]

    def action_decide_hold(self):
        """Open the form in which this held order is released or turned down."""
        check_called(self, "read", one=True)
        # sudo: only which entry it is; opening it asks for the right to read it.
        entry = self.sudo()._credit_entry()
        return entry.sudo(False).action_decide()

    def _compute_partner_credit_warning(self):
        """Odoo's own banner is silent where a dossier says more, and better."""
        result = super()._compute_partner_credit_warning()
        # sudo: whether there is an active dossier changes a banner, no more.
        ours = self.sudo().filtered(lambda order: order.company_id.dossier_hold)
        for order in ours._credit_payers():
            order.sudo(False).partner_credit_warning = ""
        return result
