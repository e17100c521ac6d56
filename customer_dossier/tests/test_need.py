from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import Form, freeze_time, tagged

from .common import DossierCommon

TODAY = "2026-03-02"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 12:00:00")
class TestNeed(DossierCommon):
    """A need is followed from hearing of it to its end, by somebody and until a day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sheet = cls.dossier.sheet_ids.filtered(lambda one: one.code == "needs")

    def _need(self, user=None, **vals):
        Need = self.env["customer.dossier.need"].with_user(user or self.archivist)
        return Need.create(
            {"sheet_id": self.sheet.id, "name": "Gift boxes of 500 ml", **vals}
        )

    def test_a_need_goes_from_open_to_satisfied_with_days_and_names(self):
        need = self._need()
        need.action_take()
        self.assertEqual(need.state, "working")
        self.assertEqual((need.taken_by_id, need.responsible_id), 2 * (self.archivist,))
        need.outcome = "Delivered with order 17"
        need.with_user(self.leader).action_satisfied()
        self.assertEqual(need.state, "satisfied")
        self.assertEqual(str(need.satisfied_on), TODAY)
        self.assertEqual(need.ended_by_id, self.leader)

    def test_nothing_ends_without_a_word(self):
        need = self._need(outcome="  ")
        for step in ("action_satisfied", "action_drop"):
            with (
                self.subTest(step=step),
                self.assertRaisesRegex(UserError, "Gift boxes"),
            ):
                getattr(need, step)()
        need.outcome = "They changed their mind"
        need.action_drop()
        self.assertEqual(need.state, "dropped")
        self.assertFalse(need.satisfied_on)

    def test_what_ended_is_taken_up_again(self):
        need = self._need(outcome="Delivered")
        need.action_satisfied()
        need.action_reopen()
        self.assertEqual(need.state, "open")
        self.assertFalse(need.satisfied_on or need.ended_by_id)
        self.assertEqual(need.outcome, "Delivered")

    def test_steps_are_refused_where_they_do_not_fit(self):
        need = self._need(outcome="Delivered")
        with self.assertRaises(UserError):
            need.action_reopen()
        need.action_take()
        with self.assertRaises(UserError):
            need.action_take()
        preference = self._need(kind="preference")
        for step in ("action_take", "action_satisfied", "action_drop"):
            with self.subTest(step=step), self.assertRaises(UserError):
                getattr(preference, step)()

    def test_a_batch_goes_all_or_not_at_all(self):
        needs = self._need() | self._need(outcome="Delivered")
        with self.assertRaises(UserError):
            needs.action_satisfied()
        self.assertEqual(set(needs.mapped("state")), {"open"})

    def test_steps_and_states_are_the_keepers_and_never_a_form_s(self):
        need = self._need(outcome="Delivered")
        for role in ("account_manager", "credit", "contributor"):
            for step in ("action_take", "action_satisfied", "action_drop"):
                with self.subTest(role=role, step=step), self.assertRaises(AccessError):
                    getattr(need.with_user(getattr(self, role)), step)()
        for name, value in (("state", "satisfied"), ("taken_on", TODAY)):
            with self.subTest(field=name), self.assertRaises(AccessError):
                need[name] = value
        with self.assertRaises(AccessError):
            self._need(state="satisfied")

    def test_a_keeper_fills_the_form(self):
        with Form(
            self.env["customer.dossier.need"]
            .with_user(self.archivist)
            .with_context(default_sheet_id=self.sheet.id)
        ) as form:
            form.name = "Storage for 200 boxes"
            form.kind = "help"
        self.assertEqual(form.record.state, "open")

    def test_our_steps_leave_the_verification_alone(self):
        need = self._need(outcome="Delivered")
        need._verify()
        need.deadline = "2026-03-20"
        need.action_take()
        need.action_satisfied()
        self.assertTrue(need.verified_on)
        need.name = "Gift boxes of 100 ml"
        self.assertFalse(need.verified_on)

    def test_overdue_needs_surface_and_ended_ones_do_not(self):
        late = self._need(deadline="2026-03-01", outcome="Delivered")
        due = self._need(deadline=TODAY)
        self.assertEqual((late | due).mapped("overdue"), [True, False])
        Need = self.env["customer.dossier.need"].with_user(self.account_manager)
        pending = Need._pending_domain() & Domain("deadline", "<", "today")
        self.assertEqual(Need.search(pending), late)
        late.action_satisfied()
        self.assertFalse(late.overdue)

    def test_whoever_is_responsible_has_it_on_the_desk_in_neutral_words(self):
        need = self._need(responsible_id=self.leader.id, deadline="2026-03-20")
        activity = need.sudo().activity_ids
        self.assertEqual(activity.user_id, self.leader)
        self.assertEqual(str(activity.date_deadline), "2026-03-20")
        # All that the activity keeps after its owner has lost the access, res_name too.
        self.assertNotIn("Gift", str(activity.read()))
        need.responsible_id = self.archivist
        self.assertEqual(need.sudo().activity_ids.user_id, self.archivist)
        need.outcome = "Delivered"
        need.action_satisfied()
        self.assertFalse(need.sudo().activity_ids)

    def test_whoever_may_not_read_the_archive_gets_no_activity(self):
        need = self._need(responsible_id=self.contributor.id, deadline="2026-03-20")
        self.assertEqual(need.responsible_id, self.contributor)
        self.assertFalse(need.sudo().activity_ids)

    def test_our_promise_names_who_keeps_it_and_by_when(self):
        for vals in ({}, {"responsible_id": self.archivist.id}, {"deadline": TODAY}):
            with self.subTest(vals=vals):
                with self.assertRaisesRegex(ValidationError, "who answers"):
                    self._need(kind="promise", **vals)
        promise = self._need(
            kind="promise", responsible_id=self.archivist.id, deadline="2026-03-09"
        )
        self.assertEqual(promise.sudo().activity_ids.user_id, self.archivist)
        with self.assertRaisesRegex(ValidationError, "who answers"):
            promise.deadline = False

    def test_what_is_overdue_goes_to_another_keeper_once_in_neutral_words(self):
        late = self._need(responsible_id=self.archivist.id, deadline="2026-03-01")
        alone = self._need(deadline="2026-03-01")
        due = self._need(responsible_id=self.archivist.id, deadline=TODAY)
        self._remind()
        self.assertEqual(self._told(late | alone), 2 * [self.account_manager])
        self.assertFalse(self._told(due))
        self.assertNotIn("Gift", str(late.sudo().activity_ids.read()))
        self._remind()
        self.assertEqual(len(self._told(late)), 1)
        late.deadline = "2026-03-01"
        self.assertFalse(self._told(late))
        self._remind()
        self.assertEqual(self._told(late), [self.account_manager])
        late.outcome = "Delivered"
        late.action_satisfied()
        self.assertFalse(late.sudo().activity_ids)

    def test_one_need_that_fails_costs_itself_only(self):
        bad = self._need(deadline="2026-02-01")
        good = self._need(deadline="2026-03-01")
        Need = self.env.registry["customer.dossier.need"]
        tell = Need._tell_late

        def fail(need):
            return tell(need) if need != bad else 1 / 0

        with (
            patch.object(Need, "_tell_late", fail),
            self.assertLogs(
                "odoo.addons.customer_dossier.models.customer_dossier_need_late",
                "ERROR",
            ),
        ):
            self._remind()
        self.assertTrue(self._told(good))
        self.assertFalse(self._told(bad))

    def test_nobody_runs_the_reminder_as_themselves(self):
        for user in (self.leader, self.archivist, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["customer.dossier.need"].with_user(user)._cron_remind_late()

    def test_the_dossier_counts_what_its_reader_may_read(self):
        self._need(deadline="2026-03-01")
        self._need(kind="complaint")
        self._need(kind="preference")
        dossier = self.dossier.with_user(self.account_manager)
        counts = (dossier.open_need_count, dossier.late_need_count)
        self.assertEqual(counts, (2, 1))
        self.assertEqual(dossier.action_view_needs()["domain"][0][2], dossier.id)
        self.sheet.section_id.for_credit = False
        credit = self.dossier.with_user(self.credit)
        self.assertEqual((credit.open_need_count, credit.late_need_count), (0, 0))
        late = [("need_ids", "any", [("deadline", "<", "today")])]
        Dossier = self.env["customer.dossier"]
        self.assertIn(dossier, Dossier.with_user(self.account_manager).search(late))
        self.assertNotIn(dossier, Dossier.with_user(self.credit).search(late))

    def _remind(self):
        self.env["customer.dossier.need"].sudo()._late()._remind_late()

    def _told(self, needs):
        kind = self.env.ref("customer_dossier.activity_need_late")
        activities = needs.sudo().activity_ids
        return [one.user_id for one in activities if one.activity_type_id == kind]
