from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .judged_common import JudgedCommon


@tagged("post_install", "-at_install")
class TestOverLimit(JudgedCommon):
    """Whoever is over the limit is found, whatever the limit is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.write({"credit_mode": "limit", "credit_limit": 1000})
        cls.dossier.action_activate()

    def _filter(self):
        view = (
            self.env["customer.dossier"]
            .with_user(self.credit)
            .get_view(view_type="search")
        )
        node = etree.fromstring(view["arch"]).find(".//filter[@name='over_limit']")
        return safe_eval(node.get("domain"))

    def _found(self):
        return (
            self.env["customer.dossier"].with_user(self.credit).search(self._filter())
        )

    def test_the_filter_finds_who_is_over_the_limit(self):
        self._set_figures(self.dossier, exposure=900, utilisation=90.0)
        self.assertNotIn(self.dossier, self._found())
        self._set_figures(self.dossier, exposure=1010, utilisation=101.0)
        self.assertIn(self.dossier, self._found())

    def test_a_limit_of_zero_has_no_utilisation_but_is_exceeded(self):
        self.dossier.credit_limit = 0
        self._set_figures(self.dossier, exposure=1, utilisation=False)
        self.assertIn(self.dossier, self._found())
        self._set_figures(self.dossier, exposure=0, utilisation=False)
        self.assertNotIn(self.dossier, self._found())
        self.dossier.credit_mode = "unlimited"
        self._set_figures(self.dossier, exposure=1, utilisation=False)
        self.assertNotIn(self.dossier, self._found())

    def test_a_rule_may_warn_before_the_limit_is_reached(self):
        rule = self.env.ref("customer_dossier.signal_rule_over_limit")
        rule.write({"threshold": 80, "min_amount": 50})
        raised = []
        for exposure in (800, 849, 850):
            self._set_figures(self.dossier, as_of="2026-06-30", exposure=exposure)
            raised.append(len(self.dossier._raise_signals()))
        self.assertEqual(raised, [0, 0, 1])
