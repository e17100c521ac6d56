from odoo import fields, models

from .res_partner import READERS

KINDS = [
    ("licence", "Business licence"),
    ("trade", "Trade licence"),
    ("tax", "Tax registration"),
    ("contract", "Contract with us"),
    ("guarantee", "Guarantee"),
    ("other", "Other paper"),
]


class CustomerDossierDocument(models.Model):
    """A paper of the customer that we hold a copy of, and until when it is good."""

    _name = "customer.dossier.document"
    _description = "Paper of a customer"
    _inherit = ["customer.dossier.line"]
    _order = "valid_until, id"

    name = fields.Char(string="Number or title", required=True)
    kind = fields.Selection(KINDS, required=True, default="licence")
    file = fields.Binary(
        string="Copy",
        attachment=True,
        copy=False,
        groups=READERS,
        help="A scan or photo. It opens for whoever reads this section.",
    )
    file_name = fields.Char(string="File name", copy=False)
    valid_until = fields.Date(string="Valid until")
    checked_on = fields.Date(
        string="Original seen on", help="When we last saw the original itself."
    )
