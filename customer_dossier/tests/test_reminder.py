from datetime import datetime, timedelta

from odoo.tests import freeze_time, tagged

from .judged_common import LATE
from .test_alarm import AlarmCommon

NOON = datetime(2026, 6, 29, 4)  # a Monday, in China


@tagged("post_install", "-at_install")
class TestReminder(AlarmCommon):
    """People are reminded of customers at risk, once a span, on a day drawn by lot."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.seller = cls._create_user(
            "seller",
            "sales_team.group_sale_salesman,customer_dossier.group_contributor",
            email="seller@example.com",
        )
        cls.partner.user_id = cls.seller
        cls.dossier.sudo().risk_level = "high"

    def _days(self, count, start=NOON):
        """Run the jobs at noon of every day, twice; the days on which people got mail."""
        found = {"account_manager": [], "seller": []}
        for number in range(count):
            moment = start + timedelta(days=number)
            with freeze_time(moment):
                for name, days in found.items():
                    before = len(self._mails(getattr(self, name)))
                    days.append(-before)
                for _twice in range(2):
                    self._run("cron_remind")
                    self._run("cron_notice_mail")
                for name, days in found.items():
                    days[-1] += len(self._mails(getattr(self, name)))
        return found

    def test_once_in_every_span_and_not_on_the_same_day(self):
        found = self._days(56)
        days = [
            number for number, mails in enumerate(found["account_manager"]) if mails
        ]
        self.assertTrue(set(found["account_manager"]) <= {0, 1})
        # Eight weeks touch four or five spans of two weeks.
        self.assertIn(len(days), (4, 5))
        gaps = {later - day for day, later in zip(days, days[1:], strict=False)}
        self.assertGreater(len(gaps), 1)

    def test_the_account_manager_finds_it_on_the_desk_in_neutral_words(self):
        self._days(15)
        activity = self.dossier.activity_ids.filtered(
            lambda one: one.user_id == self.account_manager
        )
        self.assertEqual(activity[:1].summary, "Look at the present state")

    def test_a_salesperson_is_reminded_by_a_light_that_worries(self):
        self._set_figures(self.dossier, **LATE)
        self.assertTrue(any(self._days(15)["seller"]))
        mail = self._mails(self.seller)[0]
        for secret in (self.partner.name, "red", "overdue", "risk"):
            self.assertNotIn(secret, mail.body_html.replace("border-radius", ""))

    def test_a_salesperson_hears_nothing_of_a_customer_whose_light_is_calm(self):
        self.assertFalse(any(self._days(15)["seller"]))

    def test_calm_customers_are_no_matter(self):
        self.dossier.sudo().risk_level = "low"
        found = self._days(15)
        self.assertFalse(any(found["account_manager"]) or any(found["seller"]))

    def test_zero_days_remind_nobody(self):
        self.company.dossier_reminder_days = 0
        self.assertFalse(any(self._days(15)["account_manager"]))

    def test_two_companies_each_have_their_own_day(self):
        company = self._create_company("Second Distillery")
        company.partner_id.tz = "America/New_York"
        with freeze_time("2026-07-01 04:00:00"):  # midnight there
            awake = (self.company | company)._dossier_awake()
        self.assertEqual(awake, self.company)

    def test_the_day_is_the_same_whenever_it_is_asked_and_not_guessed(self):
        dossiers = self.env["customer.dossier"].sudo()
        with freeze_time("2026-07-05 04:00:00"):
            self.company.dossier_reminder_days = 14
            start, due = dossiers._drawn_dossiers(self.company)
            self.assertEqual((start, due), dossiers._drawn_dossiers(self.company))
