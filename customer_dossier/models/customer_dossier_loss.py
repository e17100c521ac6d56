from odoo import fields, models

from .optional_monetary import OptionalMonetary

CAUSES = [
    ("insolvent", "Could not pay"),
    ("vanished", "Disappeared"),
    ("dispute", "Dispute"),
    ("fraud", "Fraud"),
    ("goods", "Goods lost or spoiled"),
    ("price", "Fall in price"),
    ("own", "Our own mistake"),
    ("other", "Other cause"),
]


class CustomerDossierLoss(models.Model):
    """What we lost with a customer, and why; also before there was a dossier."""

    _name = "customer.dossier.loss"
    _description = "Loss with a customer"
    _inherit = ["customer.dossier.line"]
    _rec_name = "date"
    _order = "date desc, id desc"

    _line_key = ("date", "cause")

    date = fields.Date(required=True, help="The day on which the loss was certain.")
    amount = OptionalMonetary(help="What was lost, after all that came back.")
    cause = fields.Selection(CAUSES, required=True)

    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)",
        "The amount of a loss cannot be negative. Leave the minus sign out.",
    )
