from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .customer_dossier_need import STATES
from .optional_float import OptionalFloat
from .roles import group_names

KINDS = [
    ("service", "Service given"),
    ("complaint", "Complaint"),
    ("praise", "Praise"),
    ("asked", "Asked how satisfied"),
]
# The first one is no star in the web client's widget.
MARKS = [
    ("0", "Not said"),
    ("1", "Very dissatisfied"),
    ("2", "Dissatisfied"),
    ("3", "So-so"),
    ("4", "Satisfied"),
    ("5", "Very satisfied"),
]
# Credit accountants may not read the section of needs: they group by none either.
FOLLOWERS = group_names(("account_manager", "archivist", "leader"))


class CustomerDossierServiceRecord(models.Model):
    """What service a customer got, what they said of it, and how satisfied they are.

    A complaint is followed to its end as a need, by somebody and until a day.
    """

    _name = "customer.dossier.service.record"
    _description = "Service record"
    _inherit = ["customer.dossier.as.made"]

    _dossier_section = "needs"
    _entered = frozenset({"dossier_id", "seen_on", "kind", "text", "mark", "said_by"})

    kind = fields.Selection(KINDS, required=True, default="service")
    text = fields.Text(
        string="What was done or said", help="In their words where they said it."
    )
    mark = fields.Selection(MARKS, string="How satisfied", required=True, default="0")
    said_by = fields.Char(string="Said by", help="Who of the customer's, and how.")
    satisfaction = OptionalFloat(
        compute="_compute_satisfaction",
        store=True,
        digits=(16, 1),
        aggregator="avg",
        help="1 (very dissatisfied) to 5; empty where nothing was said.",
    )
    need_id = fields.Many2one(
        "customer.dossier.need",
        string="Followed up as",
        index="btree_not_null",
        readonly=True,
        ondelete="set null",
        groups=FOLLOWERS,
    )
    need_state = fields.Selection(
        STATES,
        string="Follow-up",
        compute="_compute_need_state",
        groups=FOLLOWERS,
    )

    @api.depends("kind", "seen_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for record in self:
            day = fields.Date.to_string(record.seen_on) or ""
            record.display_name = f"{kinds.get(record.kind, '')} {day}".strip()

    @api.depends("mark", "withdrawn")
    def _compute_satisfaction(self):
        for record in self:
            counts = record.mark != "0" and not record.withdrawn
            record.satisfaction = float(record.mark) if counts else None

    @api.depends("need_id.state")
    @api.depends_context("uid")
    def _compute_need_state(self):
        """As the reader may know it; one query for all of them."""
        readable = self.need_id._filtered_access("read")
        for record in self:
            followed = record.need_id in readable
            record.need_state = followed and record.need_id.state

    @api.constrains("kind", "text", "mark", "said_by")
    def _check_record(self):
        for record in self:
            said = record.mark != "0"
            if record.kind == "asked" and not said:
                raise ValidationError(
                    self.env._("How satisfied are they? Give one to five stars.")
                )
            if said and not (record.said_by or "").strip():
                raise ValidationError(
                    self.env._(
                        "Write down who said how satisfied they are: a mark of nobody "
                        "counts for nothing."
                    )
                )
            if record.kind != "asked" and not (record.text or "").strip():
                raise ValidationError(
                    self.env._("Write down what was done or said before you save.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Create records; what was said counts at once."""
        records = super().create(vals_list)
        records._count()
        return records

    def write(self, vals):
        """Write values; what is withdrawn counts no longer."""
        result = super().write(vals)
        if "withdrawn" in vals:
            self._count()
        return result

    def _count(self):
        # sudo: figures are written by the system only; the record is the user's own.
        self.sudo().dossier_id._refresh_satisfaction()

    def action_follow_up(self):
        """Make a need of a complaint, so that somebody answers for it until a day.

        :return: the action that opens the need
        :raises UserError: it is no complaint, or is followed up already
        """
        self.ensure_one()
        self.check_access("write")
        if self.kind != "complaint" or self.need_id or self.withdrawn:
            raise UserError(
                self.env._(
                    "Only a complaint that nobody has taken up yet is followed up. "
                    "Reload the page."
                )
            )
        need = self.env["customer.dossier.need"].create(self._need_values())
        # sudo: the step writes what people may not; access is checked above.
        self.sudo().need_id = need
        return {
            "type": "ir.actions.act_window",
            "res_model": "customer.dossier.need",
            "res_id": need.id,
            "views": [(False, "form")],
        }

    def _need_values(self):
        sheets = self.dossier_id.sheet_ids
        today = self.company_id._dossier_today()
        return {
            "sheet_id": sheets.filtered(lambda sheet: sheet.code == "needs")[:1].id,
            "kind": "complaint",
            "name": self.text.strip().splitlines()[0][:100],
            "informant": self.said_by,
            "observed_on": self.seen_on,
            "responsible_id": self.dossier_id.account_manager_id.id or self.env.uid,
            "deadline": fields.Date.add(today, days=7),
        }
