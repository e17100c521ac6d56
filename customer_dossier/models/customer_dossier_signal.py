from odoo import api, fields, models
from odoo.exceptions import UserError

from ..words import worded
from .customer_dossier_signal_rule import SEVERITIES
from .optional_monetary import OptionalMonetary

STATES = [("open", "Open"), ("acknowledged", "Acknowledged"), ("closed", "Closed")]
CLOSED_REASONS = [("worked", "Worked on"), ("ended", "Condition ended")]
# What people write on a signal; the rest follows from rules and steps.
OPEN_FIELDS = {
    "outcome",
    "loss_avoided",
    "loss_suffered",
    "false_alarm",
    "watch_ids",
}


class CustomerDossierSignal(models.Model):
    """Something happened that a person must look at; one open signal per rule."""

    _name = "customer.dossier.signal"
    _description = "Risk signal"
    _inherit = [
        "customer.dossier.activity.mixin",
        "customer.dossier.taught",
        "customer.dossier.cleared",
    ]
    _order = "raised_on desc, id desc"

    _dossier_roles = {
        "account_manager": "rw",
        "archivist": "rw",
        "credit": "rwe",
        "leader": "rwe",
    }
    _dossier_path = "dossier_id"
    _form_fields = OPEN_FIELDS
    _dossier_section = "signal"
    _lesson_source = "signal_id"
    _lesson_tag = ("signal_kind", "kind")

    rule_id = fields.Many2one(
        "customer.dossier.signal.rule", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(selection="_selection_kind", required=True)
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    severity = fields.Selection(SEVERITIES, required=True)
    state = fields.Selection(STATES, default="open", required=True)
    evidence = fields.Json(help="The facts when the rule last saw them.")
    # Text and not Char: lists wrap it instead of cutting off the amounts.
    explanation = fields.Text(
        compute="_compute_explanation", help="What the rule saw, in words."
    )
    note = fields.Text(string="What was seen", help="In the words of who reported it.")
    reported_by_id = fields.Many2one(
        "res.users", string="Reported by", index="btree_not_null", ondelete="restrict"
    )
    watch_ids = fields.One2many(
        "customer.dossier.watch", "signal_id", string="Watch log"
    )
    owner_id = fields.Many2one(
        "res.users", index="btree_not_null", help="Who should look at it."
    )
    raised_on = fields.Date(string="Raised on", required=True)
    last_seen = fields.Date(
        string="Last seen", required=True, help="The condition still held on this day."
    )
    acknowledged_on = fields.Date(string="Acknowledged on")
    acknowledged_by_id = fields.Many2one("res.users", string="Acknowledged by")
    closed_on = fields.Date(string="Closed on")
    closed_by_id = fields.Many2one("res.users", string="Closed by")
    closed_reason = fields.Selection(CLOSED_REASONS, string="Reason for closing")
    outcome = fields.Text(help="What was done and what came of it.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    loss_avoided = OptionalMonetary(
        string="Loss avoided",
        help="What would have been lost had nobody looked; empty is not known.",
    )
    loss_suffered = OptionalMonetary(
        string="Loss suffered", help="What was lost all the same; zero is nothing."
    )
    false_alarm = fields.Boolean(
        string="False alarm",
        help="There was nothing to see: counted against the rule.",
    )

    _one_open = models.UniqueIndex(
        "(rule_id, dossier_id) WHERE state != 'closed'",
        "This rule has an open signal for this dossier already.",
    )

    _losses_positive = models.Constraint(
        "CHECK (loss_avoided >= 0 AND loss_suffered >= 0)",
        "A loss cannot be negative. Leave the minus sign out.",
    )
    _false_without_loss = models.Constraint(
        "CHECK (NOT false_alarm OR COALESCE(loss_avoided, 0) + "
        "COALESCE(loss_suffered, 0) = 0)",
        "A false alarm has no loss. Take the amounts out, or the mark.",
    )

    @api.model
    def _selection_kind(self):
        return self.env["customer.dossier.signal.rule"]._selection_kind()

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for signal in self:
            signal.display_name = self.env._(
                "Signal %(number)s", number=signal.id or ""
            )

    @api.depends("kind", "evidence", "note")
    @api.depends_context("lang")
    def _compute_explanation(self):
        kinds = self.env["customer.dossier.signal.rule"]._kinds()
        for signal in self:
            kind = kinds.get(signal.kind)
            signal.explanation = kind and signal._words(kind)

    def _words(self, kind):
        if not kind.sentence:
            label = worded(self.env, kind.label)
            return self.env._("%(what)s: %(note)s", what=label, note=self.note)
        currency = self.dossier_id.currency_id
        facts = {
            name: currency.format(fact) if name in kind.amounts else fact
            for name, fact in (self.evidence or {}).items()
        }
        sentence = worded(self.env, kind.sentence)
        return sentence % facts

    def write(self, vals):
        if not self.env.su and any(signal.state == "closed" for signal in self):
            raise UserError(
                self.env._("A closed signal stays as it is. Reload the page.")
            )
        return super().write(vals)

    def action_acknowledge(self):
        """Take note of open signals: the reader knows and looks into it."""
        self._check_step(("open",))
        self._step(
            "acknowledged_on",
            {"state": "acknowledged", "acknowledged_by_id": self.env.uid},
        )

    def action_close(self):
        """Close signals whose outcome is written down.

        :raises UserError: an outcome is missing, or a signal is closed already
        """
        self._check_step(("open", "acknowledged"))
        for signal in self:
            if not (signal.outcome or "").strip():
                raise UserError(
                    self.env._(
                        "%(signal)s: write down the outcome before you close it.",
                        signal=signal.display_name,
                    )
                )
        self._close("worked")
        self.dossier_id._recheck_holds_soon()

    def _check_step(self, states):
        self.check_access("write")
        for signal in self:
            if signal.state not in states:
                raise UserError(
                    self.env._(
                        "%(signal)s is past this step already. Reload the page.",
                        signal=signal.display_name,
                    )
                )

    def _close(self, reason):
        self._step(
            "closed_on",
            {
                "state": "closed",
                "closed_reason": reason,
                "closed_by_id": self.env.uid if reason == "worked" else False,
            },
        )

    def _step(self, day, vals):
        """Write a step with its day, which is that of each dossier's company."""
        # sudo: the step writes what people may not; callers checked access and
        # state, or are the rules themselves.
        for company, signals in self.sudo().grouped("company_id").items():
            signals.write({**vals, day: company._dossier_today()})
        self._drop_activities()

    def _drop_activities(self):
        # sudo: the reminder may belong to somebody else; the signal is settled.
        self.sudo().activity_unlink(["customer_dossier.activity_signal"])
