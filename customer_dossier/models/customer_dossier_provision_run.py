from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .customer_dossier_provision_matrix import BASES

STATES = [
    ("draft", "Draft"),
    ("computed", "Computed"),
    ("approved", "Approved"),
    ("proposed", "Entry proposed"),
]
SEGMENTATIONS = [
    ("none", "All customers together"),
    ("grade", "Grade"),
    ("territory", "Territory"),
    ("secured", "Secured or not"),
]
RATE_SOURCES = [("matrix", "Entered rates"), ("history", "Own history")]
#: What people set while a run is a draft.
INPUTS = {
    "company_id",
    "as_of",
    "basis",
    "segmentation",
    "rate_source",
    "factor",
    "used",
    "specific_ids",
}
#: The cells' own rules say what may be changed of them, and when.
FORM_FIELDS = INPUTS | {"line_ids"}
#: More than this is a slip of the keyboard: no rate could be told from another.
BIGGEST_FACTOR = 100


class CustomerDossierProvisionRun(models.Model):
    """The expected loss of a company's receivables on one day, by a provision matrix.

    One person computes it and another approves it; from then on it stays as it is.
    """

    _name = "customer.dossier.provision.run"
    _description = "Provision run"
    _inherit = ["customer.dossier.provision.part"]
    _order = "as_of desc, id desc"

    _dossier_roles = {"credit": "rwcue", "leader": "rwcue"}
    _form_fields = FORM_FIELDS
    _thaws = (
        "write_uid",
        "write_date",
        "state",
        "move_id",
        "proposed_by_id",
        "proposed_on",
    )

    name = fields.Char(string="Number", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False
    )
    as_of = fields.Date(
        string="As of",
        required=True,
        default=lambda self: self._last_month_end(),
        help="The day whose end the run describes. What was paid or credited later "
        "still counts as open.",
    )
    basis = fields.Selection(
        BASES,
        required=True,
        default="due",
        help="Days past due count from the due date, the age (账龄) from the day on "
        "which the document was booked.",
    )
    segmentation = fields.Selection(
        SEGMENTATIONS,
        string="Segments",
        required=True,
        default="none",
        help="Customers of similar risk are put together, as their dossiers say today. "
        "Secured is whoever has given a deposit or a guarantee.",
    )
    rate_source = fields.Selection(
        RATE_SOURCES,
        string="Rates from",
        required=True,
        default="matrix",
        help="Own history: how balances moved on from bucket to bucket (迁徙率), over "
        "three years by age or twelve months by days past due.",
    )
    factor = fields.Float(
        string="Forward-looking factor",
        required=True,
        default=1.0,
        digits=(16, 4),
        aggregator=None,
        help="What is expected of the economy: 1.1 raises every rate by a tenth, and "
        "none beyond 100 %.",
    )
    used = fields.Monetary(
        string="Written off since",
        help="What was written off against the allowance since the run before; it has to "
        "be filled up again.",
    )
    line_ids = fields.One2many(
        "customer.dossier.provision.line", "run_id", string="Cells"
    )
    specific_ids = fields.One2many(
        "customer.dossier.provision.specific", "run_id", string="Specific customers"
    )
    movement_ids = fields.One2many(
        "customer.dossier.provision.movement",
        "run_id",
        string="Movements",
        readonly=True,
    )

    _factor_positive = models.Constraint(
        "CHECK (factor > 0)", "A forward-looking factor is greater than 0."
    )
    _used_positive = models.Constraint(
        "CHECK (used >= 0)", "What was written off is 0 or more."
    )
    _sealed_state = models.Constraint(
        "CHECK (COALESCE(sealed, FALSE) = (state IN ('approved', 'proposed')))",
        "An approved run is sealed, and no other one.",
    )

    @api.model
    def _last_month_end(self):
        return self.env.company._dossier_today().replace(day=1) - timedelta(days=1)

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for run in self:
            run.display_name = run.name or self.env._("New provision run")

    @api.model_create_multi
    def create(self, vals_list):
        """Open runs, each with a number of its own."""
        runs = super().create(vals_list)
        # sudo: numbers come from a sequence that only the system may advance.
        sequence = self.env["ir.sequence"].sudo()
        for run in runs:
            number = sequence.next_by_code(
                "customer.dossier.provision.run", sequence_date=run.as_of
            )
            # sudo: people may not write the number; this very run was just made.
            run.sudo().name = number or str(run.id)
        return runs

    def write(self, vals):
        """Write values.

        :raises UserError: a run would change after it was computed
        """
        if not self.env.su and INPUTS & vals.keys():
            self.check_access("write")
            self._check_state("draft")
        return super().write(vals)

    def _the_run(self):
        # sudo: only the number of the run leaves the sentence that asks for it.
        return self.sudo()

    def _check_state(self, *states):
        """:raises UserError: a run stands elsewhere; says what to do"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        # sudo: only number and state leave this method, in words.
        for run in self.sudo():
            if run.state in states:
                continue
            if run.sealed:
                raise UserError(run._sealed_text())
            raise UserError(
                self.env._(
                    "%(run)s is at the step %(state)s, and this belongs to the step "
                    "%(wanted)s. Reload the page, or set it back to draft.",
                    run=run.display_name,
                    state=labels[run.state],
                    wanted=labels[states[0]],
                )
            )

    @api.constrains("as_of", "company_id")
    def _check_as_of(self):
        for run in self:
            if run.as_of > run.company_id._dossier_today():
                raise ValidationError(
                    self.env._(
                        "%(run)s: %(date)s lies in the future, and what customers will "
                        "owe then is not known. Choose today or a past date.",
                        run=run.display_name,
                        date=run.as_of,
                    )
                )

    def _check_values(self, vals):
        """Refuse an impossible number before the database does, by name and value."""
        result = super()._check_values(vals)
        factor = float(vals.get("factor", 1) or 0)
        if not 0 < factor <= BIGGEST_FACTOR:
            raise ValidationError(
                self.env._(
                    "%(run)s: the forward-looking factor is %(factor)s, and has to "
                    "be greater than 0 and at most %(most)s. 1 changes nothing.",
                    run=self[:1].display_name or self.env._("New provision run"),
                    factor=factor,
                    most=BIGGEST_FACTOR,
                )
            )
        if float(vals.get("used") or 0) < 0:
            raise ValidationError(
                self.env._(
                    "%(run)s: %(amount)s was written off? Enter 0 or more.",
                    run=self[:1].display_name or self.env._("New provision run"),
                    amount=vals["used"],
                )
            )
        return result
