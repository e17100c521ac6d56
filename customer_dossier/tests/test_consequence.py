from odoo.tests import Form, freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestConsequence(HoldCommon):
    """What would follow from other credit terms is said before they are saved."""

    def setUp(self):
        super().setUp()
        self._invoice(self.partner, 500, -1)
        self.order = self._quotation(400)

    def _ask(self, **vals):
        return (
            self.env["customer.dossier.terms.request"]
            .with_user(self.credit)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "kind": "limit",
                    "reason": "They grow",
                    **vals,
                }
            )
        )

    def _typed(self, user=None, **vals):
        """What the form of the dossier says when this is typed."""
        mine = self.dossier.with_user(user or self.credit)
        spec = dict.fromkeys(vals, {})
        answer = mine.onchange(vals, list(vals), spec)
        self.env.invalidate_all()  # what was typed is gone with the request
        return answer.get("warning", {}).get("message", "")

    def test_on_a_request(self):
        words = self._ask(credit_limit=300).with_user(self.leader).consequence
        self.assertIn("200", words)
        self.assertIn(self.order.name, words)
        self.assertFalse(self._ask(credit_limit=5000).consequence)
        prepaid = self._ask(kind="mode", credit_mode="cash_only").consequence
        self.assertIn(self.order.name, prepaid)

    def test_on_the_form_of_the_dossier(self):
        words = self._typed(credit_limit=300)
        self.assertIn("200", words)
        self.assertIn(self.order.name, words)
        self.assertIn(self.order.name, self._typed(credit_mode="cash_only"))
        self.assertIn(self.order.name, self._typed(self.archivist, blocked=True))
        for harmless in ({"credit_limit": 5000}, {"credit_limit": 1000}):
            self.assertEqual(self._typed(**harmless), "")
        self.assertEqual(self.dossier.credit_limit, 1000)

    def test_what_lies_over_the_agreed_terms_counts_too(self):
        self.env["customer.dossier.timed.limit"].sudo().create(
            {
                "dossier_id": self.dossier.id,
                "kind": "temporary",
                "amount": 700,
                "date_from": self._day(0),
                "date_until": self._day(9),
                "reason": "Festival",
            }
        )
        self.assertEqual(self._typed(agreed_limit=300), "")
        self.assertFalse(self._ask(credit_limit=300).consequence)
        self.assertIn(self.order.name, self._typed(agreed_limit=100))

    def test_a_dossier_under_work_and_a_new_one_say_nothing(self):
        self.dossier.state = "draft"
        self.assertEqual(self._typed(credit_limit=1), "")
        Form(self.env["customer.dossier"].with_user(self.archivist))

    def test_on_a_measure(self):
        measure = self.env["customer.dossier.measure"].with_user(self.archivist)
        kinds = {
            kind.effect: kind
            for kind in self.env["customer.dossier.measure.type"].search(
                [("polarity", "!=", "reward")]
            )
        }
        for effect, vals in (
            ("limit_percent", {"percent": 90}),
            ("cash_only", {}),
            ("stop", {"plan_b": "Another dealer supplies them."}),
        ):
            with self.subTest(effect=effect):
                draft = measure.create(
                    {
                        "dossier_id": self.dossier.id,
                        "type_id": kinds[effect].id,
                        "aim": "They pay",
                        "evidence": "Two broken promises",
                        **vals,
                    }
                )
                self.assertIn(self.order.name, draft.consequence)
