from odoo import models


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "customer.dossier.served"]
    _paying_partner = "partner_invoice_id"
