from odoo import fields, models

from ..formulas.schedule import quiet


class ResCompany(models.Model):
    """When people are told something, and how long an alarm waits for somebody."""

    _inherit = "res.company"

    dossier_quiet_from = fields.Integer(
        string="Quiet from (hour)",
        default=21,
        help="From this hour of the company's day nobody is mailed or alarmed.",
    )
    dossier_quiet_until = fields.Integer(
        string="Quiet until (hour)",
        default=7,
        help="What came up meanwhile is told at this hour. The same hour twice: there "
        "are no quiet hours.",
    )
    dossier_escalation_hours = fields.Integer(
        string="Hours until an alarm is passed on",
        default=24,
        help="So long an alarm waits for its acknowledgement before the next person is "
        "told. Zero: it is passed on to nobody.",
    )
    dossier_reminder_days = fields.Integer(
        string="Days of a reminder's span",
        default=14,
        help="Once in so many days, on a day drawn by lot, people are reminded of each "
        "customer at risk. Zero: never.",
    )

    _dossier_quiet_hours = models.Constraint(
        "CHECK (dossier_quiet_from BETWEEN 0 AND 23"
        " AND dossier_quiet_until BETWEEN 0 AND 23)",
        "Quiet hours are whole hours from 0 to 23.",
    )
    _dossier_notice_spans = models.Constraint(
        "CHECK (dossier_escalation_hours >= 0 AND dossier_reminder_days >= 0)",
        "Hours until an alarm is passed on, and days of reminders, cannot be negative.",
    )

    def _dossier_awake(self):
        """The companies in whose day it is not a quiet hour now."""
        now = fields.Datetime.now()
        return self.filtered(
            lambda one: (
                not quiet(
                    now,
                    one._dossier_tz(),
                    one.dossier_quiet_from,
                    one.dossier_quiet_until,
                )
            )
        )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    dossier_quiet_from = fields.Integer(
        related="company_id.dossier_quiet_from", readonly=False
    )
    dossier_quiet_until = fields.Integer(
        related="company_id.dossier_quiet_until", readonly=False
    )
    dossier_escalation_hours = fields.Integer(
        related="company_id.dossier_escalation_hours", readonly=False
    )
    dossier_reminder_days = fields.Integer(
        related="company_id.dossier_reminder_days", readonly=False
    )
