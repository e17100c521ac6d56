from datetime import timedelta
from itertools import pairwise

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.customer_dossier.formulas.visits import draw

from .ledger_common import NOW, TODAY
from .visit_common import VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisit(VisitCommon):
    """From the plan to what came of it."""

    def test_a_contributor_sees_whom_to_visit_and_what_to_ask_and_no_more(self):
        visit = self._plan(ask="Who was there?").with_user(self.contributor)
        [row] = visit.read(["partner_id", "day", "ask", "state"])
        self.assertEqual(row["partner_id"][1], self.partner.name)
        self.assertEqual(row["ask"], "Who was there?")
        for name in ("dossier_id", "submission_id", "seed"):
            with self.assertRaises(AccessError):
                visit.read([name])
        with self.assertRaises(AccessError):
            visit.search([("dossier_id.exposure", ">", 0)])
        with self.assertRaises(AccessError):
            self._plan(self.contributor)

    def test_other_peoples_visits_are_closed(self):
        visit = self._plan(visitor_id=self.account_manager.id)
        self.assertFalse(self.Visit.with_user(self.contributor).search([]))
        for user in (self.contributor, self.auditor, self.manager, self.salesperson):
            with self.assertRaises(AccessError):
                visit.with_user(user).read(["day"])
        foreign = self._create_user(
            "other",
            "customer_dossier.group_account_manager",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        with self.assertRaises(AccessError):
            visit.with_user(foreign).read(["day"])

    def test_a_visitor_reports_and_does_not_plan(self):
        visit = self._plan().with_user(self.contributor)
        for vals in (
            {"day": self._day(3)},
            {"visitor_id": self.salesperson.id},
            {"ask": "Nothing"},
            {"kind": "enquiry"},
            {"reason": "No time"},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                visit.write(vals)
        with self.assertRaises(AccessError):
            visit.state = "done"
        with self.assertRaises(AccessError):
            visit.action_call_off()
        self.assertFalse(visit.may_plan)
        self.assertTrue(visit.with_user(self.archivist).may_plan)
        self._report(visit)
        self.assertEqual(visit.state, "done")
        with self.assertRaises(AccessError):
            visit.report = "Something else"

    def test_what_is_read_there_stands_on_the_visit(self):
        visit = self._plan(self.account_manager)
        action = visit.action_add_reading()
        Reading = self.env["customer.dossier.reading"].with_user(self.account_manager)
        reading = Reading.with_context(**action["context"]).create(
            {"kind": "outlets", "number": 3}
        )
        self.assertEqual(visit.reading_ids, reading)
        self.assertEqual(reading.dossier_id, self.dossier)
        with self.assertRaises(UserError):
            reading.visit_id = self._plan()
        with self.assertRaises(AccessError):
            visit.with_user(self.contributor).read(["reading_ids"])

    def test_a_reading_belongs_to_a_visit_to_the_same_customer(self):
        other = self._create_dossier(self._create_customer("Elsewhere"))
        visit = self._plan(dossier_id=other.id)
        with self.assertRaisesRegex(ValidationError, "to the same customer"):
            self.env["customer.dossier.reading"].with_user(self.archivist).create(
                {
                    "dossier_id": self.dossier.id,
                    "kind": "outlets",
                    "number": 3,
                    "visit_id": visit.id,
                }
            )

    def test_news_go_the_way_of_submissions(self):
        visit = self._plan().with_user(self.contributor)
        self._report(visit, news="They open a second store", met="Mr. Li")
        submission = visit.sudo().submission_id
        self.assertEqual(submission.state, "transmitted")
        self.assertEqual(submission.what, "They open a second store")
        self.assertEqual(submission.informant, "Mr. Li")
        self.assertEqual(submission.collector_id, self.contributor)
        self.assertEqual(submission.dossier_id, self.dossier)

    def test_without_news_nothing_waits_at_the_archive(self):
        visit = self._plan()
        self._report(visit)
        self.assertFalse(visit.sudo().submission_id)

    def test_going_there_is_control_work_and_an_enquiry_is_not(self):
        self._report(self._plan())
        self._report(self._plan())
        self._report(self._plan(kind="enquiry", visitor_id=self.account_manager.id))
        work = self.env["customer.dossier.work"].search(
            [("dossier_id", "=", self.dossier.id)]
        )
        self.assertEqual(work.mapped("kind"), ["visit"])
        self.assertEqual(work.collector_id, self.contributor)

    def test_nonsense_is_refused_in_words(self):
        visit = self._plan()
        for vals, words in (
            ({"report": " "}, "write down what was said"),
            ({"report": "x", "done_on": self._day(1)}, "lies in the future"),
        ):
            visit.write(vals)
            with self.subTest(vals), self.assertRaisesRegex(Exception, words):
                visit.action_done()
        visit.done_on = False
        with self.assertRaisesRegex(UserError, "why the visit is called off"):
            visit.action_call_off()
        with self.assertRaisesRegex(UserError, "stays with its customer"):
            visit.dossier_id = self._create_dossier(self._create_customer("Other"))
        with self.assertRaisesRegex(ValidationError, "cannot visit"):
            visit.visitor_id = self.employee
        for vals in (
            {"day": False},
            {"day": False, "first_on": self._day(5), "last_on": self._day(1)},
        ):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
                with self.cr.savepoint():
                    self._plan(**vals).flush_recordset()

    def test_what_has_ended_stays_as_it_is(self):
        visit = self._plan()
        visit.reason = "The shop is being rebuilt"
        visit.action_call_off()
        self.assertEqual(visit.state, "called_off")
        for call in (visit.action_done, visit.action_call_off):
            with self.assertRaisesRegex(UserError, "has ended"):
                call()
        with self.assertRaisesRegex(UserError, "has ended"):
            visit.report = "I went all the same"
        with self.assertRaises(AccessError):
            visit.unlink()

    def test_a_private_tie_keeps_a_visitor_away(self):
        visit = self._plan()
        self.contributor.partner_id.parent_id = self.partner
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.cr.precommit.clear()
        with self.assertRaises(AccessError):
            visit.with_user(self.contributor).read(["day"])
        with self.assertRaisesRegex(ValidationError, "cannot visit"):
            self._plan()
        self.assertFalse(self.dossier._may_visit(self.contributor))

    def test_the_desk_follows_the_visit(self):
        visit = self._plan()
        activity = visit.sudo().activity_ids
        self.assertEqual(activity.user_id, self.contributor)
        self.assertEqual(activity.res_name, self.partner.name)
        visit.day = self._day(4)
        self.assertEqual(visit.sudo().activity_ids.date_deadline, self._day(4))
        self._report(visit.with_user(self.contributor))
        self.assertFalse(visit.sudo().activity_ids)

    def test_visits_end_with_the_work_and_follow_the_account_manager(self):
        self._run()
        by_hand = self._plan(visitor_id=self.account_manager.id)
        of_another = self._plan(visitor_id=self.archivist.id)
        planned = self._visits() - by_hand - of_another
        self.assertEqual(planned.visitor_id, self.account_manager)
        self.dossier.with_user(self.leader).account_manager_id = False
        self.assertEqual((planned | by_hand).visitor_id, self.contributor)
        self.assertEqual(of_another.visitor_id, self.archivist)
        self.dossier.state = "closed"
        self.assertEqual({*self._visits().mapped("state")}, {"called_off"})

    def test_days_since_the_last_contact(self):
        self.dossier._refresh_figures()
        self.assertFalse(self.dossier.last_contact_on)
        self._report(self._plan(day=self._day(-20)), done_on=self._day(-20))
        self.env["customer.dossier.watch"].with_user(self.leader).create(
            {
                "dossier_id": self.dossier.id,
                "kind": "seen",
                "day": self._day(-1),
                "text": "Heard of them",
            }
        )
        self.dossier._refresh_figures()
        self.env.invalidate_all()
        self.assertEqual(self.dossier.last_contact_on, self._day(-20))
        self.assertEqual(self.dossier.contact_days, 20)

    def test_whoever_went_asked_called_or_was_promised_had_to_do_with_them(self):
        watch = self.env["customer.dossier.watch"].with_user(self.leader)
        for kind, day in (("visit", -15), ("enquiry", -14), ("call", -13)):
            watch.create(
                {
                    "dossier_id": self.dossier.id,
                    "kind": kind,
                    "day": self._day(day),
                    "text": "Something",
                }
            )
            with self.subTest(kind=kind):
                self.assertEqual(self._last_contact(), self._day(day))
        self.env["customer.dossier.promise"].with_user(self.leader).create(
            {
                "dossier_id": self.dossier.id,
                "amount": 10,
                "made_on": self._day(-12),
                "due_on": self._day(9),
            }
        )
        self.assertEqual(self._last_contact(), self._day(-12))

    def _last_contact(self):
        return self.dossier._last_contacts()[self.dossier.id][0]

    def test_no_contact_for_half_a_year_raises_a_signal(self):
        self.dossier._refresh_figures()
        self.assertFalse(self._neglected(), "nobody wrote a contact down")
        self._report(self._plan(day=self._day(-181)), done_on=self._day(-181))
        self.dossier._refresh_figures()
        signal = self._neglected()
        last = str(self._day(-181))
        self.assertEqual(signal.evidence, {"days": 181, "last": last})
        self.assertIn("for 181 days", signal.explanation)
        self._report(self._plan(day=self._day(-180)), done_on=self._day(-180))
        self.dossier._refresh_figures()
        self.assertFalse(self._neglected())

    def _neglected(self):
        self.env.invalidate_all()
        self.dossier._raise_signals()
        return self.dossier.signal_ids.filtered(
            lambda one: one.kind == "no_contact" and one.state != "closed"
        )


@tagged("post_install", "-at_install")
class TestVisitLot(VisitCommon):
    """A day that a lot draws is nobody's to know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grade.write({"visit_kind": "unannounced", "visit_days": 30})

    def setUp(self):
        super().setUp()
        with freeze_time(NOW):
            self._run()
        [self.visit] = self._visits()
        self.drawn = draw(self.visit.seed, self.visit.first_on, self.visit.last_on)

    def test_the_seed_is_closed_to_every_role(self):
        with freeze_time(NOW):
            for user in (self.account_manager, self.archivist, self.leader):
                mine = self.visit.with_user(user)
                self.assertFalse(mine.day)
                self.assertFalse(mine.lot)
                for way in (
                    lambda one: one.read(["seed"]),
                    lambda one: one.search([("seed", "!=", False)]),
                    lambda one: one.search([], order="seed"),
                    lambda one: one.export_data(["seed"]),
                    lambda one: one.formatted_read_group([], ["seed"], []),
                    lambda one: one.write({"seed": "x"}),
                ):
                    with self.assertRaises(UserError):
                        way(mine)

    def test_nobody_chooses_the_day_of_a_lot(self):
        with freeze_time(NOW):
            mine = self.visit.with_user(self.leader)
            for vals in (
                {"day": self._day(1)},
                {"first_on": self._day(1)},
                {"last_on": self._day(1)},
            ):
                with self.subTest(vals), self.assertRaisesRegex(UserError, "a lot"):
                    mine.write(vals)
            for vals in ({"drawn_on": self._day(1)}, {"lot": "x"}, {"fingerprint": ""}):
                with self.subTest(vals), self.assertRaises(AccessError):
                    mine.write(vals)
            mine.report = "I was there"
            with self.assertRaisesRegex(UserError, "not drawn yet"):
                mine.action_done()

    def test_the_visitor_learns_the_day_in_its_morning(self):
        self.visit.visitor_id = self.contributor
        mine = self.Visit.with_user(self.contributor)
        # Ten to midnight in China: still the day before.
        with freeze_time(f"{self.drawn - timedelta(days=1)} 15:50:00"):
            self._run()
            self.assertFalse(self.visit.day)
            self.assertFalse(mine.search([]))
            self.assertFalse(self.visit.activity_ids)
        with freeze_time(f"{self.drawn - timedelta(days=1)} 16:10:00"):
            self._run()
            self.assertEqual(self.visit.day, self.drawn)
            self.assertEqual(mine.search([]), self.visit)
            self.assertEqual(self.visit.activity_ids.date_deadline, self.drawn)

    def test_notice_can_be_given(self):
        self.company.dossier_visit_notice_days = 3
        with self._on(self.drawn - timedelta(days=4)):
            self._run()
            self.assertFalse(self.visit.day)
        with self._on(self.drawn - timedelta(days=3)):
            self._run()
            self.assertEqual(self.visit.day, self.drawn)

    def test_afterwards_everybody_can_check_the_lot(self):
        with self._on(self.drawn):
            self._run()
            kept = self.visit.with_user(self.leader)
            self.assertTrue(kept.lot_holds)
            kept.day = self.drawn + timedelta(days=1)
            self.assertTrue(kept.lot_holds)
            with self.assertRaisesRegex(UserError, "a lot"):
                kept.last_on = self.drawn
        self.visit.lot = f"{self.visit.lot}0"
        self.assertFalse(self.visit.lot_holds)

    def test_a_server_that_slept_makes_up_for_it(self):
        with self._on(self.drawn + timedelta(days=9)):
            self._run()
            self.assertEqual(self.visit.day, self.drawn + timedelta(days=9))
            self.assertEqual(self.visit.drawn_on, self.drawn)
            self.assertEqual(self.visit.state, "planned")

    def test_being_visited_makes_nobody_safe(self):
        with self._on(self.drawn):
            self._run()
            self._report(self.visit.with_user(self.account_manager))
            self._run()
            later = self._visits("planned")
            self.assertEqual(later.first_on, self.drawn + timedelta(days=1))
            self.assertNotEqual(later.fingerprint, self.visit.fingerprint)


@tagged("post_install", "-at_install")
class TestVisitPlan(VisitCommon):
    """The cadence over two years: nothing doubled, nothing missed."""

    def _live(self, dossiers, days, report=True):
        """Run the job every day, sometimes twice, and report what is due on its day.

        The job runs every hour, so once more after a report, on the same day.
        """
        for number in range(days):
            with self._on(TODAY + timedelta(days=number)):
                for _again in range(1 if number % 7 else 2):
                    self._run()
                ahead = dossiers.sudo().visit_ids.filtered(
                    lambda one: one.state == "planned"
                )
                self.assertLessEqual(len(ahead), len(dossiers))
                today = self.company._dossier_today()
                due = ahead.filtered(
                    lambda one, today=today: one.day and one.day <= today
                )
                for visit in due if report else ():
                    self._report(visit)
                if due and report:
                    self._run()

    def _gaps(self, dossier):
        """Days between visits; from the first day lived, and to the one after the last."""
        days = dossier.sudo().visit_ids.filtered("done_on").mapped("done_on")
        lived = [TODAY, *sorted(days), TODAY + timedelta(days=731)]
        return [(after - before).days for before, after in pairwise(lived)]

    def test_two_years_of_visits_none_doubled_and_none_missed(self):
        lot = self.grade.copy(
            {"name": "Risky", "code": "risky", "visit_kind": "unannounced"}
        )
        risky = self._create_dossier(
            self._create_customer("Risky"), state="active", grade_id=lot.id
        )
        self._live(self.dossier | risky, 731)
        planned, drawn = self._gaps(self.dossier), self._gaps(risky)
        self.assertTrue(all(30 <= gap <= 32 for gap in planned[1:-1]), planned)
        self.assertLessEqual(max(planned), 32)
        self.assertTrue(all(1 <= gap <= 59 for gap in drawn), drawn)
        done = risky.sudo().visit_ids.filtered("done_on")
        self.assertTrue(all(done.mapped("lot_holds")))
        self.assertEqual(done.mapped("done_on"), done.mapped("drawn_on"))
        self.assertTrue(all(day.weekday() < 5 for day in done.mapped("done_on")))

    def test_what_nobody_reports_is_missed_and_planned_anew(self):
        self._live(self.dossier, 120, report=False)
        missed = self._visits("missed")
        self.assertGreaterEqual(len(missed), 4)
        for visit in missed:
            self.assertEqual((visit.ended_on - visit.day).days, 8)

    def test_first_visits_are_spread(self):
        dossiers = self.dossier.union(
            *(
                self._create_dossier(
                    self._create_customer(f"Dealer {number}"),
                    state="active",
                    grade_id=self.grade.id,
                )
                for number in range(30)
            )
        )
        with freeze_time(NOW):
            self._run()
        days = dossiers.sudo().visit_ids.mapped("day")
        self.assertEqual(len(days), 31)
        self.assertGreater(len({*days}), 8)

    def test_no_cadence_no_visit(self):
        self.grade.visit_days = 0
        with freeze_time(NOW):
            self._run()
        self.assertFalse(self._visits())

    def test_a_visit_planned_by_hand_counts(self):
        with freeze_time(NOW):
            self._plan(day=self._day(5))
            self._run()
        self.assertEqual(len(self._visits()), 1)

    def test_one_planned_for_later_than_the_cadence_does_not(self):
        with freeze_time(NOW):
            self._plan(day=self._day(self.grade.visit_days + 1))
            self._run()
        self.assertEqual(len(self._visits()), 2)

    def test_no_visit_by_hand_takes_the_place_of_the_lot(self):
        self.grade.visit_kind = "unannounced"
        with freeze_time(NOW):
            self._plan(day=self._day(5))
            self._run()
            self._run()
        self.assertEqual(len(self._visits().filtered("by_cadence")), 1)
        self.assertEqual(len(self._visits()), 2)

    def test_the_questions_of_the_grade_come_along(self):
        with freeze_time(NOW):
            self._run()
        self.assertEqual(self._visits().ask, "Is the stock there?")

    @mute_logger("odoo.addons.customer_dossier.models.customer_dossier_visit_plan")
    def test_a_bad_dossier_costs_itself_only(self):
        other = self._create_dossier(
            self._create_customer("Other"), state="active", grade_id=self.grade.id
        )
        bad = self.dossier.id
        planned = type(self.Visit)._planned

        def stumble(model, row):
            if row.dossier == bad:
                raise ValueError("bad")
            return planned(model, row)

        self.patch(type(self.Visit), "_planned", stumble)
        with freeze_time(NOW):
            self._run()
        self.assertFalse(self._visits())
        self.assertTrue(other.sudo().visit_ids)

    def test_the_server_runs_the_job(self):
        with freeze_time(NOW), self.enter_registry_test_mode():
            self.env.ref("customer_dossier.cron_visits").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(len(self._visits()), 1)

    def test_nobody_runs_the_job_by_hand(self):
        for user in (self.contributor, self.leader, self.manager, self.employee):
            with self.assertRaises(AccessError):
                self.Visit.with_user(user)._cron_visits()

    def test_planning_many_costs_no_more_searches_than_few(self):
        few = self._query_count(self._run)
        self._visits().unlink()
        for number in range(20):
            self._create_dossier(
                self._create_customer(f"Dealer {number}"),
                state="active",
                grade_id=self.grade.id,
            )
        self.assertLessEqual(self._query_count(self._run), few + 6)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitBriefing(VisitCommon):
    """One page before going there, within what its reader may know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.env["customer.dossier.promise"].create(
                {
                    "dossier_id": cls.dossier.id,
                    "amount": 7000,
                    "made_on": cls._day(-30),
                    "due_on": cls._day(-20),
                }
            )
            cls.env["customer.dossier.disagreement"].create(
                {
                    "dossier_id": cls.dossier.id,
                    "topic": "price",
                    "theirs": "Lower prices.",
                    "ours": "One price for all.",
                }
            )
            policy = cls.env["customer.dossier.policy"].create(
                {"name": "Display", "kind": "display", "number": 20}
            )
            policy.date_from = cls._day(-9)
            policy.sudo()._step({"state": "issued"})

    def _words(self, visit, user):
        rows = visit.with_user(user).briefing or []
        return " ".join(f"{row['label']} {row['text']}" for row in rows)

    def test_a_reader_of_the_dossier_reads_it_all(self):
        earlier = self._plan(day=self._day(-10))
        self._report(earlier, report="They complained", done_on=self._day(-10))
        words = self._words(self._plan(), self.account_manager)
        for part in ("7,000", "They complained", "Lower prices.", "Display"):
            self.assertIn(part, words)

    def test_a_contributor_reads_the_service_card_of_an_own_customer_only(self):
        self.env["customer.dossier.need"].create(
            {
                "sheet_id": self.dossier.sheet_ids.filtered(
                    lambda one: one.code == "needs"
                ).id,
                "name": "Faster delivery",
            }
        )
        visit = self._plan()
        words = self._words(visit, self.contributor)
        self.assertIn("Faster delivery", words)
        for part in ("7,000", "Lower prices.", "Display"):
            self.assertNotIn(part, words)
        self.partner.user_id = False
        self.env.invalidate_all()
        self.assertFalse(self._words(visit, self.contributor))

    def test_nobody_else_gets_a_briefing_by_attribute(self):
        visit = self._plan()
        self.assertTrue(visit.with_user(self.leader).briefing)
        for user in (self.auditor, self.manager):
            self.assertFalse(visit.with_user(user).briefing)
