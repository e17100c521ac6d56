from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .measure_common import MeasureCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestLeverUse(MeasureCommon):
    """Expertise, reward and sanction, deterrence: who used what, and what it moved."""

    def _uses(self):
        return self.env["customer.dossier.lever.use"].with_user(self.leader).search([])

    def _advise(self, **vals):
        vals = {"kind": "order", "amount": 900, "due_on": "2026-07-10", **vals}
        vals |= {"dossier_id": self.dossier.id, "reason": "The festival comes early."}
        advice = self.env["customer.dossier.advice"]
        return advice.with_user(self.account_manager).create(vals)

    def _train(self, **vals):
        vals = {"kind": "training", "dossier_id": self.dossier.id, **vals}
        work = self.env["customer.dossier.work"]
        return work.with_user(self.account_manager).create(vals)

    def _sums(self, *names):
        groups = self._uses()._read_group([], names, ["__count", "moved:avg"])
        return {row[:-2]: row[-2:] for row in groups}

    def test_advice_and_training_use_expertise(self):
        advice = self._advise(given_on="2026-06-29")
        work = self._train(seen_on="2026-06-30")
        self._train(kind="visit")
        self.assertRecordValues(
            self._uses(),
            [
                {
                    "lever": "expertise",
                    "user_id": self.account_manager.id,
                    "dossier_id": self.dossier.id,
                    "used_on": self._date(day),
                    "source": source.display_name,
                    "moved": False,
                }
                for day, source in (("2026-06-30", work), ("2026-06-29", advice))
            ],
        )

    def test_a_measure_uses_its_lever_once_it_works(self):
        self._proposal("cash_only")
        refused = self._proposal("remind").with_user(self.leader)
        refused.words = "Not yet."
        refused.action_refuse()
        self.assertFalse(self._uses())
        measure = self._in_force("limit_cut")
        use = self._uses()
        self.assertEqual(use.lever, "reward_sanction")
        self.assertEqual(use.user_id, self.archivist)
        self.assertEqual(use.source, measure.with_user(self.leader).display_name)
        measure.with_user(self.leader).write({"words": "Paid", "outcome": "Paid."})
        measure.with_user(self.leader).action_end()
        self.assertEqual(self._uses(), use)

    def test_a_later_day_waits_for_it(self):
        self._in_force("limit_cut", date_from="2026-07-05")
        self.assertFalse(self._uses())
        with freeze_time("2026-07-05 12:00:00"):
            self.Measure._cron_days()
            self.assertEqual(self._uses().used_on, self._date("2026-07-05"))

    def test_what_moved_them_is_known_afterwards(self):
        price = self._advise(kind="price")
        self._advise(kind="price").action_not_followed()
        self._advise()
        price.action_followed()
        measure = self._in_force("limit_cut")
        reactions = self.env["customer.dossier.measure.reaction"]
        for reaction in ("objected", "accepted"):
            reactions.with_user(self.account_manager).create(
                {"measure_id": measure.id, "reaction": reaction}
            )
        self.assertEqual(
            self._sums("lever"),
            {("expertise",): (3, 50), ("reward_sanction",): (1, 100)},
        )
        self.assertEqual(
            self._sums("user_id", "dossier_id"),
            {
                (self.account_manager, self.dossier): (3, 50),
                (self.archivist, self.dossier): (1, 100),
            },
        )

    def test_withdrawn_training_no_longer_counts(self):
        work = self._train()
        work.remark = "It was the wrong customer."
        work.action_withdraw()
        self.assertTrue(self._uses().withdrawn)
        domain = self.env.ref("customer_dossier.customer_dossier_lever_action").domain
        self.assertEqual(domain, "[('withdrawn', '=', False)]")

    def test_a_use_opens_what_it_was(self):
        advice, work = self._advise(), self._train()
        measure = self._in_force("limit_cut")
        opened = {
            (action["res_model"], action["res_id"])
            for action in (use.action_open_source() for use in self._uses())
        }
        self.assertEqual(
            opened, {(one._name, one.id) for one in (advice, work, measure)}
        )

    def test_nobody_writes_one_by_hand(self):
        use = self._advise() and self._uses()
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            with self.assertRaises(AccessError):
                use.with_user(user).lever = "deterrence"
            with self.assertRaises(AccessError):
                use.with_user(user).copy()
            with self.assertRaises(AccessError):
                use.with_user(user).unlink()
        for user in (self.contributor, self.auditor, self.manager):
            with self.assertRaises(AccessError):
                use.with_user(user).read(["lever"])
