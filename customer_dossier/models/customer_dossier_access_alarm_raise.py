from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .customer_dossier_access_alarm import BROKEN, RELEASED

WATCHERS = ("customer_dossier.group_leader", "customer_dossier.group_auditor")


class CustomerDossierAccessAlarm(models.Model):
    """How alarms are raised, and who is told."""

    _inherit = "customer.dossier.access.alarm"

    @api.model
    def _raise(self, rule, company, found):
        """Raise an alarm for each person found; who has an open one, keeps that.

        :param found: dicts as ``_found`` of the rule gives them
        """
        known = self.search(
            Domain("rule_id", "=", rule.id)
            & Domain("company_id", "=", company.id)
            & Domain("state", "=", "open")
        ).grouped("user_id")
        fresh = []
        for row in found:
            row["window_end"] = row["window_end"].replace(microsecond=0)
            user = self.env["res.users"].browse(row["user_id"])
            if alarm := known.get(user):
                alarm.write({**row, "count": max(row["count"], alarm.count)})
            else:
                fresh.append(row)
        self.create([self._alarm_row(rule, company, row) for row in fresh])._tell()

    @api.model
    def _alarm_row(self, rule, company, row):
        return {
            **row,
            "rule_id": rule.id,
            "kind": rule.kind,
            "company_id": company.id,
            "severity": rule.severity,
            "threshold": rule.threshold,
            "window_hours": rule.window_hours,
            "window_start": row["window_end"] - timedelta(hours=rule.window_hours),
        }

    @api.model
    def _raise_broken(self, company, verdict):
        """Raise the alarm of a log that is not whole, or renew the open one."""
        flaw = {"flaw": verdict.kind, "count": verdict.position}
        self._raise_without_rule(company, {**flaw, "kind": BROKEN})

    @api.model
    def _raise_released(self, user):
        """Tell every company that somebody is about to uninstall the archive."""
        for company in self.env["customer.dossier.access.log"]._companies():
            self._raise_without_rule(
                company, {"kind": RELEASED, "user_id": user.id, "count": 1}
            )

    @api.model
    def _raise_without_rule(self, company, vals):
        now = fields.Datetime.now()
        known = self.search(
            [
                ("kind", "=", vals["kind"]),
                ("company_id", "=", company.id),
                ("state", "=", "open"),
            ]
        )
        if known:
            known.write({**vals, "window_end": now})
            return
        self.create(
            {
                **vals,
                "company_id": company.id,
                "severity": "high",
                "window_start": now,
                "window_end": now,
            }
        )._tell()

    def _tell(self):
        """Put a neutral reminder under the clock of everybody who watches."""
        watchers = self._watchers()
        today = fields.Date.context_today(self)
        self._put_on_desks(
            "customer_dossier.activity_access_alarm",
            [
                (alarm, user, today)
                for alarm in self
                for user in watchers
                if alarm.company_id in user.company_ids and user != alarm.user_id
            ],
        )

    def _watchers(self):
        """Leaders and auditors of whatever company; one query."""
        groups = [self.env.ref(name).id for name in WATCHERS]
        return self.env["res.users"].search(
            [("all_group_ids", "in", groups), ("share", "=", False)]
        )
