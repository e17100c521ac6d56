from odoo.tests import freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW
from .measure_common import MeasureCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestMeasureHold(MeasureCommon, HoldCommon):
    """What measures do to credit terms is enforced on orders, and no longer than that."""

    def test_a_cash_customer_s_order_waits_until_the_measure_ends(self):
        measure = self._in_force("cash_only")
        order = self._quotation(500)
        order.action_confirm()
        self.assertHeld(order, "not_prepaid")
        self._end(measure)
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_a_cut_limit_holds_what_it_used_to_let_through(self):
        measure = self._in_force("limit_cut")
        order = self._quotation(800)
        order.action_confirm()
        self.assertHeld(order, "over_limit")
        measure.with_user(self.leader).words = "It was another shop."
        measure.with_user(self.leader).action_revert()
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_a_customer_we_have_parted_with_is_not_supplied_by_accident(self):
        measure = self._settled()
        self._end(measure)
        self.assertRecordValues(
            self.dossier,
            [
                {
                    "state": "closed",
                    "active": False,
                    "closed_by_id": self.leader.id,
                    "close_reason": f"We have parted: {measure.display_name}",
                }
            ],
        )
        order = self._quotation(1)
        order.action_confirm()
        self.assertHeld(order, "stopped")

    def test_a_reason_to_close_that_was_given_before_stays(self):
        measure = self._settled()
        self.dossier.with_user(self.leader)._bid_farewell("They went bankrupt.")
        self._end(measure)
        self.assertEqual(self.dossier.close_reason, "They went bankrupt.")

    def test_stopped_supply_holds_every_order(self):
        self.company.dossier_deterrent_cooling_days = 0
        self._try_lighter("remind", "cash_only")
        measure = self._in_force("stop_supply")
        order = self._quotation(1)
        order.action_confirm()
        self.assertHeld(order, "stopped")
        self._end(measure)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
