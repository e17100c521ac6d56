from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from ..models.customer_dossier_provision_gather import segment_key
from .ledger_common import NOW, LedgerCommon
from .oracle import compare


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestInsurance(LedgerCommon):
    """Who stands in for a customer counts from its first day to its last."""

    def setUp(self):
        super().setUp()
        self.dossier.sudo().write(
            {"credit_mode": "limit", "credit_limit": 100000, "guarantees_usable": 7}
        )
        self._invoice(self.partner, 1000, -5)

    def _enter(self, kind="guarantee", amount=400, days=(0, 30), user=None, **vals):
        return (
            self.env["customer.dossier.insurance"]
            .with_user(user or self.credit)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "kind": kind,
                    "issuer": "PICC",
                    "amount": amount,
                    "date_from": self._day(days[0]),
                    "date_until": days[1] is not None and self._day(days[1]),
                    **vals,
                }
            )
        )

    def assertLimit(self, expected, days=0):
        with freeze_time(f"{self._day(days)} 04:00:00"):
            self.dossier.sudo()._settle_terms()
            self.env.invalidate_all()
            self.assertEqual(self.dossier.sudo().credit_limit, expected)

    def assertGuaranteed(self, expected, days=0):
        with freeze_time(f"{self._day(days)} 04:00:00"):
            exposure = self.dossier._exposure()[self.dossier.id]
            self.assertEqual(exposure.guarantees, expected)
            self.assertEqual(compare(self.env, self.dossier), [])

    def test_an_insurance_raises_the_limit_by_what_the_published_formula_says(self):
        # Vector CL-10: A + B × C = 125,000, less B where the exposure has it.
        for included, limit in ((False, 125000), (True, 75000)):
            policy = self._enter("insurance", 50000, percent=50, included=included)
            self.assertLimit(100000, -1)
            self.assertLimit(limit)
            self.assertLimit(limit, 30)
            self.assertLimit(100000, 31)
            self.dossier.sudo().agreed_limit = 200000
            self.assertLimit(limit + 100000)
            self.dossier.sudo().agreed_limit = 100000
            policy.remark = "The premium was not paid"
            policy.action_call_off()
            self.assertLimit(100000)

    def test_a_guarantee_counts_on_its_days_at_its_usable_part(self):
        self.assertGuaranteed(7)
        self._enter(amount=400, percent=50, days=(0, 10))
        self._enter(amount=100.01, percent=33.3, days=(5, None))
        for days, expected in ((0, 200), (5, 233.30), (10, 233.30), (11, 33.30)):
            self.assertGuaranteed(expected, days)

    def test_a_total_entered_by_hand_does_not_come_back_when_a_guarantee_ends(self):
        deed = self._enter(days=(0, 1))
        self.assertGuaranteed(0, 2)
        deed.remark = "Handed back"
        deed.action_call_off()
        self.assertGuaranteed(7)

    def test_a_provision_knows_who_is_secured(self):
        def secured(days=0):
            self.env.flush_all()
            [(key,)] = self.env.execute_query(
                SQL(
                    "SELECT %s FROM customer_dossier d WHERE d.id = %s",
                    segment_key("secured", self._day(days)),
                    self.dossier.id,
                )
            )
            return key

        self.assertEqual(secured(), "secured:1")
        self._enter(days=(-90, -60))
        self.assertEqual(secured(), "secured:0")
        self.assertEqual(secured(-60), "secured:1")
        self._enter(days=(1, None))
        self.assertEqual((secured(), secured(1)), ("secured:0", "secured:1"))

    def test_the_stored_exposure_and_the_print_follow(self):
        self.dossier._refresh_figures()
        self.assertEqual(self.dossier.exposure, 993)
        self.env["customer.dossier.stale"].search([]).unlink()
        self._enter()
        self.env.cr.flush()
        noted = self.env["customer.dossier.stale"].search([])
        self.assertEqual(noted.partner_id, self.partner)
        self.dossier._refresh_figures()
        self.assertEqual(
            (self.dossier.exposure, self.dossier.exposure_secured), (600, 400)
        )

    def test_it_stays_as_it_was_made_until_it_is_called_off(self):
        deed = self._enter()
        for vals in ({"amount": 5}, {"date_until": self._day(90)}, {"percent": 1}):
            with self.assertRaisesRegex(UserError, "stays as it was made"):
                deed.write(vals)
        with self.assertRaises(AccessError):
            deed.called_off = "I say so"
        with self.assertRaisesRegex(UserError, "why it ends"):
            deed.action_call_off()
        deed.remark = "Handed back"
        deed.action_call_off()
        self.assertEqual(deed.state, "called_off")
        with self.assertRaisesRegex(UserError, "over already"):
            deed.action_call_off()
        with self.assertRaises(AccessError):
            deed.unlink()

    def test_nonsense_is_refused(self):
        for vals, words in (
            ({"amount": 0}, "amount_sane"),
            ({"percent": 0}, "percent_sane"),
            ({"percent": 101}, "percent_sane"),
            ({"days": (3, 2)}, "days_ordered"),
        ):
            with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, words):
                with self.cr.savepoint():
                    self._enter(**vals).flush_recordset()
        self.dossier.sudo().credit_mode = "unlimited"
        with self.assertRaisesRegex(ValidationError, "no credit limit"):
            self._enter("insurance")
        self._enter("guarantee")

    def test_credit_and_leaders_enter_readers_read(self):
        deed = self._enter()
        self._enter(user=self.leader)
        for user in (self.account_manager, self.archivist, self.leader):
            self.assertEqual(deed.with_user(user).amount, 400)
        for user in (self.account_manager, self.archivist):
            with self.assertRaises(AccessError):
                self._enter(user=user)
            with self.assertRaises(AccessError):
                deed.with_user(user).action_call_off()
        for user in (self.contributor, self.auditor, self.manager, self.salesperson):
            with self.assertRaises(AccessError):
                deed.with_user(user).read(["amount"])

    def test_guarantees_cost_one_query_whatever_their_number(self):
        dossiers = self.dossier
        for number in range(9):
            dossiers += self._create_dossier(self._create_customer(f"Dealer {number}"))
        for dossier in dossiers:
            self._enter(dossier_id=dossier.id)
        self.env.flush_all()
        costs = []
        for ids in (dossiers[:1].ids, dossiers.ids):
            self.env.invalidate_all()
            batch = self.env["customer.dossier"].browse(ids)
            costs.append(self._query_count(batch._exposure))
        self.assertLessEqual(costs[1], costs[0])
