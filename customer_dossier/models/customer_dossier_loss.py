from odoo import api, fields, models
from odoo.exceptions import ValidationError

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
    _inherit = ["customer.dossier.taught", "customer.dossier.line"]
    _order = "date desc, id desc"

    _line_key = ("date", "cause")
    _lesson_source = "loss_id"
    _lesson_tag = ("loss_cause", "cause")

    date = fields.Date(required=True, help="The day on which the loss was certain.")
    amount = OptionalMonetary(help="What was lost, after all that came back.")
    cause = fields.Selection(CAUSES, required=True)
    signal_id = fields.Many2one(
        "customer.dossier.signal",
        string="Told by the signal",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('dossier_id', '=', dossier_id)]",
        help="The signal that told of it: what is written there as suffered is this "
        "loss, and is counted once.",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)",
        "The amount of a loss cannot be negative. Leave the minus sign out.",
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: a case of a lesson names its loss to all its readers.
        for loss in self:
            loss.display_name = self.env._("Loss %(number)s", number=loss.id or "")

    @api.model
    def _told(self):
        """Which signal told of it says nothing about the customer."""
        return super()._told() - {"signal_id"}

    @api.constrains("signal_id")
    def _check_signal(self):
        for loss in self:
            # sudo: whether both are of one customer, and nothing else, comes out.
            signal = loss.sudo().signal_id
            if signal and signal.dossier_id != loss.dossier_id:
                raise ValidationError(
                    self.env._(
                        "%(signal)s is about another dossier. Choose one of this "
                        "dossier, or none.",
                        signal=signal.display_name,
                    )
                )
