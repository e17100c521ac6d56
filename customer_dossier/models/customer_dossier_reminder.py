import logging

from odoo import api, fields, models
from odoo.fields import Domain

from ..formulas.schedule import drawn, local, window
from .system_job import system_job

_logger = logging.getLogger(__name__)

ACTIVITY = "customer_dossier.activity_reminder"
CONTRIBUTOR = "customer_dossier.group_contributor"
#: Lights of which salespeople are reminded.
WORRYING = ("amber", "red")


class CustomerDossier(models.Model):
    """Reminders of customers at risk, on days that are drawn by lot.

    The account manager finds the dossier on the desk, in neutral words. A salesperson is
    told to look at the lights: those say what they may know, and the mail says nothing.
    """

    _inherit = "customer.dossier"

    @system_job
    def _cron_remind(self):
        """Remind people of one company after the other; each a transaction of its own.

        What was told is noted in the same transaction, so that a second run on the same
        day, or one after a crash, tells nobody twice.
        """
        companies = self._kept_companies()._dossier_awake()
        for left, company in zip(
            range(len(companies) - 1, -1, -1), companies, strict=True
        ):
            try:
                with self.env.cr.savepoint():
                    self._remind_company(company)
            except Exception:
                _logger.exception("No reminders in company %s", company.id)
            if not self.env["ir.cron"]._commit_progress(1, remaining=left):
                break

    @api.model
    def _remind_company(self, company):
        """Remind of the customers at risk whose day has come in the span of today."""
        if not company.dossier_reminder_days:
            return
        start, due = self._drawn_dossiers(company)
        Notice = self.env["customer.dossier.notice"]
        told = Notice._tell(
            company,
            "reminder",
            [
                (one.account_manager_id, f"{start} {one.id}")
                for one in due
                if one._is_read_by(one.account_manager_id)
            ],
        )
        fresh = {(notice.user_id.id, notice.matter) for notice in told}
        self._put_on_desks(
            ACTIVITY,
            [
                (one, one.account_manager_id, company._dossier_today())
                for one in due
                if (one.account_manager_id.id, f"{start} {one.id}") in fresh
            ],
        )
        Notice._tell(company, "service", due._salespeople_to_remind(company, start))

    @api.model
    def _drawn_dossiers(self, company):
        """The dossiers at risk whose day lies between the start of the span and today.

        :return: ``(first day of the span, customer.dossier)``
        """
        today = local(fields.Datetime.now(), company._dossier_tz()).date()
        days = company.dossier_reminder_days
        start = window(today, days)
        at_risk = self.search(Domain("company_id", "=", company.id) & self._at_risk())
        key = self._lot_key()
        return start, at_risk.filtered(
            lambda one: drawn(key, str(one.id), start, days) <= today
        )

    @api.model
    def _at_risk(self):
        return Domain("state", "=", "active") & (
            Domain("grade_id.code", "=", "special") | Domain("risk_level", "=", "high")
        )

    @api.model
    def _lot_key(self):
        # sudo: the secret of this database, so that nobody reckons the days out.
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        return (secret or self.env.cr.dbname).encode()

    def _salespeople_to_remind(self, company, start):
        """Salespeople whose own light of one of these customers worries.

        One matter a person and span: a second customer does not tell them again.

        :return: ``[(user, matter)]``
        """
        found = {}
        for dossier in self:
            user = dossier.partner_id.user_id
            if user in found or not user.active or not user.has_group(CONTRIBUTOR):
                continue
            partner = dossier.partner_id.with_user(user).with_company(company)
            light = partner._own_lights().get(partner.id)
            if light and light.colour in WORRYING:
                found[user] = (user, str(start))
        return list(found.values())
