from odoo import fields, models

KINDS = [("need", "Need"), ("preference", "Preference")]
STATES = [
    ("open", "Open"),
    ("working", "In hand"),
    ("satisfied", "Satisfied"),
    ("dropped", "Dropped"),
]


class CustomerDossierNeed(models.Model):
    """A need to be met, or a preference to be known by whoever serves the customer."""

    _name = "customer.dossier.need"
    _description = "Need or preference of a customer"
    _inherit = ["customer.dossier.line"]

    name = fields.Char(string="What", required=True)
    kind = fields.Selection(KINDS, required=True, default="need")
    product_id = fields.Many2one(
        "product.product", index="btree_not_null", ondelete="restrict"
    )
    way = fields.Char(string="By which way", help="How we mean to meet it.")
    responsible_id = fields.Many2one(
        "res.users", index="btree_not_null", ondelete="restrict"
    )
    deadline = fields.Date()
    state = fields.Selection(STATES, required=True, default="open")
    satisfied_on = fields.Date(string="Satisfied on", readonly=True)
