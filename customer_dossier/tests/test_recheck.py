from odoo.exceptions import AccessError
from odoo.tests import tagged

from .submission_common import SubmissionCommon


@tagged("post_install", "-at_install")
class TestRecheck(SubmissionCommon):
    """A change at the customer's makes us look again at what it touches."""

    def setUp(self):
        super().setUp()
        self.change = self.env.ref("customer_dossier.change_ownership")
        kept = self._verified(change_id=self.change.id)
        kept.action_file_note()
        self.kept = kept
        self.rechecks = self._rechecks()

    def _rechecks(self):
        return (
            self.env["customer.dossier.recheck"]
            .with_user(self.archivist)
            .search([("dossier_id", "=", self.dossier.id)], order="id")
        )

    def test_a_new_owner_asks_for_a_second_look(self):
        self.assertEqual(self.rechecks.section_id, self.change.section_ids)
        self.assertEqual(self.rechecks.submission_id, self.kept)
        self.assertEqual(set(self.rechecks.mapped("state")), {"todo"})
        reminders = self.rechecks.activity_ids
        self.assertEqual(reminders.user_id, self.archivist)
        self.assertEqual(len(reminders), 3)
        self.assertEqual(reminders[0].res_name, f"Re-check {reminders[0].res_id}")

    def test_a_second_change_asks_for_no_section_twice(self):
        self._verified(change_id=self.change.id).action_file_note()
        person = self.env.ref("customer_dossier.change_person")
        self._verified(change_id=person.id).action_file_note()
        sections = self._rechecks().section_id
        self.assertEqual(len(self._rechecks()), len(sections))
        self.assertIn(self._section("needs"), sections)

    def test_done_is_signed_and_takes_the_reminder_away(self):
        first = self.rechecks[0]
        first.outcome = "Same owner after all"
        first.action_done()
        self.assertEqual((first.state, first.done_by_id), ("done", self.archivist))
        self.assertFalse(first.activity_ids)
        self.assertEqual(len(self.rechecks.activity_ids), 2)

    def test_signing_the_section_is_looking_again(self):
        self._sheet("credit").action_verify()
        done = self.rechecks.filtered(lambda one: one.state == "done")
        self.assertEqual(done.section_id, self._section("credit"))

    def test_account_managers_see_theirs_and_sign_nothing(self):
        seen = self.rechecks.with_user(self.account_manager).search([])
        self.assertEqual(
            seen.section_id, self._section("identity") | self._section("organisation")
        )
        with self.assertRaises(AccessError):
            seen.action_done()
        with self.assertRaises(AccessError):
            self.rechecks[0].state = "done"
