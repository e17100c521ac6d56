from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from odoo.addons.customer_dossier.formulas.lunar import solar_day
from odoo.addons.customer_dossier.models.customer_dossier_care_due import TOLD

from .ledger_common import NOW, TODAY, LedgerCommon


class CareCommon(LedgerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Plan = cls.env["customer.dossier.care.plan"]
        cls.Plan.search([]).active = False
        cls.grade = cls.env.ref("customer_dossier.grade_key")
        cls.second_leader = cls._create_user(
            "second_leader",
            "customer_dossier.group_leader",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        with freeze_time(NOW):
            cls.dossier.write({"state": "active", "grade_id": cls.grade.id})
            sheet = cls.dossier.sheet_ids.filtered(
                lambda one: one.code == "organisation"
            )
            cls.person = cls.env["customer.dossier.person"].create(
                {"sheet_id": sheet.id, "name": "Li Wei"}
            )

    def _plan(self, **vals):
        return self.Plan.create(
            {"name": "Occasion", "grade_ids": self.grade.ids, **vals}
        )

    def _cares(self):
        self.env.invalidate_all()
        return self.dossier.care_ids.sudo().sorted("day")

    def _care(self, user=None, **vals):
        return (
            self.env["customer.dossier.care"]
            .with_user(user or self.account_manager)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "title": "Spring Festival",
                    "day": self._day(0),
                    "responsible_id": self.account_manager.id,
                    "remark": "Tea",
                    **vals,
                }
            )
        )

    def _matter(self, **vals):
        return (
            self.env["customer.dossier.personal"]
            .with_user(self.archivist)
            .create(
                {
                    "person_id": self.person.id,
                    "kind": "birthday",
                    "month": 4,
                    "day": 2,
                    "purpose": "Congratulate",
                    "ground": "consent",
                    "consent_on": self._day(-9),
                    "expires_on": self._day(900),
                    **vals,
                }
            )
        )


@tagged("post_install", "-at_install")
class TestCarePlan(CareCommon):
    """Occasions come by themselves: each once, none missed."""

    def _live(self, first, days, step=1):
        for number in range(0, days, step):
            with self._on(first + timedelta(days=number)):
                self.Plan._turn()

    def test_two_years_of_festivals_and_month_ends(self):
        self._plan(name="Spring", month=1, day=1, lunar=True, days_before=14)
        self._plan(name="Eve", month=12, day=30, lunar=True, days_before=14)
        self._plan(name="Autumn", month=8, day=15, lunar=True, days_before=14)
        self._plan(name="Leap", month=2, day=29, days_before=0)
        self._plan(name="End", month=12, day=31, days_before=0)
        first = date(2027, 3, 10)
        self._live(first, 725, step=3)
        found = {}
        for care in self._cares():
            found.setdefault(care.title, []).append(care.day)
        self.assertEqual(
            found,
            {
                "Spring": [solar_day(2028, 1, 1), solar_day(2029, 1, 1)],
                "Eve": [solar_day(2027, 12, 30), solar_day(2028, 12, 30)],
                "Autumn": [solar_day(2027, 8, 15), solar_day(2028, 8, 15)],
                "Leap": [date(2028, 2, 29), date(2029, 2, 28)],
                "End": [date(2027, 12, 31), date(2028, 12, 31)],
            },
        )

    def test_a_weekend_without_a_server_misses_nothing(self):
        self._plan(month=4, day=2, days_before=0)
        self._live(date(2026, 3, 30), 12, step=3)
        self.assertEqual(self._cares().mapped("day"), [date(2026, 4, 2)])

    def test_another_day_is_no_other_occasion(self):
        self._plan(month=4, day=2)
        with freeze_time(NOW):
            self.Plan._turn()
            care = self._cares().with_user(self.account_manager)
            care.day = "2026-04-04"
            self.assertEqual(self.Plan._turn()[0], 0)
            care.remark = "They are in mourning"
            care.action_drop()
            self.assertEqual(self.Plan._turn()[0], 0)
        [left] = self._cares()
        self.assertEqual(left.occasion_on, date(2026, 4, 2))

    def test_where_nobody_keeps_the_account_the_archivist_cares(self):
        self._plan(month=4, day=2)
        self.dossier.account_manager_id = False
        with freeze_time(NOW):
            self.Plan._turn()
        self.assertEqual(self._cares().activity_ids.user_id, self.archivist)

    def test_private_days_are_the_archivists(self):
        self.assertEqual(self._plan(occasion="birthday").responsible, "archivist")
        with self.assertRaisesRegex(ValidationError, "do not read private days"):
            self._plan(occasion="birthday", responsible="account_manager")

    def test_the_customer_is_spoken_to_in_their_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        plan = self._plan(month=4, day=2, text="All the best")
        plan.with_context(lang="zh_CN").write({"text": "恭贺", "name": "节日"})
        self.partner.lang = "zh_CN"
        self.account_manager.lang = "en_US"
        with freeze_time(NOW):
            self.Plan._turn()
        [care] = self._cares()
        self.assertEqual((care.title, care.text), ("Occasion", "恭贺"))

    def test_what_was_dropped_does_not_come_back(self):
        self._plan(month=4, day=2)
        with freeze_time(NOW):
            self.Plan._turn()
            care = self._cares().with_user(self.account_manager)
            care.remark = "They are in mourning"
            care.action_drop()
            self.assertEqual(self.Plan._turn()[0], 0)

    def test_grades_and_companies_decide(self):
        self._plan(month=4, day=2)
        self._plan(month=4, day=2, company_id=self.env.ref("base.main_company").id)
        self.dossier.grade_id = self.env.ref("customer_dossier.grade_general")
        with freeze_time(NOW):
            self.Plan._turn()
            self.assertFalse(self._cares())
            self.dossier.grade_id = self.grade
            self.Plan._turn()
        self.assertEqual(len(self._cares()), 1)

    def test_an_anniversary_and_rising_sales_come_from_the_figures(self):
        self._plan(name="Anniversary", occasion="anniversary")
        self._plan(name="Rising", occasion="rising", days_before=0)
        self.dossier.figures_id.sudo().write(
            {"first_order_date": date(2020, 4, 3), "growth_class": "growing"}
        )
        self._live(TODAY, 60)
        self.assertEqual(
            {one.title: one.day for one in self._cares()},
            {"Anniversary": date(2026, 4, 3), "Rising": TODAY},
        )
        with self._on(TODAY + timedelta(days=190)):
            self.Plan._turn()
        self.assertEqual(self._cares().mapped("title").count("Rising"), 2)

    def test_a_new_product_is_one_day(self):
        self._plan(occasion="once", on_day=date(2026, 4, 5), way="news")
        self._live(TODAY, 20)
        self.assertEqual(self._cares().mapped("way"), ["news"])

    def test_a_birthday_is_for_whoever_reads_private_matters(self):
        with freeze_time(NOW):
            matter = self._matter()
            self._plan(occasion="birthday", responsible="archivist")
            self.Plan._turn()
            self.Plan._turn()
            [care] = self._cares()
            self.assertEqual(care.day, date(2026, 4, 2))
            self.assertEqual(care.activity_ids.user_id, self.archivist)
            self.assertEqual(care.with_user(self.leader).personal_id, matter)
            Care = self.env["customer.dossier.care"]
            self.assertFalse(Care.with_user(self.account_manager).search([]))
            for user in (self.account_manager, self.credit, self.contributor):
                with self.assertRaises(AccessError):
                    care.with_user(user).read(["day"])

    def test_a_lunar_birthday_and_one_that_expired(self):
        with freeze_time(NOW):
            self._plan(occasion="birthday", responsible="archivist")
            self._matter(month=2, day=15, lunar=True)
            self._matter(month=4, day=3, expires_on=self._day(0))
        with self._on("2026-04-01"):
            self.Plan._turn()
        self.assertEqual(self._cares().mapped("day"), [date(2026, 4, 2)])

    def test_erasing_takes_along_what_followed(self):
        with freeze_time(NOW):
            matter = self._matter()
            self._plan(occasion="birthday", responsible="archivist")
            self.Plan._turn()
            care = self._cares().with_user(self.archivist)
            care.write({"remark": "A card for Mr. Li", "proof_name": "Li_birthday.jpg"})
            care.action_done()
            self._plan(name="Other", occasion="birthday", responsible="archivist")
            self.Plan._turn()
            self.assertEqual(len(self._cares()), 2)
            matter._erase("request")
            [left] = self._cares()
        self.assertEqual(left.state, "done")
        self.assertEqual(left.day, date(2026, 12, 31))
        self.assertEqual(left.done_on, date(2026, 12, 31))
        for name in TOLD:
            self.assertFalse(left[name], name)
        self.assertNotIn("birthday", left.title.lower())

    def test_a_day_that_is_none_is_refused(self):
        for vals in (
            {"month": 2, "day": 30},
            {"month": 0, "day": 1},
            {"month": 13, "day": 1, "lunar": True},
            {"occasion": "once"},
        ):
            with self.subTest(vals), self.assertRaisesRegex(ValidationError, "day"):
                self._plan(**vals)

    def test_nobody_runs_the_job_by_hand(self):
        for user in (self.contributor, self.leader, self.manager, self.employee):
            with self.assertRaises(AccessError):
                self.Plan.with_user(user)._cron_care()

    def test_the_server_runs_the_job(self):
        self._plan(month=4, day=2)
        with freeze_time(NOW), self.enter_registry_test_mode():
            self.env.ref("customer_dossier.cron_care").method_direct_trigger()
        self.assertEqual(len(self._cares()), 1)

    def test_many_dossiers_cost_no_more_searches_than_few(self):
        self._plan(month=4, day=2)
        with freeze_time(NOW):
            few = self._query_count(self.Plan._turn)
            for number in range(20):
                self._create_dossier(
                    self._create_customer(f"Dealer {number}"),
                    state="active",
                    grade_id=self.grade.id,
                )
            self.assertLessEqual(self._query_count(self.Plan._turn), few + 6)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCare(CareCommon):
    """Done with proof; and no gift goes past the policy."""

    def setUp(self):
        super().setUp()
        self.company.write({"dossier_gift_limit": 500, "dossier_gift_year_limit": 1200})

    def test_a_greeting_is_done_in_a_word(self):
        care = self._care()
        self.assertEqual(care.sudo().activity_ids.user_id, self.account_manager)
        care.action_done()
        self.assertEqual(care.done_by_id, self.account_manager)
        self.assertFalse(care.sudo().activity_ids)
        care.effect = "They were touched"
        with self.assertRaisesRegex(UserError, "approved or ended"):
            care.remark = "Wine"
        with self.assertRaises(AccessError):
            care.unlink()
        with self.assertRaisesRegex(UserError, "what was given"):
            self._care(remark=" ").action_done()

    def test_a_gift_within_the_limits_needs_nobody(self):
        self._care(way="gift", amount=500).action_done()
        with self.assertRaisesRegex(UserError, "has an amount"):
            self._care(way="gift").action_done()

    def test_a_dear_gift_goes_by_two_people(self):
        gift = self._care(way="gift", amount=501)
        with self.assertRaisesRegex(UserError, "beyond the company's limits"):
            gift.action_done()
        gift.action_request()
        with self.assertRaisesRegex(UserError, "approved or ended"):
            gift.amount = 1
        for user in (self.account_manager, self.archivist):
            with self.assertRaises(AccessError):
                gift.with_user(user).action_approve()
        self.assertTrue(gift.with_user(self.leader).may_approve)
        desks = gift.sudo().activity_ids.grouped("summary")
        self.assertEqual(
            desks["Gift to approve"].user_id, self.leader + self.second_leader
        )
        self.assertEqual(desks["Care"].user_id, self.account_manager)
        [waits] = self._gifts_waiting(self.leader)
        self.assertEqual(waits["domain"], [("id", "in", gift.ids)])
        self.assertFalse(self._gifts_waiting(self.account_manager))
        gift.with_user(self.leader).action_approve()
        with self.assertRaisesRegex(UserError, "approved or ended"):
            gift.amount = 5000
        self.assertEqual(gift.sudo().activity_ids.summary, "Care")
        self.assertFalse(self._gifts_waiting(self.leader))
        gift.action_done()
        self.assertEqual(gift.approved_by_id, self.leader)

    def _gifts_waiting(self, user):
        waits = self.env["customer.dossier.overview"].with_user(user)._waits()
        return [one for one in waits if one["model"] == "customer.dossier.care"]

    def test_nobody_approves_what_they_asked_for_or_give(self):
        for vals in ({}, {"responsible_id": self.leader.id}):
            gift = self._care(self.leader, way="gift", amount=900, **vals)
            gift.action_request()
            with self.subTest(vals), self.assertRaises(AccessError):
                gift.action_approve()
            with self.subTest(vals), self.assertRaisesRegex(UserError, "approved or"):
                gift.responsible_id = self.archivist
            gift.with_user(self.second_leader).action_approve()

    def test_many_small_gifts_reach_the_limit_of_the_year(self):
        for _n in range(2):
            self._care(way="gift", amount=500).action_done()
        with self.assertRaisesRegex(UserError, "beyond the company's limits"):
            self._care(way="gift", amount=300).action_done()
        self._care(way="gift", amount=200).action_done()
        with self._on("2027-01-01"):
            self._care(way="gift", amount=300, day="2027-01-01").action_done()

    def test_a_gift_by_any_other_name_is_one(self):
        with self.assertRaisesRegex(UserError, "beyond the company's limits"):
            self._care(way="visit", amount=501).action_done()

    def test_without_a_limit_every_gift_is_approved(self):
        self.company.dossier_gift_limit = False
        with self.assertRaisesRegex(UserError, "beyond the company's limits"):
            self._care(way="gift", amount=1).action_done()

    def test_who_takes_no_gifts_gets_none(self):
        self._matter(kind="no_gift", month=False, day=False)
        gift = self._care(way="gift", amount=1)
        for step in (gift.action_done, gift.action_request):
            with self.assertRaisesRegex(UserError, "takes no gifts"):
                step()
        gift.write({"way": "greeting", "amount": False})
        gift.action_done()

    def test_states_and_approvals_are_nobodys_to_write(self):
        gift = self._care(self.leader, way="gift", amount=900)
        for vals in (
            {"state": "approved"},
            {"approved_by_id": self.leader.id},
            {"private": False},
            {"done_on": "2026-01-01"},
            {"relation_then": 99},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                gift.write(vals)

    def test_it_goes_along_with_the_account(self):
        plan = self._plan(month=4, day=2)
        self.Plan._turn()
        by_hand, leaders = self._care(), self._care(responsible_id=self.leader.id)
        done = self._care()
        done.action_done()
        other = self._create_user(
            "other_manager", "base.group_user,customer_dossier.group_account_manager"
        )
        self.dossier.with_user(self.leader).account_manager_id = other
        planned = self._cares().filtered(lambda one: one.plan_id == plan)
        self.assertEqual((planned + by_hand).responsible_id, other)
        self.assertEqual((planned + by_hand).sudo().activity_ids.user_id, other)
        self.assertEqual(leaders.responsible_id, self.leader)
        self.assertEqual(done.responsible_id, self.account_manager)

    def test_an_approval_is_of_whoever_gives(self):
        """Who takes the account over cannot give what they have approved themselves."""
        gift = self._care(way="gift", amount=900)
        gift.action_request()
        gift.with_user(self.leader).action_approve()
        self.account_manager.sudo().active = False
        self.dossier.with_user(self.leader).account_manager_id = self.leader
        self.assertRecordValues(
            gift.sudo(),
            [
                {
                    "responsible_id": self.leader.id,
                    "state": "planned",
                    "approved_by_id": False,
                }
            ],
        )
        with self.assertRaisesRegex(UserError, "beyond the company's limits"):
            gift.with_user(self.leader).action_done()

    def test_many_go_along_with_few_queries(self):
        others = [
            self._create_user(
                f"manager_{number}", "customer_dossier.group_account_manager"
            )
            for number in range(2)
        ]
        self._care(self.archivist, responsible_id=False)
        few = self._query_count(
            lambda: self.dossier.write({"account_manager_id": others[0].id})
        )
        for _number in range(20):
            self._care(self.archivist, responsible_id=False)
        self.assertLess(
            self._query_count(
                lambda: self.dossier.write({"account_manager_id": others[1].id})
            ),
            few + 20,
        )

    def test_it_ends_with_the_work(self):
        cares = self._care() + self._care(remark=False)
        done = self._care()
        done.action_done()
        self.dossier.with_user(self.leader).active = False
        self.assertEqual(set(cares.sudo().mapped("state")), {"dropped"})
        self.assertEqual(
            cares.sudo().mapped("remark"),
            ["Tea", "The dossier was closed or archived."],
        )
        self.assertFalse(cares.sudo().activity_ids)
        self.assertEqual(done.sudo().state, "done")

    def test_a_visit_of_care_is_a_contact(self):
        self._care().action_done()
        self.assertFalse(self.dossier._last_contacts())
        self._care(way="visit").action_done()
        [(last, _reading)] = self.dossier._last_contacts().values()
        self.assertEqual(last, TODAY)

    def test_keepers_of_the_dossier_only(self):
        care = self._care()
        for user in (self.contributor, self.credit, self.auditor, self.manager):
            with self.assertRaises(AccessError):
                care.with_user(user).read(["title"])
            with self.assertRaises(AccessError):
                self._care(user)
