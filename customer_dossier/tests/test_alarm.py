from unittest.mock import patch

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .judged_common import JudgedCommon
from .test_brief import BriefCommon


class AlarmCommon(JudgedCommon):
    """A dossier with an owner, a deputy and a leader, who all have a mail address.

    At 04:00 in UTC it is noon in China; quiet hours are from 21 to 7 there.
    """

    _run = BriefCommon._run
    _mails = BriefCommon._mails

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.sudo().write({"state": "active"})
        cls.company.partner_id.tz = "Asia/Shanghai"
        for role in ("account_manager", "archivist", "leader"):
            getattr(cls, role).email = f"{role}@example.com"

    def _signal(self, severity="high", kind="dumping", dossier=None, **vals):
        rule = self.env.ref(f"customer_dossier.signal_rule_{kind}")
        signal = (
            self.env["customer.dossier.signal"]
            .sudo()
            .create(
                {
                    "rule_id": rule.id,
                    "kind": kind,
                    "dossier_id": (dossier or self.dossier).id,
                    "severity": severity,
                    "note": "Sells below our price",
                    "owner_id": self.account_manager.id,
                    "raised_on": "2026-07-01",
                    "last_seen": "2026-07-01",
                    **vals,
                }
            )
        )
        signal._remind_owners()
        return signal

    def _alarm(self, moment=None):
        with freeze_time(moment or "2026-07-01 04:00:00"):
            self._run("cron_alarm")
            self._run("cron_notice_mail")

    def _told(self):
        return {
            role
            for role in ("account_manager", "archivist", "leader")
            if self._mails(getattr(self, role))
        }


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 04:00:00")
class TestAlarm(AlarmCommon):
    """Something severe is told at once, and passed on until somebody acknowledges."""

    def test_the_owner_is_told_at_once_and_the_others_after_hours(self):
        signal = self._signal()
        self._alarm()
        self.assertEqual((signal.alarm, self._told()), ("owner", {"account_manager"}))
        self._alarm("2026-07-02 03:59:00")
        self.assertEqual(signal.alarm, "owner")
        self._alarm("2026-07-02 04:00:00")
        self.assertEqual(signal.alarm, "archivist")
        self.assertEqual(self._told(), {"account_manager", "archivist"})
        self.assertIn(self.archivist, signal.activity_ids.user_id)
        self._alarm("2026-07-03 04:00:00")
        self.assertEqual(signal.alarm, "leader")
        self.assertEqual(self._told(), {"account_manager", "archivist", "leader"})
        self._alarm("2026-07-20 04:00:00")
        self.assertEqual(len(self._mails(self.leader)), 1)

    def test_an_acknowledged_alarm_is_passed_on_no_more(self):
        signal = self._signal()
        self._alarm()
        signal.with_user(self.account_manager).action_acknowledge()
        self._alarm("2026-07-09 04:00:00")
        self.assertEqual((signal.alarm, self._told()), ("owner", {"account_manager"}))

    def test_what_is_not_severe_is_told_as_its_rule_says(self):
        self._signal("medium")
        quiet = self._signal("high", "gifts")
        quiet.rule_id.alarm = "never"
        always = self._signal("low", "reputation")
        always.rule_id.alarm = "always"
        self._alarm()
        signals = (
            self.env["customer.dossier.signal"].sudo().search([("alarm", "!=", False)])
        )
        self.assertEqual(signals, always)

    def test_nothing_is_sent_in_quiet_hours_and_all_of_it_after_them(self):
        signal = self._signal()
        # 21:00 and 06:59 in China
        for moment in ("2026-07-01 13:00:00", "2026-07-01 22:59:00"):
            self._alarm(moment)
            self.assertFalse(signal.alarm or self._told())
        self._alarm("2026-07-01 23:00:00")
        self.assertEqual(self._told(), {"account_manager"})

    def test_a_digest_waits_for_the_end_of_quiet_hours(self):
        self._signal()
        with freeze_time("2026-07-01 12:59:00"):
            self._run("cron_alarm")
        with freeze_time("2026-07-01 13:01:00"):
            self._run("cron_notice_mail")
            self.assertFalse(self._told())
        with freeze_time("2026-07-01 23:00:00"):
            self._run("cron_notice_mail")
            self.assertEqual(self._told(), {"account_manager"})

    def test_twenty_signals_are_one_mail(self):
        for number in range(20):
            partner = self._create_customer(f"Customer {number}")
            self._signal(dossier=self._create_dossier(partner))
        self._alarm()
        self.assertEqual(len(self._mails(self.account_manager)), 1)

    def test_the_mail_names_nobody(self):
        self._signal()
        self._alarm()
        mail = self._mails(self.account_manager)
        self.assertIn("/odoo/dossier-signals", mail.body_html)
        for secret in (self.partner.name, self.dossier.name, "price", "Dumping"):
            self.assertNotIn(secret, f"{mail.subject}{mail.body_html}")

    def test_without_an_owner_who_may_read_the_next_are_told_at_once(self):
        clearances = self.env["customer.dossier.clearance"].sudo()
        clearances.search([("user_id", "=", self.account_manager.id)])._end("left")
        signal = self._signal()
        self._alarm()
        self.assertEqual((signal.alarm, self._told()), ("archivist", {"archivist"}))

    def test_whoever_has_a_tie_is_not_told(self):
        self.env["customer.dossier.recusal"].sudo().create(
            {
                "user_id": self.archivist.id,
                "partner_id": self.partner.id,
                "company_id": self.company.id,
                "kind": "family",
            }
        )
        signal = self._signal()
        self._alarm()
        self._alarm("2026-07-02 04:00:00")
        self.assertEqual(signal.alarm, "leader")
        self.assertEqual(self._told(), {"account_manager", "leader"})

    def test_zero_hours_pass_nothing_on(self):
        self.company.dossier_escalation_hours = 0
        signal = self._signal()
        self._alarm()
        self._alarm("2026-07-20 04:00:00")
        self.assertEqual(signal.alarm, "owner")

    @mute_logger("odoo.addons.customer_dossier.models.customer_dossier_signal_alarm")
    def test_one_bad_signal_costs_itself_only(self):
        bad, good = self._signal(), self._signal(kind="gifts")
        alarm = type(bad)._alarm

        def fail(signal):
            if signal == bad:
                raise ValueError("broken")
            return alarm(signal)

        with patch.object(type(bad), "_alarm", fail):
            self._alarm()
        self.assertEqual((bad.alarm, good.alarm), (False, "owner"))
        self._alarm()
        self.assertEqual(bad.alarm, "owner")

    def test_killed_between_mail_and_note_nothing_goes_out_twice(self):
        self._signal()
        self._run("cron_alarm")
        Notice = type(self.env["customer.dossier.notice"])
        mail = Notice._mail

        def die(notices):
            mail(notices)
            raise KeyboardInterrupt

        with patch.object(Notice, "_mail", die):
            with self.assertRaises(KeyboardInterrupt), self.env.cr.savepoint():
                self.env["customer.dossier.notice"].sudo()._cron_mail()
        self.env.invalidate_all()
        self.assertFalse(self._told())
        self._run("cron_notice_mail")
        self._run("cron_notice_mail")
        self.assertEqual(len(self._mails(self.account_manager)), 1)

    @mute_logger("odoo.addons.customer_dossier.models.customer_dossier_notice_mail")
    def test_one_bad_address_costs_itself_only(self):
        self._signal()
        self._signal(kind="gifts", owner_id=self.archivist.id)
        self._run("cron_alarm")
        Notice = type(self.env["customer.dossier.notice"])
        mail = Notice._mail

        def fail(notices):
            if notices.user_id == self.archivist:
                raise ValueError("broken")
            return mail(notices)

        with patch.object(Notice, "_mail", fail):
            self._run("cron_notice_mail")
        self.assertEqual(self._told(), {"account_manager"})
        self._run("cron_notice_mail")
        self.assertEqual(self._told(), {"account_manager", "archivist"})

    def test_a_signal_that_is_raised_wakes_the_alarm(self):
        cron = self.env.ref("customer_dossier.cron_alarm")
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self._signal()
        after = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        self.assertGreater(after, before)
