from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .customer_dossier_measure_effect import EFFECTS
from .customer_dossier_measure_type import (
    DETERRENT,
    LADDER,
    LEVERS,
    REWARD,
    SANCTION,
)
from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary

STATES = [
    ("draft", "Draft"),
    ("proposed", "Proposed"),
    ("approved", "Approved"),
    ("in_force", "In force"),
    ("expired", "Expired"),
    ("ended", "Ended"),
    ("reverted", "Reverted"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
]
#: States in which something can still happen.
OPEN = ("draft", "proposed", "approved", "in_force", "expired")
#: It works on the customer, or has done so and was right.
STANDING = ("in_force", "expired", "ended")
#: It has worked on the customer, even where it was undone.
REACHED = (*STANDING, "reverted")


class CustomerDossierMeasure(models.Model):
    """A reward, a sanction or a deterrent: applied for, approved, in force, over.

    One person applies, another one with authority approves, and the system carries it
    out. What was applied for stays as it was, in Python; what is over is closed in the
    database as well.
    """

    _name = "customer.dossier.measure"
    _description = "Measure"
    _inherit = [
        "customer.dossier.activity.mixin",
        "customer.dossier.entered",
        "customer.dossier.append.only",
        "customer.dossier.taught",
        "customer.dossier.cleared",
    ]
    _order = "id desc"
    _check_company_auto = True
    _allow_sudo_commands = False
    _refused = SQL("UPDATE OR DELETE")
    _refused_rows = SQL(
        "FOR EACH ROW WHEN (OLD.state NOT IN "
        "('draft', 'proposed', 'approved', 'in_force', 'expired'))"
    )

    _dossier_roles = {
        "account_manager": "rwc",
        "archivist": "rwc",
        "credit": "rwce",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "measure"
    _lesson_source = "measure_id"
    _lesson_tag = ("type_id", "type_id")
    _entered = frozenset(
        {
            "dossier_id",
            "type_id",
            "percent",
            "amount",
            "date_from",
            "date_until",
            "aim",
            "evidence",
            "signal_ids",
            "check_ids",
            "granted",
            "supporter_id",
            "plan_b",
            "candidates",
            "added_partner_id",
            "disagreement_id",
        }
    )
    _added = frozenset({"words", "outcome"})

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id",
        store=True,
        index=True,
        precompute=True,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    type_id = fields.Many2one(
        "customer.dossier.measure.type",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('company_id', 'in', [False, company_id])]",
    )
    # Of the type when it was chosen: a type that changes later changes no measure.
    polarity = fields.Selection(
        [(REWARD, "Reward"), (SANCTION, "Sanction"), (DETERRENT, "Deterrent")],
        compute="_compute_kind",
        store=True,
        precompute=True,
    )
    lever = fields.Selection(
        LEVERS,
        string="Lever used",
        compute="_compute_kind",
        store=True,
        precompute=True,
    )
    degree = fields.Integer(
        compute="_compute_kind", store=True, precompute=True, aggregator="avg"
    )
    effect = fields.Selection(
        selection="_selection_effect",
        compute="_compute_kind",
        store=True,
        precompute=True,
    )
    needs = fields.Selection(
        [("percent", "Percent"), ("amount", "Amount")],
        string="Value needed",
        compute="_compute_needs",
    )
    state = fields.Selection(STATES, default="draft", required=True, readonly=True)
    percent = OptionalFloat(
        compute="_compute_terms",
        store=True,
        precompute=True,
        readonly=False,
        aggregator=None,
        help="Of the credit limit: up by a reward, down by a sanction.",
    )
    amount = OptionalMonetary(help="What it is worth, or what a limit changes by.")
    date_from = fields.Date(
        string="From",
        help="Empty: as soon as it is approved. A later day waits for it.",
    )
    date_until = fields.Date(
        string="Until",
        compute="_compute_terms",
        store=True,
        precompute=True,
        readonly=False,
        help="The last day. Empty: until somebody ends it.",
    )
    aim = fields.Text(
        required=True, help="What the customer shall do, or what is rewarded."
    )
    evidence = fields.Text(
        help="What shows that company policy was followed or broken: a document, a "
        "visit, a reading."
    )
    signal_ids = fields.Many2many(
        "customer.dossier.signal",
        string="Risk signals",
        domain="[('dossier_id', '=', dossier_id)]",
    )
    ladder_step = fields.Selection(
        LADDER,
        string="Suggested because",
        readonly=True,
        help="The system suggested it. Nobody has to follow.",
    )
    outcome = fields.Text(help="What came of it, and what we learn from it.")
    words = fields.Text(
        string="To say with the next step",
        help="Why it is refused, taken back, ended or undone. It goes on record with "
        "the step.",
    )
    proposed_by_id = fields.Many2one(
        "res.users", string="Proposed by", readonly=True, ondelete="restrict"
    )
    proposed_on = fields.Date(string="Proposed on", readonly=True)
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="restrict"
    )
    decided_on = fields.Date(string="Decided on", readonly=True)
    authority_id = fields.Many2one(
        "customer.dossier.measure.authority",
        string="By authority",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    effective_on = fields.Date(
        string="Effective on", readonly=True, help="The day on which it works."
    )
    closed_on = fields.Date(string="Over since", readonly=True)
    step_ids = fields.One2many(
        "customer.dossier.measure.step", "measure_id", string="Steps"
    )
    reaction_ids = fields.One2many(
        "customer.dossier.measure.reaction", "measure_id", string="Reactions"
    )

    _one_suggestion = models.UniqueIndex(
        "(dossier_id, type_id) "
        "WHERE ladder_step IS NOT NULL AND state IN ('draft', 'proposed')",
        "This measure is suggested or proposed for the customer already.",
    )
    _two_people = models.Constraint(
        "CHECK (decided_by_id <> proposed_by_id)",
        "Nobody decides on a measure that they proposed.",
    )
    _days_ordered = models.Constraint(
        "CHECK (date_from <= date_until)",
        "A measure cannot end before it begins. Check its two days.",
    )
    _values_positive = models.Constraint(
        "CHECK (percent > 0 AND percent <= 100 AND amount >= 0)",
        "A percentage lies above 0 and at most at 100, an amount is 0 or more.",
    )
    _amount_sane = models.Constraint(
        "CHECK (amount < 1e15)", "The amount is beyond all measure. Check the zeros."
    )

    @api.model
    def _selection_effect(self):
        return self.env["customer.dossier.measure.type"]._selection_effect()

    @api.depends("type_id")
    def _compute_kind(self):
        for measure in self:
            for name in ("polarity", "lever", "degree", "effect"):
                measure[name] = measure.type_id[name]

    @api.depends("effect")
    def _compute_needs(self):
        for measure in self:
            effect = EFFECTS.get(measure.effect)
            measure.needs = effect and effect.value

    @api.depends("type_id")
    def _compute_terms(self):
        """What is usual for the type; whoever applies may say otherwise."""
        for measure in self:
            kind = measure.type_id
            takes = kind and EFFECTS[kind.effect].value == "percent"
            measure.percent = takes and kind.default_percent
            today = (measure.company_id or self.env.company)._dossier_today()
            measure.date_until = kind.default_days and today + timedelta(
                days=kind.default_days
            )

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for measure in self:
            measure.display_name = self.env._(
                "Measure %(number)s", number=measure.id or ""
            )

    def _standing_as_entered(self):
        """What is proposed stays as it was applied for."""
        return self.filtered(lambda measure: measure.state != "draft")

    def _entered_text(self):
        return self.env._(
            "A measure stays as it was proposed. Take it back and apply for another one."
        )

    def _kept(self):
        """Those of these records that have come to their end."""
        return self.filtered(lambda measure: measure.state not in OPEN)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_applied(self):
        raise UserError(self.env._("A measure stays on record, whatever became of it."))
