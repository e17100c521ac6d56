from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestServiceRecord(LedgerCommon):
    """Service, complaints and satisfaction: with a day, and with who said it."""

    def _record(self, kind="service", mark="0", day=-5, user=None, **vals):
        said = {"said_by": "Mr. Li"} if mark != "0" else {}
        records = self.env["customer.dossier.service.record"]
        return records.with_user(user or self.account_manager).create(
            {
                "dossier_id": self.dossier.id,
                "kind": kind,
                "text": "Two cases came broken",
                "mark": mark,
                "seen_on": self._day(day),
                **said,
                **vals,
            }
        )

    def test_a_mark_has_a_day_and_somebody_who_gave_it(self):
        self.assertEqual(self._record("asked", "4", text=False).satisfaction, 4.0)
        self.assertIs(self._record().satisfaction, False)
        for vals, words in (
            ({"kind": "asked"}, "one to five stars"),
            ({"mark": "3", "said_by": " "}, "who said"),
            ({"text": " "}, "what was done"),
            ({"day": 1}, "lies in the future"),
        ):
            with self.subTest(words), self.assertRaisesRegex(ValidationError, words):
                self._record(**vals)

    def test_an_entry_stays_as_made_and_a_withdrawn_mark_does_not_count(self):
        record = self._record("asked", "1")
        with self.assertRaisesRegex(UserError, "Withdraw it"):
            record.mark = "5"
        self.assertEqual(self.dossier.satisfaction, 1.0)
        record.remark = "It was another customer"
        record.action_withdraw()
        self.dossier.invalidate_recordset()
        self.assertIs(self.dossier.satisfaction, False)

    def test_a_complaint_is_followed_up_by_somebody_until_a_day(self):
        record = self._record("complaint", "2")
        with self.assertRaises(AccessError):
            record.action_follow_up()
        self.assertFalse(record.need_id)
        action = record.with_user(self.archivist).action_follow_up()
        need = record.need_id
        self.assertEqual(action["res_id"], need.id)
        self.assertEqual((need.kind, need.name), ("complaint", "Two cases came broken"))
        self.assertEqual(need.responsible_id, self.account_manager)
        self.assertEqual(need.deadline, self._day(7))
        self.assertEqual(record.need_state, "open")
        with self.assertRaisesRegex(UserError, "nobody has taken up"):
            record.with_user(self.archivist).action_follow_up()
        need.with_user(self.archivist).outcome = "Replaced"
        need.with_user(self.archivist).action_satisfied()
        self.assertEqual(record.need_state, "satisfied")
        # Whoever may be kept from the needs is not told how they stand.
        for name in ("need_id", "need_state"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                record.with_user(self.credit).read([name])

    def test_a_fall_raises_a_signal_and_too_few_marks_say_nothing(self):
        self.dossier.sudo().state = "active"
        self.dossier._refresh_figures()
        for day in (-400, -300):
            self._record("asked", "5", day)
        self._record("asked", "2", -20)
        self.assertFalse(self._fallen())
        self._record("asked", "3", -10)
        self.assertEqual(self._fallen().evidence, {"now": 2.5, "before": 5.0})
        self.assertIn("2.5 of 5", self._fallen().explanation)
        self._record("asked", "5", -1)
        self._record("asked", "5", -1)
        self._record("asked", "5", -1)
        self.assertFalse(self._fallen())

    def _fallen(self):
        self.dossier._raise_signals()
        return self.dossier.signal_ids.filtered(
            lambda one: one.kind == "satisfaction_fallen" and one.state != "closed"
        )

    def test_readers_of_the_dossier_only(self):
        record = self._record("asked", "4")
        for user in (self.archivist, self.leader):
            self._record(user=user)
            self.assertEqual(record.with_user(user).mark, "4")
        self.assertEqual(record.with_user(self.credit).mark, "4")
        foreign = self._create_user(
            "other",
            "customer_dossier.group_account_manager",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        for user in (self.contributor, self.auditor, self.manager, foreign):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["mark"])
                with self.assertRaises(AccessError):
                    self._record(user=user)
        with self.assertRaises(AccessError):
            self._record(user=self.credit)

    def test_a_list_costs_the_same_for_any_number(self):
        few = self._record("complaint")
        many = few.union(*(self._record("complaint") for _n in range(9)))
        for record in many:
            record.with_user(self.archivist).action_follow_up()
        one = self._query_count(lambda: few.mapped("need_state"))
        self.assertLessEqual(self._query_count(lambda: many.mapped("need_state")), one)
