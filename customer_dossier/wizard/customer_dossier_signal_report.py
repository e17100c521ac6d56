from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.customer_dossier_signal_rule import SEVERITIES


class CustomerDossierSignalReport(models.TransientModel):
    """Somebody reports what no figure shows: a lawsuit, dumping, gifts kept."""

    _name = "customer.dossier.signal.report"
    _description = "Report of a signal"
    _inherit = ["customer.dossier.cleared"]
    _rec_name = "rule_id"

    _dossier_roles = dict.fromkeys(
        ("account_manager", "archivist", "credit", "leader"), "rwc"
    )
    _dossier_path = "dossier_id"
    _dossier_section = "signal"

    dossier_id = fields.Many2one("customer.dossier", required=True, ondelete="cascade")
    rule_id = fields.Many2one(
        "customer.dossier.signal.rule",
        string="What was seen",
        required=True,
        ondelete="cascade",
        domain=lambda self: [
            (
                "kind",
                "in",
                self.env["customer.dossier.signal.rule"]._kinds_by_hand(),
            )
        ],
    )
    severity = fields.Selection(
        SEVERITIES,
        compute="_compute_severity",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    seen_on = fields.Date(
        string="Seen on",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
    )
    text = fields.Text(
        string="In your words",
        required=True,
        help="What happened, and how you know.",
    )

    @api.depends("rule_id", "dossier_id")
    def _compute_severity(self):
        for report in self:
            rule = report.rule_id
            report.severity = rule and rule._severity(report.dossier_id)

    def action_report(self):
        """Raise the signal, or add to the log of the one that is open already.

        :return: the action that opens the signal
        :raises UserError: the dossier is not active, or the rule is not for reports
        """
        self.ensure_one()
        self.check_access("write")
        self.dossier_id.check_access("read")
        self._check_report()
        signal = self._signal()
        self.env["customer.dossier.watch"].create(
            {
                "dossier_id": self.dossier_id.id,
                "signal_id": signal.id,
                "day": self.seen_on,
                "text": self.text,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": signal._name,
            "res_id": signal.id,
            "views": [(False, "form")],
        }

    def _check_report(self):
        if not self.rule_id.by_hand or not self.rule_id.active:
            raise UserError(
                self.env._(
                    "%(rule)s is looked for by the system. Choose one that people "
                    "report.",
                    rule=self.rule_id.name,
                )
            )
        if self.dossier_id.state != "active":
            raise UserError(
                self.env._(
                    "%(dossier)s is not active, so nobody would look at a signal. "
                    "Activate it first.",
                    dossier=self.dossier_id.display_name,
                )
            )

    def _signal(self):
        """The open signal of this rule and dossier, made where there is none."""
        Signal = self.env["customer.dossier.signal"]
        found = Signal.search(
            [
                ("rule_id", "=", self.rule_id.id),
                ("dossier_id", "=", self.dossier_id.id),
                ("state", "!=", "closed"),
            ],
            limit=1,
        )
        if found:
            return found
        # sudo: signals are written by the system only; the reader of the dossier may
        # report, and every value is checked above or follows from the rule.
        dossier = self.dossier_id.sudo()
        row = dossier._signal_row(self.rule_id, {})
        row |= {
            "severity": self.severity,
            "note": self.text,
            "reported_by_id": self.env.uid,
        }
        signal = dossier.env[Signal._name].create(row)
        signal._remind_owners()
        return signal.with_env(self.env)


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def action_report_signal(self):
        """Open the form that reports what somebody saw of this customer."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Report a signal"),
            "res_model": "customer.dossier.signal.report",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_dossier_id": self.id},
        }
