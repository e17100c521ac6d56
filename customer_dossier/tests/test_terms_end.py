from psycopg2.errors import RaiseException

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTermsEnd(HoldCommon):
    """A mode or payment terms until a day: afterwards what stood before stands again."""

    def _grant(self, first=0, last=None, **vals):
        request = (
            self.env["customer.dossier.terms.request"]
            .with_user(self.credit)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "kind": "mode",
                    "credit_mode": "cash_only",
                    "reason": "Until their new bank is known",
                    "date_from": self._day(first),
                    "date_until": last is not None and self._day(last),
                    **vals,
                }
            )
        )
        request.with_user(self.leader).action_approve()
        return request.sudo()

    def _on_day(self, days):
        with freeze_time(self._day(days)):
            self.env["customer.dossier.terms.request"]._cron_enforce()

    def assertMode(self, mode):
        self.assertEqual(self.dossier.agreed_mode, mode)
        self.assertEqual(self.dossier.credit_mode, mode)

    def test_it_is_over_after_its_last_day(self):
        request = self._grant(last=5)
        self.assertEqual(request.mode_replaced, "limit")
        for day in (0, 5):
            self._on_day(day)
            self.assertMode("cash_only")
        for _again in range(2):
            self._on_day(6)
            self.assertMode("limit")
            self.assertEqual(request.state, "ended")

    def test_payment_terms_end_as_well(self):
        partner = self.partner.with_company(self.company)
        partner.property_payment_term_id = self.env.ref(
            "account.account_payment_term_30days"
        )
        longer = self.env.ref("account.account_payment_term_45days")
        request = self._grant(
            last=5, kind="payment", payment_term_id=longer.id, credit_mode=False
        )
        self.assertEqual(partner.property_payment_term_id, longer)
        self._on_day(6)
        self.assertEqual(
            partner.property_payment_term_id, request.payment_term_replaced_id
        )
        self.assertEqual(request.state, "ended")

    def test_without_a_last_day_it_stays(self):
        request = self._grant()
        self._on_day(400)
        self.assertMode("cash_only")
        self.assertEqual(request.state, "in_force")

    def test_what_was_agreed_meanwhile_is_not_lost(self):
        request = self._grant(last=5)
        self.dossier.agreed_mode = "unlimited"
        self._on_day(6)
        self.assertMode("unlimited")
        self.assertEqual(request.state, "ended")

    def test_what_came_on_top_for_good_stays(self):
        self._grant(last=5)
        self._grant(first=2)
        self._on_day(2)
        self._on_day(6)
        self.assertMode("cash_only")

    def test_two_on_top_of_each_other_in_any_order(self):
        for first, second in ((10, 5), (5, 10)):
            with self.subTest(first=first, second=second):
                self._grant(last=first)
                self._grant(last=second, credit_mode="unlimited")
                self.assertMode("unlimited")
                self._on_day(6)
                self.assertMode("cash_only" if second == 5 else "unlimited")
                self._on_day(11)
                self.assertMode("limit")

    def test_both_over_at_once(self):
        self._grant(last=5)
        self._grant(last=4, credit_mode="unlimited")
        self._on_day(60)
        self.assertMode("limit")

    @mute_logger("odoo.sql_db")
    def test_an_ended_one_is_never_changed_again(self):
        request = self._grant(last=5)
        self._on_day(6)
        for query in ("UPDATE %s SET reason = 'x'", "DELETE FROM %s"):
            with self.assertRaises(RaiseException), self.cr.savepoint():
                self.cr.execute(f"{query % request._table} WHERE id = %s", [request.id])
