from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW
from .policy_common import PolicyCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDealership(PolicyCommon):
    """Whom we appoint where, offices run together, and who is able to keep them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._create_dossier(cls._create_customer("Mianyang Spirits"))
        cls.home = cls.env["customer.dossier.territory"].create({"name": "Sichuan"})
        cls.spirits, cls.wine = cls.env["product.category"].create(
            [{"name": "Spirits"}, {"name": "Wine"}]
        )
        cls.aged = cls.spirits.create({"name": "Aged", "parent_id": cls.spirits.id})

    def _appoint(self, dossier=None, user=None, **vals):
        return (
            self.env["customer.dossier.dealership"]
            .with_user(user or self.leader)
            .create(
                {
                    "dossier_id": (dossier or self.dossier).id,
                    "territory_id": self.home.id,
                    "date_from": self._day(-300),
                    **vals,
                }
            )
        )

    def _goods(self, *categories):
        return [(6, 0, [category.id for category in categories])]

    def test_one_dealer_alone_for_the_same_goods_and_days(self):
        alone = self._appoint(
            exclusive=True, categ_ids=self._goods(self.spirits), date_until=self._day(9)
        )
        for vals in (
            {},
            {"categ_ids": self._goods(self.aged)},
            {"date_from": self._day(9)},
        ):
            with (
                self.subTest(vals),
                self.assertRaisesRegex(ValidationError, "is taken"),
            ):
                self._appoint(self.other, **vals)
        self._appoint(self.other, categ_ids=self._goods(self.wine))
        self._appoint(self.other, date_from=self._day(10))
        with self.assertRaisesRegex(ValidationError, "is taken"):
            self._appoint(
                exclusive=True,
                categ_ids=self._goods(self.wine),
                date_from=self._day(-5),
            )
        alone.remark = "Sold elsewhere"
        alone.action_call_off()
        self._appoint(self.other, categ_ids=self._goods(self.aged))

    def test_it_stays_as_it_was_made(self):
        made = self._appoint(contract="JX-7", orders=True)
        with self.assertRaises(UserError):
            made.contract = "JX-8"
        with self.assertRaisesRegex(UserError, "why it ends"):
            made.action_call_off()
        self.assertEqual(made.state, "in_force")

    def test_leaders_appoint_others_read(self):
        made = self._appoint()
        for user in (self.account_manager, self.archivist, self.credit):
            self.assertEqual(made.with_user(user).territory_id, self.home)
            with self.assertRaises(AccessError):
                self._appoint(user=user)
        for user in (self.manager, self.auditor, self.contributor, self.salesperson):
            with self.assertRaises(AccessError):
                made.with_user(user).read(["contract"])

    def test_a_term_that_ends_is_told_unless_another_follows(self):
        self._appoint(date_until=self._day(30))
        self.assertEqual(self._found("dealership_ending"), {"days": 30})
        self._appoint(date_from=self._day(31), date_until=self._day(400))
        self.assertEqual(self.dossier._dealerships_ending(), {})

    def test_nobody_is_added_beside_a_dealer_appointed_alone(self):
        self._appoint(exclusive=True)
        measure = self.env["customer.dossier.measure"].create(
            {
                "dossier_id": self.dossier.id,
                "type_id": self.env.ref("customer_dossier.measure_type_add_dealer").id,
                "aim": "Prices",
                "evidence": "Seen",
                "plan_b": "None",
                "candidates": "Mianyang",
                "added_partner_id": self.other.partner_id.id,
            }
        )
        with self.assertRaisesRegex(ValidationError, "alone for Sichuan"):
            measure._check_not_alone()

    def test_a_joint_unit_is_kept_by_those_who_keep_the_dealer(self):
        unit = self.env["customer.dossier.joint.unit"].with_user(self.account_manager)
        unit = unit.create(
            {"dossier_id": self.dossier.id, "name": "Office", "city": "Chengdu"}
        )
        unit.user_ids = self.account_manager
        with self.assertRaises(UserError):
            unit.date_from = self._day(-1)
        with self.assertRaises(AccessError):
            unit.with_user(self.credit).task = "Anything"
        for user in (self.manager, self.auditor, self.salesperson):
            with self.assertRaises(AccessError):
                unit.with_user(user).read(["city"])

    def test_key_customers_are_kept_by_qualified_people(self):
        rule = self.env.ref("customer_dossier.signal_rule_unqualified")
        self.assertFalse(rule.active)
        self.dossier.grade_id = self.env.ref("customer_dossier.grade_general")
        self.assertEqual(self.dossier._unqualified(), {})
        self.dossier.grade_id = self.env.ref("customer_dossier.grade_key")
        self.assertEqual(self.dossier._unqualified(), {self.dossier.id: True})
        self.env["customer.dossier.qualification"].with_user(self.manager).create(
            {
                "user_id": self.account_manager.id,
                "name": "Sales expert",
                "date_from": self._day(-9),
                "date_until": self._day(0),
            }
        )
        self.assertEqual(self.dossier._unqualified(), {})

    def test_administrators_write_qualifications_down_readers_read(self):
        vals = {"user_id": self.account_manager.id, "name": "Sales expert"}
        every = self.env["customer.dossier.qualification"]
        made = every.with_user(self.manager).create(vals)
        for user in (self.leader, self.archivist, self.auditor):
            self.assertEqual(made.with_user(user).name, "Sales expert")
            with self.assertRaises(AccessError):
                every.with_user(user).create(vals)
        for user in (self.contributor, self.salesperson):
            with self.assertRaises(AccessError):
                made.with_user(user).read(["name"])
