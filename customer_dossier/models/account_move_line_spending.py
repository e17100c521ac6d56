from odoo import models

from .sale_order_line_growth import SPENDING


class AccountMoveLine(models.Model):
    """What was spent for a customer is passed on, however much their order grows by it."""

    _name = "account.move.line"
    _inherit = "account.move.line"

    def _sale_create_reinvoice_sale_line(self):
        """Pass on what was spent: the books say so, no mark that somebody sets."""
        data = self.env.cr.precommit.data
        data[SPENDING] = True
        try:
            return super()._sale_create_reinvoice_sale_line()
        finally:
            data.pop(SPENDING, None)
