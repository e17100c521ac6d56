from odoo.tests import freeze_time, tagged

from .ledger_common import NOW
from .policy_common import PolicyCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestGauges(PolicyCommon):
    """Relation and control, side by side, each from what is known."""

    def _gauges(self):
        self.dossier._refresh_figures()
        return self.dossier.relation, self.dossier.control, self.dossier.quadrant

    def test_too_little_known_is_no_gauge_and_not_zero(self):
        self.assertEqual(self._gauges(), (False, False, "unknown"))
        self.dossier.cooperation = "9"
        self.assertEqual(self._gauges(), (False, False, "unknown"))

    def test_relation_and_control_are_not_mixed(self):
        self.dossier.cooperation = "9"
        self._invoice(self.partner, 100, -400)
        self._invoice(self.partner, 150, -10)
        self._policy(amount=500)
        self._price(1)
        self.env["customer.dossier.work"].create(
            {"dossier_id": self.dossier.id, "kind": "collecting"}
        )
        relation, control, quadrant = self._gauges()
        self.assertGreater(relation, 80)
        self.assertLess(control, 50)
        self.assertEqual(quadrant, "pampered")
        words = self.dossier.with_user(self.account_manager).gauge_words
        self.assertIn("cooperation 90 (weight 3)", words)
        self.assertIn("market policies kept 0 (weight 3)", words)

    def test_a_second_refresh_gives_the_same_row(self):
        self.dossier.cooperation = "9"
        self._price(1)
        first = (*self._gauges(), self.dossier.gauge_parts)
        self.assertEqual((*self._gauges(), self.dossier.gauge_parts), first)

    def test_they_cost_the_same_for_any_number(self):
        other = self._create_dossier(self._create_customer("Mianyang Spirits"))
        (self.dossier + other)._refresh_figures()
        one = self._query_count(lambda: self.dossier._refresh_gauges())
        both = self.dossier + other
        self.assertLessEqual(self._query_count(lambda: both._refresh_gauges()), one)
