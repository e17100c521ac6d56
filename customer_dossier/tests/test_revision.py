from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .revision_common import RevisionCommon

SECRETS = ("AAA", "Special", "high", "exposure", "overdue")


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 08:00:00")
class TestRevision(RevisionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.write(
            {
                "rating": "AAA",
                "grade_id": cls.env.ref("customer_dossier.grade_special").id,
            }
        )

    def _run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("customer_dossier.cron_plan_revisions").method_direct_trigger()

    def _planned(self):
        return self.dossier.revision_ids.filtered(lambda line: line.state == "planned")

    def test_the_cron_plans_what_comes_due_and_only_once(self):
        self._run_cron()
        self._run_cron()
        revision = self.dossier.revision_ids
        self.assertRecordValues(
            revision,
            [
                {
                    "name": f"{self.dossier.name}-R01",
                    "state": "planned",
                    "planned_date": self.dossier.next_revision_date,
                    "archivist_id": self.archivist.id,
                }
            ],
        )

    def test_the_cron_leaves_alone_what_is_not_due_not_active_or_archived(self):
        for vals in (
            {"next_revision_date": "2026-03-17"},
            {"next_revision_date": False},
            {"state": "draft"},
            {"active": False},
        ):
            with self.subTest(vals=vals), self.env.cr.savepoint() as savepoint:
                self.dossier.write(vals)
                self._run_cron()
                self.assertFalse(self.dossier.revision_ids)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_the_company_says_how_early_a_revision_appears(self):
        self.dossier.next_revision_date = "2026-03-30"
        self._run_cron()
        self.assertFalse(self.dossier.revision_ids)
        self.company.dossier_revision_notice_days = 28
        self._run_cron()
        self.assertTrue(self.dossier.revision_ids)

    def test_the_cron_works_in_batches_until_all_is_planned(self):
        dossiers = self.dossier
        for number in range(4):
            dossiers |= self._create_dossier(
                self._create_customer(f"Dealer {number}"),
                state="active",
                next_revision_date="2026-03-05",
            )
        cron = self.env.ref("customer_dossier.cron_plan_revisions")
        cron.code = "model._cron_plan(batch=2)"
        self._run_cron()
        self.assertEqual(len(dossiers.revision_ids), 5)

    def test_planning_takes_the_same_number_of_queries_for_more_dossiers(self):
        def queries(count):
            dossiers = self.env["customer.dossier"].union(
                *(
                    self._create_dossier(
                        self._create_customer(f"Dealer {number} of {count}"),
                        next_revision_date="2026-03-05",
                    )
                    for number in range(count)
                )
            )
            return self._query_count(dossiers._plan_revisions)

        queries(1)  # warms the caches
        self.assertEqual(queries(20), queries(60))

    def test_the_archivist_finds_it_among_the_activities_in_neutral_words(self):
        self.dossier._plan_revisions()
        activity = self._planned().activity_ids
        self.assertEqual(activity.user_id, self.archivist)
        self.assertEqual(str(activity.date_deadline), "2026-03-10")
        words = " ".join(
            str(activity[name] or "") for name in ("summary", "note", "res_name")
        )
        for secret in SECRETS:
            self.assertNotIn(secret, words)
        mine = self.env["mail.activity"].with_user(self.archivist)
        self.assertEqual(
            mine.search([("id", "=", activity.id)]).res_name, words.strip()
        )

    def test_planning_leaves_no_message_no_follower_and_no_mail(self):
        def traces():
            return [
                self.env[model].search_count([])
                for model in ("mail.message", "mail.followers", "mail.mail")
            ]

        before = traces()
        self.dossier._plan_revisions()
        self._approve(self._planned())
        self.env.flush_all()
        self.assertEqual(traces(), before)

    def test_the_approval_plans_the_next_one_by_grade(self):
        self.dossier._plan_revisions()
        revision = self._planned()
        self._approve(revision)
        self.assertFalse(revision.activity_ids)
        days = self.dossier.grade_id.revision_days
        self.assertEqual(
            self.dossier.next_revision_date, date(2026, 3, 2) + timedelta(days=days)
        )

    def test_each_grade_has_its_cadence_and_no_grade_two_months(self):
        for grade, day in (
            ("customer_dossier.grade_special", "2026-04-01"),
            ("customer_dossier.grade_general", "2026-05-01"),
            (None, "2026-05-01"),
        ):
            with self.subTest(grade=grade):
                self.dossier.grade_id = grade and self.env.ref(grade)
                self.dossier._plan_next_revision()
                self.assertEqual(str(self.dossier.next_revision_date), day)

    def test_planning_is_no_way_to_postpone(self):
        self.dossier._plan_revisions()
        self.dossier._plan_next_revision()
        self.assertEqual(str(self.dossier.next_revision_date), "2026-03-10")

    def test_a_revision_is_finished_once(self):
        self.dossier._plan_revisions()
        revision = self._planned().with_user(self.archivist)
        revision.action_cancel()
        for step in (revision.action_start, revision.action_cancel):
            with self.assertRaisesRegex(UserError, "Cancelled"):
                step()
        with self.assertRaisesRegex(UserError, "Cancelled"):
            revision.planned_date = "2026-05-01"

    def test_nothing_but_the_day_is_set_by_hand(self):
        self.dossier._plan_revisions()
        for user in (self.archivist, self.leader):
            revision = self._planned().with_user(user)
            for name, value in (
                ("state", "approved"),
                ("approved_on", "2026-01-01"),
                ("approved_by_id", self.leader.id),
                ("prepared_by_id", self.leader.id),
                ("sealed", True),
                ("on_time", 100),
                ("grade_id", self.env.ref("customer_dossier.grade_key").id),
                ("archivist_id", user.id),
                ("number", 9),
            ):
                with (
                    self.subTest(user=user.login, field=name),
                    self.assertRaises(AccessError),
                ):
                    revision.write({name: value})
            with self.assertRaises(AccessError):
                revision.create(
                    {"dossier_id": self.dossier.id, "planned_date": "2026-03-09"}
                )
            with self.assertRaises(AccessError):
                revision.unlink()

    def test_activity_and_dossier_follow_the_day(self):
        self.dossier._plan_revisions()
        self._planned().with_user(self.archivist).planned_date = "2026-03-20"
        deadline = self._planned().activity_ids.date_deadline
        self.assertEqual(str(deadline), "2026-03-20")
        self.assertEqual(str(self.dossier.next_revision_date), "2026-03-20")

    def test_a_planned_revision_goes_with_the_dossier_to_the_new_archivist(self):
        self.dossier._plan_revisions()
        self.dossier.with_user(self.leader).archivist_id = self.leader
        self.assertEqual(self._planned().activity_ids.user_id, self.leader)
        self.dossier.with_user(self.leader).archivist_id = False
        self.assertEqual(self._planned().activity_ids.user_id, self.deputy)
        self.dossier.with_user(self.leader).write(
            {"archivist_id": False, "deputy_id": False}
        )
        self.assertFalse(self._planned().activity_ids)

    def test_the_deputy_stands_in_for_an_archivist_who_has_left(self):
        self.dossier.deputy_id = self.leader
        self.archivist.active = False
        self.dossier._plan_revisions()
        self.assertEqual(self._planned().activity_ids.user_id, self.leader)

    def test_closing_and_archiving_end_the_planned_revision(self):
        for end in ("action_close", "action_archive"):
            with self.subTest(end=end):
                self.dossier.write({"state": "active", "active": True})
                self.dossier._plan_revisions()
                revision = self._planned()
                getattr(self.dossier.with_user(self.archivist), end)()
                self.assertEqual(revision.state, "cancelled")
                self.assertFalse(revision.activity_ids)
