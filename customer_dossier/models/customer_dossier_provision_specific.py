from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: What people set; the rest follows.
FORM_FIELDS = {"run_id", "dossier_id", "allowance", "reason"}


class CustomerDossierProvisionSpecific(models.Model):
    """A customer taken out of the matrix (单项计提): assessed by itself."""

    _name = "customer.dossier.provision.specific"
    _description = "Customer with a specific provision"
    _inherit = ["customer.dossier.provision.part", "customer.dossier.edited"]
    _order = "run_id desc, id"

    _dossier_roles = {"credit": "rwcue", "leader": "rwcue"}
    _dossier_path = "dossier_id"
    _form_fields = FORM_FIELDS

    run_id = fields.Many2one(
        "customer.dossier.provision.run",
        string="Provision run",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="run_id.company_id",
        store=True,
        index=True,
        precompute=True,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    dossier_id = fields.Many2one(
        "customer.dossier",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
    )
    gross = fields.Monetary(
        readonly=True, help="What the customer owes; known once the run is computed."
    )
    allowance = fields.Monetary(
        help="What is expected never to be paid, whatever the age of the debt."
    )
    reason = fields.Char(
        required=True, help="What is known of this customer that no rate can say."
    )

    _once = models.UniqueIndex(
        "(run_id, dossier_id)",
        "This customer is taken out of the matrix already. Change that row.",
    )
    _allowance_positive = models.Constraint(
        "CHECK (allowance >= 0)", "An allowance is 0 or more."
    )

    @api.depends("run_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._(
                "Specific provision %(number)s", number=row.id or ""
            )

    def _check_values(self, vals):
        """Refuse an impossible allowance before the database does, by name and value."""
        result = super()._check_values(vals)
        if float(vals.get("allowance") or 0) < 0:
            dossier = self.dossier_id or self.dossier_id.browse(vals.get("dossier_id"))
            raise ValidationError(
                self.env._(
                    "%(dossier)s: an allowance is 0 or more, not %(allowance)s.",
                    dossier=dossier[:1].display_name,
                    allowance=vals["allowance"],
                )
            )
        return result

    @api.model_create_multi
    def create(self, vals_list):
        """Take customers out of the matrix.

        :raises UserError: the run is not in preparation
        """
        rows = super().create(vals_list)
        rows._check_draft()
        return rows

    def write(self, vals):
        """Change what was said of customers; see ``create``."""
        self._check_draft()
        if not self.env.su:
            self._note_editor()
        result = super().write(vals)
        self._check_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_computed(self):
        self._check_draft()

    def _check_draft(self):
        if not self.env.su:
            self.run_id._check_state("draft")

    @api.constrains("dossier_id", "run_id", "reason")
    def _check_customer(self):
        for row in self:
            if row.dossier_id.company_id != row.run_id.company_id:
                raise ValidationError(
                    self.env._(
                        "%(dossier)s belongs to another company than %(run)s. Choose a "
                        "dossier of %(company)s.",
                        dossier=row.dossier_id.display_name,
                        run=row.run_id.display_name,
                        company=row.run_id.company_id.name,
                    )
                )
            if not (row.reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "%(dossier)s: write down why this customer is assessed by "
                        "itself.",
                        dossier=row.dossier_id.display_name,
                    )
                )

    def _check_gross(self):
        """:raises ValidationError: more would be provided for than is owed"""
        for row in self:
            if row.currency_id.compare_amounts(row.allowance, row.gross) > 0:
                raise ValidationError(
                    self.env._(
                        "%(dossier)s owes %(gross)s, and the specific allowance is "
                        "%(allowance)s. Lower it to what is owed at most.",
                        dossier=row.dossier_id.display_name,
                        gross=row.gross,
                        allowance=row.allowance,
                    )
                )
