from odoo.tests import tagged

from .judged_common import PROMPT, JudgedCommon
from .view_common import specification

FEW, MANY = 8, 80
# What a screen costs in queries, whatever the number of dossiers behind it: two of
# them are the access log's, one asks whom one has a private tie with, and five of a form
# are for its header, sales and the currency, and for its targets with their rule; four
# for what lies over its credit terms, one for what the company counts, and four each for
# limits for a time, insurance and what is to be done for them; six for its group,
# measures and deposit, by role.
LIST, CARDS, FORM, LIGHTS = 10, 10, 65, 6
READERS = ("account_manager", "archivist", "credit", "leader")


@tagged("post_install", "-at_install")
class TestSpeed(JudgedCommon):
    """What people open all day costs the same for few dossiers and for many."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls.env["res.partner"].create(
            [
                {
                    "name": f"Dealer {number}",
                    "is_company": True,
                    "user_id": cls.contributor.id,
                }
                for number in range(MANY)
            ]
        )
        cls.dossiers = cls.env["customer.dossier"].create(
            [
                {
                    "partner_id": partner.id,
                    "archivist_id": cls.archivist.id,
                    "account_manager_id": cls.account_manager.id,
                }
                for partner in cls.partners
            ]
        )
        cls.dossiers.figures_id.sudo().write(PROMPT)

    def _assert_costs(self, expected, act):
        """Once the registry is warm, ``act`` costs so many queries with empty caches."""
        act()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(expected):
            act()

    def _screen(self, role, view, limit):
        Dossier = self.env["customer.dossier"].with_user(getattr(self, role))
        spec = specification(Dossier.get_view(view_type=view)["arch"])
        return lambda: Dossier.web_search_read([], spec, limit=limit)

    def test_a_list_and_its_cards_cost_the_same_for_few_and_for_many(self):
        for role in READERS:
            for view, expected in (("list", LIST), ("kanban", CARDS)):
                for limit in (FEW, MANY):
                    with self.subTest(role=role, view=view, limit=limit):
                        self._assert_costs(expected, self._screen(role, view, limit))

    def test_a_form_opens_with_few_queries(self):
        self.dossiers._assess()
        for role in READERS:
            dossier = self.dossiers[:1].with_user(getattr(self, role))
            spec = specification(dossier.get_view(view_type="form")["arch"])
            with self.subTest(role=role):
                self._assert_costs(FORM, lambda d=dossier, s=spec: d.web_read(s))

    def test_lights_of_many_customers_cost_the_same(self):
        for number in (FEW, MANY):
            partners = self.partners[:number].with_user(self.contributor)
            with self.subTest(number=number):
                self._assert_costs(LIGHTS, lambda p=partners: p.read(["dossier_light"]))
