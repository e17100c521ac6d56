from odoo import Command
from odoo.tests import tagged

from odoo.addons.customer_dossier.formulas.scorecard import NOT_APPLICABLE

from .judged_common import JudgedCommon


@tagged("post_install", "-at_install")
class TestMargin(JudgedCommon):
    """Both halves are true facts of an installation: with ``sale_margin``, and without."""

    def setUp(self):
        super().setUp()
        self.measured = "margin" in self.env["sale.order.line"]._fields
        self.product = self.env["product.product"].create(
            {"name": "Baijiu", "list_price": 100, "standard_price": 60}
        )

    def _sell(self, partner, price):
        order = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "order_line": [
                    Command.create({"product_id": self.product.id, "price_unit": price})
                ],
            }
        )
        order.action_confirm()

    def test_margin_counts_against_the_company_s_average_where_it_is_kept(self):
        other = self._create_dossier(self._create_customer("Other"))
        never = self._create_dossier(self._create_customer("Never"))
        self._sell(self.partner, 120)
        self._sell(other.partner_id, 80)
        found = (self.dossier | other | never)._margin_rel()
        if not self.measured:
            self.assertEqual(set(found.values()), {NOT_APPLICABLE})
            return
        # Margins 60 of 120 and 20 of 80: half and a quarter, together 80 of 200.
        self.assertAlmostEqual(found[self.dossier.id], 0.5 / 0.4)
        self.assertAlmostEqual(found[other.id], 0.25 / 0.4)
        self.assertIsNone(found[never.id])
