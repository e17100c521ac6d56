from odoo import fields, models

ROLES = [
    ("owner", "Proprietor"),
    ("manager", "Manager"),
    ("buyer", "Buyer"),
    ("finance", "Finance"),
    ("warehouse", "Warehouse"),
    ("other", "Other"),
]
POWERS = [
    ("decides", "Decides"),
    ("influences", "Influences"),
    ("informs", "Informs"),
    ("none", "No say"),
]


class CustomerDossierPerson(models.Model):
    """Somebody who counts at the customer's; private matters stand apart."""

    _name = "customer.dossier.person"
    _description = "Key person of a customer"
    _inherit = ["customer.dossier.line"]

    name = fields.Char(required=True)
    role = fields.Selection(ROLES, required=True, default="owner")
    power = fields.Selection(POWERS, string="Power to decide")
    function = fields.Char(help="Title on the business card.")
    phone = fields.Char()
    contact_id = fields.Many2one(
        "res.partner",
        string="Contact card",
        index="btree_not_null",
        ondelete="restrict",
    )
    relation = fields.Selection(
        [("close", "Close"), ("good", "Good"), ("neutral", "Neutral"), ("bad", "Bad")],
        string="Relation to us",
    )
