from odoo.tests import freeze_time, tagged

from .revision_common import RevisionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 08:00:00")
class TestRevisionDesk(RevisionCommon):
    """Each revision lies on one desk: that of whoever takes the next step."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.revision = cls.dossier._plan_revisions()

    def _desk(self):
        [activity] = self.revision.activity_ids
        return activity.user_id

    def _remind(self, day):
        with self._on(day), self.enter_registry_test_mode():
            cron = self.env.ref("customer_dossier.cron_remind_revisions")
            cron.method_direct_trigger()

    def test_the_desk_follows_the_steps(self):
        self.assertEqual(self._desk(), self.archivist)
        self._prepare(self.revision)
        self.assertEqual(self._desk(), self.deputy)
        self.revision.with_user(self.deputy).action_return()
        self.assertEqual(self._desk(), self.archivist)
        self.revision.with_user(self.archivist).action_prepare()
        self.revision.with_user(self.deputy).action_verify()
        self.assertIn(self._desk(), self.leader | self.leader2)
        self.revision.with_user(self.leader).action_approve()
        self.assertFalse(self.revision.activity_ids)

    def test_late_revisions_pass_to_the_deputy_and_then_to_a_leader(self):
        for day, level, desk in (
            ("2026-03-06", 0, self.archivist),
            ("2026-03-07", 1, self.archivist),
            ("2026-03-16", 1, self.archivist),
            ("2026-03-17", 2, self.deputy),
            ("2026-03-24", 3, self.leader),
            ("2026-04-24", 3, self.leader),
        ):
            with self.subTest(day=day):
                self._remind(day)
                self.assertEqual(self.revision.escalation, level)
                self.assertEqual(self._desk(), desk)

    def test_the_reminder_says_so_in_neutral_words(self):
        self._remind("2026-03-24")
        activity = self.revision.activity_ids
        words = f"{activity.summary} {activity.note} {activity.res_name}"
        self.assertNotIn(self.partner.name, words)

    def test_another_day_starts_the_count_anew(self):
        self._remind("2026-03-24")
        self.revision.with_user(self.leader).planned_date = "2026-04-20"
        self.assertEqual(self.revision.escalation, 0)
        self.assertEqual(self._desk(), self.archivist)

    def test_finished_revisions_remind_nobody(self):
        self._approve(self.revision)
        self._remind("2026-04-24")
        self.assertFalse(self.revision.activity_ids)

    def test_reminding_takes_the_same_number_of_queries_for_more(self):
        def queries(count):
            dossiers = self.env["customer.dossier"].union(
                *(
                    self._create_dossier(
                        self._create_customer(f"Dealer {number} of {count}"),
                        next_revision_date=f"2026-03-{4 + number:02}",
                    )
                    for number in range(count)
                )
            )
            revisions = dossiers._plan_revisions()
            return self._query_count(revisions._tell)

        queries(1)  # warms the caches
        self.assertEqual(queries(3), queries(9))
