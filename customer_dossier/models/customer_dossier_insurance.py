from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..formulas.limit_proposal import insured_exposure

KINDS = [("insurance", "Credit insurance"), ("guarantee", "Guarantee")]


class CustomerDossierInsurance(models.Model):
    """Who stands in for a customer, with how much, and until when.

    An insurance raises the limit: to A + B × C, with A the agreed limit, B the insured
    amount and C the insured percent; less B where the exposure is told without it. A
    guarantee lowers the net exposure by what of it could be called.
    """

    _name = "customer.dossier.insurance"
    _description = "Insurance or guarantee"
    _inherit = ["customer.dossier.timed"]
    _rec_name = "issuer"

    _layer_origins = ("insurance",)
    _entered = frozenset(
        {
            *("dossier_id", "date_from", "date_until", "kind", "issuer", "number"),
            *("amount", "percent", "included"),
        }
    )

    kind = fields.Selection(KINDS, required=True, default="guarantee")
    issuer = fields.Char(
        string="Insurer or guarantor", required=True, help="Who pays if they do not."
    )
    number = fields.Char(help="Of the policy or of the deed.")
    amount = fields.Monetary(string="Amount covered", required=True)
    percent = fields.Float(
        string="Covered %",
        digits=(16, 1),
        default=100.0,
        required=True,
        aggregator=None,
        help="What of it would really come in: the insured share, or a guarantee's "
        "usable part.",
    )
    included = fields.Boolean(
        string="Included in the exposure",
        help="The policy's amount is in the exposure already, so it is taken off the "
        "limit again.",
    )
    effect = fields.Monetary(
        string="Effect on credit",
        compute="_compute_effect",
        help="What the limit changes by, or the exposure is lowered by.",
    )

    _amount_sane = models.Constraint(
        "CHECK (amount > 0 AND amount < 1e15)",
        "An insurance or guarantee covers an amount above zero. Check the zeros.",
    )
    _percent_sane = models.Constraint(
        "CHECK (percent > 0 AND percent <= 100)",
        "An insurance or guarantee covers more than 0 and at most 100 percent.",
    )

    @api.depends("kind", "amount", "percent", "included")
    def _compute_effect(self):
        for one in self:
            included = one.kind == "insurance" and one.included
            one.effect = one.company_id.currency_id.round(
                insured_exposure(0.0, one.amount, one.percent, included)
            )

    @api.constrains("kind", "dossier_id")
    def _check_limit(self):
        for one in self:
            if one.kind == "insurance" and one.dossier_id.agreed_mode != "limit":
                raise ValidationError(
                    self.env._(
                        "%(dossier)s has no credit limit that an insurance could raise. "
                        "Agree on the credit mode Limit first.",
                        dossier=one.dossier_id.display_name,
                    )
                )

    def _layer_vals(self):
        if self.kind != "insurance":
            return None
        return {
            "origin": "insurance",
            "kind": "limit_amount",
            "amount": self.effect,
            "date_from": self.date_from,
            "date_until": self.date_until,
            "why": " ".join(filter(None, (self.issuer, self.number))),
        }
