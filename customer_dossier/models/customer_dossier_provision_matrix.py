from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..formulas.provision_buckets import repeated

#: From which day an open item is counted: the keys of ``provision_buckets.DAYS``.
BASES = [("due", "Days past due"), ("age", "Age of the document (账龄)")]


class CustomerDossierProvisionMatrix(models.Model):
    """Buckets and their loss rates: of one company and basis, or the shipped sample."""

    _name = "customer.dossier.provision.matrix"
    _description = "Provision rates"
    _inherit = ["customer.dossier.cleared", "customer.dossier.typed"]
    _order = "basis, company_id, id"

    _dossier_roles = {"credit": "rwcue", "leader": "rwcue"}

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company",
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
        help="Whose rates these are. Those of no company are a sample for every company "
        "that has none of its own.",
    )
    basis = fields.Selection(
        BASES,
        required=True,
        default="due",
        help="Days past due count from the due date, the age (账龄) from the day on "
        "which the document was booked.",
    )
    sample = fields.Boolean(
        readonly=True,
        copy=False,
        help="Figures for trying out: nobody has decided that they fit this company.",
    )
    rate_ids = fields.One2many(
        "customer.dossier.provision.rate", "matrix_id", string="Rates", copy=True
    )

    _one_per_basis = models.UniqueIndex(
        "(COALESCE(company_id, 0), basis)",
        "This company has rates for this basis already. Change those.",
    )

    def copy_data(self, default=None):
        """A copy belongs to the company that one works for, and is no sample."""
        own = {"company_id": self.env.company.id, **(default or {})}
        rows = super().copy_data(own)
        for matrix, row in zip(self, rows, strict=True):
            row["name"] = (default or {}).get("name") or self.env._(
                "%(rates)s of %(company)s",
                rates=matrix.basis_label(),
                company=self.env.company.name,
            )
        return rows

    @api.private
    def basis_label(self):
        """The basis in the reader's language."""
        return dict(self._fields["basis"]._description_selection(self.env))[self.basis]

    def write(self, vals):
        """Write values.

        :raises UserError: the shipped sample would change for every company
        """
        self._check_own()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sample(self):
        self._check_own()

    def _check_own(self):
        shared = self.filtered(lambda matrix: not matrix.company_id)
        if shared and not self.env.su:
            raise UserError(
                self.env._(
                    "%(matrix)s is a sample that every company sees. Duplicate it "
                    "(Actions ▸ Duplicate), and change the rates of the copy.",
                    matrix=shared[0].name,
                )
            )

    @api.constrains("rate_ids")
    def _check_rates(self):
        for matrix in self:
            twice = repeated(matrix.rate_ids.mapped("first"))
            if twice is not None:
                raise ValidationError(
                    self.env._(
                        "%(matrix)s: two buckets begin at %(first)s and would overlap. "
                        "Let each begin at a number of its own.",
                        matrix=matrix.name,
                        first=twice,
                    )
                )

    @api.model
    def _of(self, company, basis):
        """The rates of a company: its own, else the sample; none: empty. One query."""
        # sudo: rates say nothing about customers; a run is allowed before it asks.
        return self.sudo().search(
            [("company_id", "in", [company.id, False]), ("basis", "=", basis)],
            order="company_id",
            limit=1,
        )

    def _rows(self):
        """:return: ``(lower bound, rate)`` of each bucket, the youngest first"""
        return sorted((row.first, row.rate) for row in self.rate_ids)
