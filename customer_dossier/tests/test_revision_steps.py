from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .revision_common import RevisionCommon

SIGNED = ("prepared", "verified", "approved")


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 08:00:00")
class TestRevisionSteps(RevisionCommon):
    """A revision goes through the hands of three people, section by section."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.revision = cls.dossier._plan_revisions()

    def test_three_people_sign_and_then_it_is_in_force(self):
        self._approve(self.revision)
        self.assertRecordValues(
            self.revision,
            [
                {
                    "state": "approved",
                    "prepared_by_id": self.archivist.id,
                    "verified_by_id": self.deputy.id,
                    "approved_by_id": self.leader.id,
                    "on_time": 100,
                    "days_late": 0,
                    "grade_id": self.dossier.grade_id.id,
                    "assessment_id": self.dossier.assessment_id.id,
                }
            ],
        )

    def test_nobody_signs_twice_and_the_message_says_who_may(self):
        self._prepare(self.revision)
        with self.assertRaisesRegex(UserError, "Deputy"):
            self.revision.with_user(self.archivist).action_verify()
        self.revision.with_user(self.leader).action_verify()
        with self.assertRaisesRegex(UserError, "Leader2") as caught:
            self.revision.with_user(self.leader).action_approve()
        self.assertNotIn("Archivist", str(caught.exception))
        self.revision.with_user(self.leader2).action_approve()
        self.assertEqual(self.revision.approved_by_id, self.leader2)

    def test_when_nobody_is_left_to_sign_the_message_says_so(self):
        self._prepare(self.revision)
        self.revision.with_user(self.leader).action_verify()
        self.leader2.active = False
        with self.assertRaisesRegex(UserError, "Nobody else"):
            self.revision.with_user(self.leader).action_approve()

    def test_the_same_hand_is_found_behind_sudo_and_the_system_signs_nothing(self):
        self._prepare(self.revision)
        with self.assertRaises(UserError):
            self.revision.with_user(self.archivist).sudo().action_verify()
        with self.assertRaises(AccessError):
            self.env["customer.dossier.revision"].browse(
                self.revision.id
            ).sudo().action_verify()

    def test_who_becomes_the_keeper_in_between_signs_once_all_the_same(self):
        self._prepare(self.revision)
        self.dossier.with_user(self.leader).write(
            {"archivist_id": self.deputy.id, "deputy_id": self.archivist.id}
        )
        with self.assertRaises(UserError):
            self.revision.with_user(self.archivist).action_verify()

    def test_only_leaders_approve_and_only_keepers_work(self):
        for role in ("account_manager", "credit", "auditor", "contributor", "manager"):
            revision = self.revision.with_user(getattr(self, role))
            for step in ("start", "prepare", "verify", "approve", "return", "cancel"):
                with self.subTest(role=role, step=step), self.assertRaises(AccessError):
                    getattr(revision, f"action_{step}")()
        self._prepare(self.revision)
        self.revision.with_user(self.leader).action_verify()
        with self.assertRaises(AccessError):
            self.revision.with_user(self.deputy).action_approve()

    def test_steps_come_in_their_order(self):
        revision = self.revision.with_user(self.leader)
        for step in (
            revision.action_prepare,
            revision.action_verify,
            revision.action_approve,
            revision.action_return,
        ):
            with self.assertRaisesRegex(UserError, "Planned"):
                step()
        revision.action_start()
        with self.assertRaisesRegex(UserError, "In work"):
            revision.action_start()

    def test_starting_lays_out_every_section_once(self):
        revision = self.revision.with_user(self.archivist)
        revision.action_start()
        self.assertEqual(
            sorted(revision.line_ids.section_id.mapped("code")),
            sorted(self.dossier.sheet_ids.mapped("code")),
        )

    def test_an_undecided_section_is_named(self):
        revision = self.revision.with_user(self.archivist)
        revision.action_start()
        (revision.line_ids - self._line(revision, "capacity")).action_verified()
        with self.assertRaisesRegex(UserError, "Market capacity"):
            revision.action_prepare()

    def test_deciding_signs_the_section_in_the_own_name(self):
        revision = self.revision.with_user(self.archivist)
        revision.action_start()
        self._line(revision, "identity").action_verified()
        self.assertEqual(self._sheet("identity").verified_by_id, self.archivist)
        self._line(revision, "capacity").action_not_applicable()
        self.assertTrue(self._sheet("capacity").not_applicable)
        self.assertEqual(self._line(revision, "capacity").outcome, "not_applicable")

    def test_changed_wants_a_change_or_a_word_about_it(self):
        revision = self.revision.with_user(self.archivist)
        revision.action_start()
        line = self._line(revision, "identity")
        with self.assertRaisesRegex(UserError, "Nothing in"):
            line.action_changed()
        line.comment = "New licence seen"
        line.action_changed()
        self.assertEqual(line.outcome, "changed")

    def test_outcomes_are_set_by_steps_only_and_comments_by_keepers(self):
        self.revision.with_user(self.archivist).action_start()
        for role in ("archivist", "leader"):
            with self.assertRaises(AccessError):
                self._line(self.revision, "identity", getattr(self, role)).write(
                    {"outcome": "verified"}
                )
        for role in ("account_manager", "credit"):
            line = self._line(self.revision, "identity", getattr(self, role))
            with self.assertRaises(AccessError):
                line.comment = "Mine"
            with self.assertRaises(AccessError):
                line.action_verified()

    def test_outsiders_learn_no_state_from_a_refusal(self):
        self.revision.with_user(self.archivist).action_start()
        line = self._line(self.revision, "identity")
        for user in (self.employee, self.contributor, self.credit, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError) as told:
                line.with_user(user).write({"comment": "x"})
            self.assertNotIn(self.revision.name, str(told.exception))

    def test_what_is_prepared_is_not_worked_on_until_it_is_sent_back(self):
        self._prepare(self.revision)
        line = self._line(self.revision, "identity")
        with self.assertRaisesRegex(UserError, "Prepared"):
            line.action_changed()
        with self.assertRaisesRegex(UserError, "Prepared"):
            line.comment = "Late"
        self.revision.with_user(self.deputy).action_return()
        self.assertFalse(self.revision.prepared_by_id)
        line.comment = "In time"
        self.revision.with_user(self.archivist).action_prepare()
        self.assertEqual(self.revision.round, 2)

    def test_confidential_lines_are_hidden_from_account_managers(self):
        self.revision.with_user(self.archivist).action_start()
        for role, codes in (
            ("account_manager", {"credit", "competitors"}),
            ("credit", {"products", "needs", "competitors"}),
        ):
            found = self.env["customer.dossier.revision.line"].with_user(
                getattr(self, role)
            )
            lines = found.search([("revision_id", "=", self.revision.id)])
            self.assertTrue(lines)
            self.assertFalse(codes & set(lines.section_id.mapped("code")))
        with self.assertRaises(AccessError):
            self.env["customer.dossier.revision.line"].with_user(self.auditor).search(
                []
            )

    def test_auditors_see_state_and_hands_but_neither_grade_nor_remarks(self):
        self._approve(self.revision)
        revision = self.revision.with_user(self.auditor)
        self.assertEqual(revision.read(["state"])[0]["state"], "approved")
        for name in ("grade_id", "assessment_id", "remark", "territory_id"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                revision.read([name])

    def test_findings_and_lateness_are_counted(self):
        self.revision.with_user(self.archivist).planned_date = "2026-02-20"
        revision = self.revision.with_user(self.archivist)
        revision.action_start()
        line = self._line(revision, "identity")
        line.comment = "Moved house"
        line.action_changed()
        self._decide(revision)
        revision.action_prepare()
        revision.with_user(self.deputy).action_verify()
        revision.with_user(self.leader).action_approve()
        self.assertEqual(
            (revision.on_time, revision.days_late, revision.changed_count), (0, 10, 1)
        )

    def test_steps_of_many_take_a_constant_number_of_queries(self):
        def queries(count):
            dossiers = self.env["customer.dossier"].union(
                *(
                    self._create_dossier(
                        self._create_customer(f"Dealer {number} of {count}"),
                        next_revision_date="2026-03-05",
                        state="active",
                    )
                    for number in range(count)
                )
            )
            revisions = dossiers._plan_revisions().with_user(self.archivist)
            return self._query_count(revisions.action_start)

        queries(1)  # warms the caches
        self.assertEqual(queries(3), queries(9))
