from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import ROLES
from .judged_common import JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestSignalRights(JudgedCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.sudo().write({"state": "active"})
        cls.dossier.figures_id.sudo().write(
            {"as_of": "2026-06-30", "overdue": 500, "oldest_overdue_days": 45}
        )
        cls.signal = cls.dossier._raise_signals()

    def test_readers_of_the_dossier_acknowledge_and_close(self):
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            signal = self.signal.with_user(user)
            self.assertIn("45 days", signal.explanation)
            signal.action_acknowledge()
            self.assertEqual(signal.acknowledged_by_id, user)
            with self.assertRaisesRegex(UserError, "past this step"):
                signal.action_acknowledge()
            for outcome in (False, "  "):
                signal.outcome = outcome
                with self.assertRaisesRegex(UserError, "write down the outcome"):
                    signal.action_close()
            signal.outcome = "Visited, they pay on Friday."
            signal.action_close()
            self.assertEqual((signal.state, signal.closed_by_id), ("closed", user))
            with self.assertRaisesRegex(UserError, "closed signal stays"):
                signal.outcome = "Never mind"
            signal.sudo().write({"state": "open", "outcome": False})

    def test_everybody_else_sees_none(self):
        others = self.contributor, self.auditor, self.manager, self.employee
        for user in (*others, self.salesperson):
            with self.assertRaises(AccessError):
                self.signal.with_user(user).read(["display_name"])
            with self.assertRaises(AccessError):
                self.signal.with_user(user).search([])
            with self.assertRaises(AccessError):
                self.signal.with_user(user).action_acknowledge()

    def test_rules_keep_to_own_customers_and_own_dossiers(self):
        self.dossier.sudo().write(
            {"account_manager_id": self.leader.id, "archivist_id": self.leader.id}
        )
        for user in (self.account_manager, self.archivist):
            self.assertFalse(self.signal.with_user(user).search([]))
            for step in ("action_acknowledge", "action_close"):
                with self.assertRaises(AccessError):
                    getattr(self.signal.with_user(user), step)()

    def test_no_client_writes_what_rules_and_steps_write(self):
        for vals in (
            {"state": "closed"},
            {"evidence": {"days": 1}},
            {"severity": "low"},
            {"owner_id": self.leader.id},
            {"closed_reason": "ended"},
        ):
            with self.assertRaises(AccessError):
                self.signal.with_user(self.leader).write(vals)
        with self.assertRaises(AccessError):
            self.signal.with_user(self.leader).unlink()
        with self.assertRaises(AccessError):
            self.signal.with_user(self.leader).create({"dossier_id": self.dossier.id})

    def test_only_who_keeps_the_dossier_looks_for_signals_by_hand(self):
        action = self.dossier.with_user(self.archivist).action_raise_signals()
        self.assertEqual(self.signal.closed_reason, "ended")
        self.assertEqual(action["res_model"], "customer.dossier.signal")
        self.assertFalse(self.env[action["res_model"]].search(action["domain"]))
        for user in (self.account_manager, self.contributor, self.manager):
            with self.assertRaises(AccessError):
                self.dossier.with_user(user).action_raise_signals()

    def test_looking_is_offered_to_those_only(self):
        action = self.env.ref("customer_dossier.customer_dossier_action_raise_signals")
        for role in ROLES:
            Actions = self.env["ir.actions.actions"].with_user(getattr(self, role))
            offered = Actions.get_bindings("customer.dossier").get("action", ())
            ids = [entry["id"] for entry in offered]
            with self.subTest(role=role):
                self.assertEqual(action.id in ids, role in ("archivist", "leader"))

    def test_administrators_keep_the_rules_and_readers_read_them(self):
        rule = self.env.ref("customer_dossier.signal_rule_overdue")
        rule.with_user(self.manager).threshold = 40
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            self.assertEqual(rule.with_user(user).threshold_unit, "days overdue")
            with self.assertRaises(AccessError):
                rule.with_user(user).write({"threshold": 1})
        for user in (self.contributor, self.auditor, self.employee, self.salesperson):
            with self.assertRaises(AccessError):
                rule.with_user(user).read(["threshold"])

    def test_nonsense_in_a_rule_is_refused_by_name(self):
        rule = self.env.ref("customer_dossier.signal_rule_overdue")
        for vals in (
            {"threshold": -1},
            {"min_amount": float("nan")},
            {"threshold": float("inf")},
            {"cool_off_days": -1},
        ):
            with self.assertRaisesRegex(ValidationError, "Overdue for more"):
                with self.cr.savepoint():
                    rule.write(vals)

    def test_another_company_is_out_of_sight(self):
        dossier = self._second_company_dossier()
        dossier.sudo().state = "active"
        self._set_figures(
            dossier, as_of="2026-06-30", overdue=5, oldest_overdue_days=50
        )
        signal = dossier._raise_signals()
        here = signal.with_user(self.leader).with_context(
            allowed_company_ids=self.company.ids
        )
        self.assertEqual(here.search([]), self.signal)
        with self.assertRaises(AccessError):
            here.read(["state"])
