from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerDossierProvisionRate(models.Model):
    """One bucket of a matrix: where it begins, and how much of it is lost."""

    _name = "customer.dossier.provision.rate"
    _description = "Provision rate of a bucket"
    _inherit = ["customer.dossier.cleared", "customer.dossier.typed"]
    _order = "matrix_id, first, id"

    _dossier_roles = {"credit": "rwcue", "leader": "rwcue"}

    matrix_id = fields.Many2one(
        "customer.dossier.provision.matrix",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="matrix_id.company_id", store=True, index=True, ondelete="restrict"
    )
    first = fields.Integer(
        string="From",
        required=True,
        aggregator=None,
        help="Days past due, or months of age. A bucket ends where the next begins; the "
        "first one holds whatever is younger, 0 days past due is not due yet.",
    )
    bucket = fields.Char(compute="_compute_bucket")
    rate = fields.Float(
        string="Loss rate",
        required=True,
        digits=(16, 6),
        aggregator=None,
        help="The share of what stands in the bucket that will never be paid.",
    )

    _first_positive = models.Constraint(
        "CHECK (first >= 0)", "A bucket begins at 0 or later."
    )

    @api.depends("first", "matrix_id.rate_ids.first", "matrix_id.basis")
    @api.depends_context("lang")
    def _compute_bucket(self):
        Run = self.env["customer.dossier.provision.run"]
        for row in self:
            bounds = sorted({*row.matrix_id.rate_ids.mapped("first"), row.first})
            words = Run._bucket_words(row.matrix_id.basis or "due", bounds)
            row.bucket = words[bounds.index(row.first)]

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.matrix_id._check_own()
        rows.matrix_id._check_rates()
        return rows

    def write(self, vals):
        self.matrix_id._check_own()
        result = super().write(vals)
        self.matrix_id._check_own()
        self.matrix_id._check_rates()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sample(self):
        self.matrix_id._check_own()

    @api.constrains("rate")
    def _check_rate(self):
        for row in self:
            if not 0 <= row.rate <= 1:
                raise ValidationError(
                    self.env._(
                        "%(matrix)s, %(bucket)s: a loss rate lies between 0 and 100 per "
                        "cent, not at %(rate)s. Correct it.",
                        matrix=row.matrix_id.name,
                        bucket=row.bucket,
                        rate=round(row.rate * 100, 4),
                    )
                )
