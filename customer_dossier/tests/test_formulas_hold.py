from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.formulas.hold import (
    CHECKS,
    SEVERITIES,
    Release,
    Standing,
    is_worse,
    reasons,
)


@tagged("-at_install", "post_install", "formulas")
class TestFormulasHold(BaseCase):
    """What is exactly as much as allowed passes, a cent more is held."""

    def assertHeld(self, code, threshold, held, passing, amount=100, **order):
        """``code`` holds an order of ``amount`` for one standing and not for others."""
        for standing, expected in [(held, [code]), *((one, []) for one in passing)]:
            with self.subTest(code, standing=standing):
                found = reasons(standing, amount, {code: threshold}, **order)
                self.assertEqual(found, expected)

    def test_a_customer_of_whom_nothing_is_known_owes_nothing(self):
        every = dict.fromkeys(CHECKS, 0) | {"over_limit": 100}
        del every["order_size"]
        self.assertEqual(reasons(Standing("unlimited"), 100, every), [])
        self.assertEqual(reasons(Standing("limit"), 1, every), ["over_limit"])
        self.assertEqual(reasons(Standing("limit", 100), 100, every), [])
        self.assertEqual(reasons(Standing("cash_only"), 100, every), ["not_prepaid"])

    def test_a_limit_may_be_used_up(self):
        self.assertHeld(
            "over_limit",
            110,
            Standing("limit", 1000, net=1000.01),
            [
                Standing("limit", 1000, net=1000),
                Standing("limit", 1000, net=None),
                Standing("unlimited", 1000, net=9000),
            ],
        )

    def test_a_group_may_use_up_what_it_has_left(self):
        self.assertHeld(
            "over_group",
            0,
            Standing("limit", group_headroom=99.99),
            [Standing("limit", group_headroom=100), Standing("limit")],
        )

    def test_who_pays_ahead_pays_the_whole_order(self):
        self.assertHeld(
            "not_prepaid",
            0,
            Standing("cash_only", cash=-99.99),
            [
                Standing("cash_only", cash=-100),
                Standing("cash_only", cash=None),
                Standing("limit", cash=50),
            ],
        )

    def test_terms_may_be_longer_by_the_days_allowed(self):
        agreed = Standing("limit", term_days=30)
        for asked, found in ((45, []), (46, ["terms_worse"]), (None, [])):
            self.assertEqual(reasons(agreed, 5, {"terms_worse": 15}, asked), found)
        self.assertEqual(reasons(Standing("limit"), 5, {"terms_worse": 15}, 99), [])

    def test_what_is_overdue_may_reach_the_threshold(self):
        days = [Standing("limit", oldest=30), Standing("limit", oldest=None)]
        self.assertHeld("overdue_days", 30, Standing("limit", oldest=31), days)
        owed = Standing("limit", overdue=50)
        self.assertHeld("overdue_amount", 50, Standing("limit", overdue=50.01), [owed])
        self.assertEqual(reasons(owed, 50.01, {"order_size": 50}), ["order_size"])
        self.assertEqual(reasons(owed, 50, {"order_size": 50}), [])

    def test_signals_and_ratings_hold_from_their_place_on(self):
        for severity, found in zip(
            (*SEVERITIES, None), ([], ["signalled"], ["signalled"], []), strict=True
        ):
            standing = Standing("limit", severity=severity)
            self.assertEqual(reasons(standing, 5, {"signalled": 1}), found)
        for rating, found in (("B", []), ("C", ["rated_low"]), ("N", []), (None, [])):
            standing = Standing("limit", rating=rating)
            self.assertEqual(reasons(standing, 5, {"rated_low": 4}), found)

    def test_what_adds_nothing_is_held_by_a_stop_alone(self):
        standing = Standing("limit", stopped=True, oldest=99)
        checks = {"stopped": 0, "overdue_days": 30}
        for amount in (0, -5):
            self.assertEqual(reasons(standing, amount, checks), ["stopped"])
        self.assertEqual(reasons(standing, 0.01, checks), ["stopped", "overdue_days"])

    def test_a_release_lasts_while_nothing_became_worse(self):
        release = Release(1000, exposure=500)
        for net, amount, worse in (
            (500, 1000, False),
            (None, 1000, False),
            (500, 1000.01, True),
            (500.01, 1000, True),
        ):
            standing = Standing("limit", net=net)
            self.assertIs(is_worse(release, standing, amount), worse)
        self.assertIs(is_worse(Release(1000), Standing("limit", net=9e9), 5), False)
        stopped = Standing("limit", net=0, stopped=True)
        self.assertIs(is_worse(release, stopped, 5), True)
