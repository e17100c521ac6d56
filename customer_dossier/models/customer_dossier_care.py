from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .customer_dossier_care_plan import WAYS
from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary

STATES = [
    ("planned", "To do"),
    ("requested", "To be approved"),
    ("approved", "Approved"),
    ("done", "Done"),
    ("dropped", "Dropped"),
]
OPEN = ("planned", "requested", "approved")
#: What people write until it is done, and what of it an approval stands for.
FORM_FIELDS = {"dossier_id", "title", "day", "way", "responsible_id", "text", "amount"}
FORM_FIELDS |= {"remark", "proof", "proof_name", "effect"}
SIGNED = {"dossier_id", "way", "amount", "day", "responsible_id"}
READ_PRIVATE = ("archivist", "leader")
PRIVATE_READERS = "customer_dossier.group_archivist,customer_dossier.group_leader"


class CustomerDossierCare(models.Model):
    """Something kind for a customer: a greeting, a gift, news; done, and with proof.

    What stems from a private matter of a key person is read by whoever reads those.
    """

    _name = "customer.dossier.care"
    _description = "Care of a customer"
    _inherit = ["customer.dossier.activity.mixin", "customer.dossier.cleared"]
    _order = "day desc, id desc"
    _allow_sudo_commands = False

    _dossier_roles = {"account_manager": "rwc", "archivist": "rwc", "leader": "rwce"}
    _dossier_path = "dossier_id"
    _form_fields = FORM_FIELDS
    _dossier_section = "care"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    title = fields.Char(string="Occasion", required=True)
    plan_id = fields.Many2one(
        "customer.dossier.care.plan",
        string="By the plan",
        index="btree_not_null",
        readonly=True,
        ondelete="restrict",
    )
    personal_id = fields.Many2one(
        "customer.dossier.personal",
        string="Personal matter",
        index="btree_not_null",
        readonly=True,
        ondelete="restrict",
        groups=PRIVATE_READERS,
    )
    private = fields.Boolean(readonly=True, help="It stems from a private matter.")
    day = fields.Date(
        required=True, default=lambda self: self.env.company._dossier_today()
    )
    occasion_on = fields.Date(
        string="Day of the occasion",
        readonly=True,
        help="By the plan; whoever sees to it may choose another day.",
    )
    way = fields.Selection(WAYS, required=True, default="greeting")
    amount = OptionalMonetary(
        help="What it costs. A gift beyond the company's limits is approved first."
    )
    responsible_id = fields.Many2one(
        "res.users", index="btree_not_null", ondelete="restrict"
    )
    text = fields.Text(string="Words")
    state = fields.Selection(STATES, required=True, default="planned", readonly=True)
    overdue = fields.Boolean(compute="_compute_overdue")
    remark = fields.Char(help="What was given or said; or why it is dropped.")
    proof = fields.Binary(
        attachment=True,
        groups=f"customer_dossier.group_account_manager,{PRIVATE_READERS}",
        help="A photo, a receipt, a letter of thanks.",
    )
    proof_name = fields.Char(string="Name of the proof")
    done_on = fields.Date(string="Done on", readonly=True)
    done_by_id = fields.Many2one(
        "res.users", string="Ended by", readonly=True, ondelete="restrict"
    )
    relation_then = OptionalFloat(
        string="Relation when it was done",
        readonly=True,
        aggregator="avg",
        digits=(16, 0),
    )
    relation_now = OptionalFloat(
        string="Relation now", compute="_compute_relation_now", digits=(16, 0)
    )
    effect = fields.Text(string="What came of it", help="How they took it.")

    _amount_sane = models.Constraint(
        "CHECK (amount >= 0 AND amount < 1e12)",
        "An amount cannot be negative. Check the zeros.",
    )
    _once = models.UniqueIndex(
        "(dossier_id, plan_id, occasion_on, COALESCE(personal_id, 0))"
        " WHERE plan_id IS NOT NULL",
        "This occasion of the customer is planned already.",
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for care in self:
            care.display_name = self.env._("Care %(number)s", number=care.id or "")

    @api.depends("day", "state")
    def _compute_overdue(self):
        open_ones = self.filtered(lambda one: one.state in OPEN and one.day)
        (self - open_ones).overdue = False
        for care in open_ones:
            care.overdue = care.day < care.company_id._dossier_today()

    @api.depends("dossier_id")
    def _compute_relation_now(self):
        """As the reader reads the dossier."""
        for care in self:
            care.relation_now = care.dossier_id._filtered_access("read").relation

    @api.model
    def _grant_domain(self, grant):
        """What is private opens as the private matter itself does, and no longer."""
        opened = super()._grant_domain(grant)
        if grant.role not in READ_PRIVATE:
            return opened & Domain("private", "=", False)
        matters = self.env["customer.dossier.personal"]._grant_domain(grant)
        return opened & (
            Domain("personal_id", "=", False) | Domain("personal_id", "any", matters)
        )

    @api.model_create_multi
    def create(self, vals_list):
        """Plan care, each on the desk of whoever is responsible."""
        cares = super().create(vals_list)
        cares._put_reminders()
        return cares

    def write(self, vals):
        """Write values: what is done stays as it is, but for what came of it.

        :raises UserError: it has ended, or what was approved would change
        """
        if not self.env.su:
            self.check_access("write")
            for care in self:
                care._check_words(vals)
        result = super().write(vals)
        if vals.keys() & {"responsible_id", "day", "state"}:
            self._put_reminders()
        return result

    def _check_words(self, vals):
        ended = self.state not in OPEN and vals.keys() - {"effect"}
        signed = self.state in ("requested", "approved") and vals.keys() & SIGNED
        moved = "dossier_id" in vals and vals["dossier_id"] != self.dossier_id.id
        if ended or signed or moved:
            raise UserError(
                self.env._(
                    "%(care)s stays as it was approved or ended. Drop it, or plan "
                    "another one.",
                    care=self.display_name,
                )
            )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    care_ids = fields.One2many("customer.dossier.care", "dossier_id", readonly=True)
