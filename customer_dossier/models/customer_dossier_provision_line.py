from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: Where a rate comes from.
SOURCES = [
    ("sample", "Shipped sample"),
    ("entered", "Entered"),
    ("history", "Own history"),
    ("pooled", "Own history, all customers"),
    ("fallback", "Entered, no history"),
    ("override", "Overridden"),
]
#: What people may set; the rest follows.
FORM_FIELDS = {"rate", "reason"}


class CustomerDossierProvisionLine(models.Model):
    """One cell of the matrix: what one segment owes in one bucket, and its loss."""

    _name = "customer.dossier.provision.line"
    _description = "Cell of a provision matrix"
    _inherit = ["customer.dossier.provision.part"]
    _order = "run_id desc, id"

    _dossier_roles = {"credit": "rwe", "leader": "rwe"}
    _form_fields = FORM_FIELDS

    run_id = fields.Many2one(
        "customer.dossier.provision.run",
        string="Provision run",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    as_of = fields.Date(string="As of", readonly=True)
    segment_key = fields.Char(string="Segment by key", required=True, readonly=True)
    segment = fields.Char(required=True, readonly=True, translate=True)
    position = fields.Integer(readonly=True, aggregator=None)
    first = fields.Integer(
        string="From", readonly=True, aggregator=None, help="Days, or months of age."
    )
    bucket = fields.Char(required=True, readonly=True, translate=True)
    gross = fields.Monetary(
        readonly=True,
        help="Open at the end of the day. Credit notes and receipts that no invoice has "
        "used are not taken off here.",
    )
    customers = fields.Integer(
        readonly=True,
        aggregator=None,
        help="How many customers stand behind the gross amount: a rate of few customers "
        "says little.",
    )
    rate_proposed = fields.Float(
        string="Proposed rate", digits=(16, 6), readonly=True, aggregator=None
    )
    source_proposed = fields.Selection(
        SOURCES, string="Source of the proposed rate", readonly=True
    )
    rate = fields.Float(
        string="Loss rate",
        digits=(16, 6),
        aggregator=None,
        help="Before the forward-looking factor.",
    )
    source = fields.Selection(SOURCES, readonly=True)
    reason = fields.Char(help="Why another rate than the proposed one is right here.")
    overridden_by_id = fields.Many2one(
        "res.users", string="Overridden by", readonly=True, ondelete="restrict"
    )
    allowance = fields.Monetary(
        readonly=True,
        help="Gross × rate × factor, rounded half up; a rate never exceeds 100 %.",
    )

    _rate_share = models.Constraint(
        "CHECK (rate BETWEEN 0 AND 1)", "A loss rate lies between 0 and 100 %."
    )

    @api.depends("segment", "bucket")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.segment or ''} · {line.bucket or ''}"

    def write(self, vals):
        """Override rates, or take the proposed ones again.

        :raises UserError: the run is not computed, or approved already
        :raises ValidationError: not a rate, or another one without a reason
        """
        if not self.env.su:
            self.check_access("write")
            self.run_id._check_state("computed")
        result = super().write(vals)
        if not self.env.su:
            for line in self:
                line._note_override()
            # sudo: what follows from a rate is the engine's; the user set this one.
            self.run_id.sudo()._reckon()
        return result

    def _check_values(self, vals):
        """Refuse an impossible rate before the database does, by name and value."""
        result = super()._check_values(vals)
        if not 0 <= float(vals.get("rate") or 0) <= 1:
            raise ValidationError(
                self.env._(
                    "%(cell)s: a loss rate lies between 0 and 100 per cent, not at "
                    "%(rate)s. Correct it.",
                    cell=self[:1].display_name,
                    rate=round(float(vals["rate"]) * 100, 4),
                )
            )
        return result

    def _note_override(self):
        proposed = abs(self.rate - self.rate_proposed) < 1e-9
        if not proposed and not (self.reason or "").strip():
            raise ValidationError(
                self.env._(
                    "%(cell)s: write down why %(rate)s per cent is right instead of "
                    "%(proposed)s per cent.",
                    cell=self.display_name,
                    rate=round(self.rate * 100, 4),
                    proposed=round(self.rate_proposed * 100, 4),
                )
            )
        # sudo: people may not write these; they follow from the rate.
        self.sudo().write(
            {
                "source": self.source_proposed if proposed else "override",
                "reason": False if proposed else self.reason,
                "overridden_by_id": False if proposed else self.env.uid,
            }
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_by_engine(self):
        if not self.env.su:
            raise UserError(
                self.env._("The cells of a run come and go when it is computed.")
            )
