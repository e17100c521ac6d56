from odoo import api, fields, models
from odoo.exceptions import UserError

from ..words import worded
from .customer_dossier_access_verify import Verdict
from .customer_dossier_signal_rule import SEVERITIES

STATES = [("open", "Open"), ("handled", "Handled")]
BROKEN = "broken_record"
RELEASED = "released"
# What leaders write on an alarm; the rest follows from rules and steps.
OPEN_FIELDS = {"note"}


class CustomerDossierAccessAlarm(models.Model):
    """Somebody's reading that a leader must look at; one open alarm per rule and user.

    A broken access log raises one as well, and so does its release for uninstalling. No
    rule stands behind those, so that nobody can switch them off.
    """

    _name = "customer.dossier.access.alarm"
    _description = "Access alarm"
    _inherit = ["customer.dossier.activity.mixin", "customer.dossier.cleared"]
    _order = "window_end desc, id desc"
    _allow_sudo_commands = False
    _dossier_roles = {"leader": "rwe", "auditor": "re"}
    _form_fields = OPEN_FIELDS

    rule_id = fields.Many2one(
        "customer.dossier.access.alarm.rule",
        index="btree_not_null",
        ondelete="restrict",
    )
    kind = fields.Selection(selection="_selection_kind", required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        index="btree_not_null",
        ondelete="restrict",
        help="Whose reading the alarm is about.",
    )
    severity = fields.Selection(SEVERITIES, required=True)
    state = fields.Selection(STATES, default="open", required=True)
    count = fields.Integer(
        required=True, aggregator=None, help="The most within one span of the rule."
    )
    threshold = fields.Integer(aggregator=None, help="The rule's, as it was.")
    window_hours = fields.Integer(
        string="Within hours", aggregator=None, help="The rule's, as it was."
    )
    window_start = fields.Datetime(string="From", required=True)
    window_end = fields.Datetime(string="To", required=True)
    last_position = fields.Integer(
        string="Last row", aggregator=None, help="Of the access log."
    )
    flaw = fields.Char(help="Technical word for what is wrong with the log.")
    explanation = fields.Char(compute="_compute_explanation")
    note = fields.Text(help="What was found out, and what was done.")
    handled_by_id = fields.Many2one("res.users", string="Handled by")
    handled_at = fields.Datetime(string="Handled at")

    _one_open = models.UniqueIndex(
        "(rule_id, user_id, company_id) WHERE state = 'open' AND rule_id IS NOT NULL",
        "This rule has an open alarm for this person already.",
    )
    _one_broken = models.UniqueIndex(
        "(company_id, kind) WHERE state = 'open' AND rule_id IS NULL",
        "Such an alarm is open already.",
    )

    @api.model
    def _selection_kind(self):
        kinds = self.env["customer.dossier.access.alarm.rule"]._selection_kind()
        return [
            *kinds,
            (BROKEN, self.env._("Broken access log")),
            (RELEASED, self.env._("Released for uninstalling")),
        ]

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for alarm in self:
            alarm.display_name = self.env._("Alarm %(number)s", number=alarm.id or "")

    @api.depends("kind", "count", "threshold", "window_hours", "flaw")
    @api.depends_context("lang")
    def _compute_explanation(self):
        kinds = self.env["customer.dossier.access.alarm.rule"]._kinds()
        Log = self.env["customer.dossier.access.log"]
        for alarm in self:
            if alarm.kind == BROKEN:
                verdict = Verdict(0, alarm.flaw, alarm.count)
                alarm.explanation = Log._verdict_words(verdict)
                continue
            if alarm.kind == RELEASED:
                alarm.explanation = self.env._(
                    "The archive may be uninstalled for a day, and the access log with "
                    "it. The log says who released it, and why."
                )
                continue
            sentence = worded(self.env, kinds[alarm.kind].sentence)
            alarm.explanation = sentence % {
                "count": alarm.count,
                "hours": alarm.window_hours,
                "threshold": alarm.threshold,
            }

    def write(self, vals):
        if not self.env.su and any(alarm.state == "handled" for alarm in self):
            raise UserError(
                self.env._("A handled alarm stays as it is. Reload the page.")
            )
        return super().write(vals)

    def action_handle(self):
        """Settle open alarms whose note says what was found out.

        :raises UserError: it is handled already, lacks a note, or is about oneself
        """
        self.check_access("write")
        for alarm in self:
            alarm._check_handling()
        # sudo: the step writes what people may not; access and state are checked.
        settled = self.sudo()
        settled.write(
            {
                "state": "handled",
                "handled_by_id": self.env.uid,
                "handled_at": fields.Datetime.now(),
            }
        )
        settled.activity_unlink(["customer_dossier.activity_access_alarm"])

    def _check_handling(self):
        if self.state != "open":
            raise UserError(
                self.env._(
                    "%(alarm)s is handled already. Reload the page.",
                    alarm=self.display_name,
                )
            )
        if self.user_id == self.env.user:
            raise UserError(
                self.env._(
                    "%(alarm)s is about yourself. Ask another leader to handle it.",
                    alarm=self.display_name,
                )
            )
        if not (self.note or "").strip():
            raise UserError(
                self.env._(
                    "%(alarm)s: write down what you found out before you settle it.",
                    alarm=self.display_name,
                )
            )

    @api.readonly
    def action_view_rows(self):
        """Show the rows of the access log that the alarm is about."""
        self.ensure_one()
        self.check_access("read")
        return self.env["customer.dossier.access.log"]._rows_action(
            self.display_name,
            [
                ("company_id", "=", self.company_id.id),
                ("user_id", "=", self.user_id.id),
                ("position", "<=", self.last_position),
                ("at", ">=", fields.Datetime.to_string(self.window_start)),
            ],
        )
