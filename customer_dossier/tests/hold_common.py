from .ledger_common import LedgerCommon


class HoldCommon(LedgerCommon):
    """An active dossier with a limit of 1000, in a company that holds orders."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls.dossier.sudo()
        cls.dossier.write(
            {"state": "active", "credit_mode": "limit", "credit_limit": 1000}
        )

    def setUp(self):
        super().setUp()
        # Settings are on record: what a class takes back would be a row past all tests.
        self.company.dossier_hold = True

    def _rule(self, kind, **vals):
        Rule = self.env["customer.dossier.hold.rule"]
        return Rule.sudo().create({"name": kind, "kind": kind, **vals})

    def _quotation(self, amount, partner=None):
        return self._order(partner or self.partner, 1, amount, confirm=False)

    def _held(self, amount=1500):
        order = self._quotation(amount)
        order.action_confirm()
        self.assertEqual(order.credit_state, "held")
        return order

    def _entry(self, order):
        return order.sudo()._credit_entry()

    def _decide(self, order, user, **vals):
        hold = order.sudo().credit_hold_ids[-1:].with_user(user)
        action = hold.action_decide()
        Decision = self.env[action["res_model"]].with_user(user)
        wizard = Decision.with_context(**action["context"]).create(
            {"reason": "paying", "note": "Transfer seen", **vals}
        )
        return wizard.action_decide()

    def assertHeld(self, order, *reasons):
        self.assertEqual(
            (order.state, order.credit_state, self._entry(order).reasons),
            ("draft", "held", [*reasons]),
        )
