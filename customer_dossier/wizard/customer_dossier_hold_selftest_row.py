from odoo import fields, models

PATHS = [
    ("button", "Confirm button"),
    ("batch", "Several orders at once"),
    ("program", "A program that writes the state"),
    ("created", "An order created as confirmed"),
    ("portal", "Signature or payment online"),
    ("reopened", "Cancelled and opened again"),
    ("copied", "A copy"),
]
RESULTS = [("held", "Held"), ("passes", "Goes through")]
#: Who keeps the hold rules, and who sets the holds up.
ROLES = dict.fromkeys(("credit", "leader", "manager"), "rwc")


class CustomerDossierHoldSelftestRow(models.TransientModel):
    _name = "customer.dossier.hold.selftest.row"
    _description = "Way to a sales order that was tried"
    _inherit = ["customer.dossier.cleared"]
    _rec_name = "path"

    _dossier_roles = ROLES

    selftest_id = fields.Many2one(
        "customer.dossier.hold.selftest", required=True, ondelete="cascade"
    )
    path = fields.Selection(PATHS, string="Way", required=True)
    result = fields.Selection(RESULTS, required=True)
