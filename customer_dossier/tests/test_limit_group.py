from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestLimitGroup(LedgerCommon):
    """One limit over several companies and partners, and one number of it for each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.abroad = cls._create_company("Abroad Distillery")
        cls.abroad.partner_id.tz = "Asia/Shanghai"
        dollar = cls.env.ref("base.USD")
        dollar.active = True
        cls.abroad.currency_id = dollar
        for company, rate in ((cls.company, 0.125), (cls.abroad, 1)):
            cls.env["res.currency.rate"].create(
                {
                    "currency_id": dollar.id,
                    "company_id": company.id,
                    "name": cls._day(-100),
                    "rate": rate,
                }
            )
        cls.env["res.currency.rate"].create(
            {
                "currency_id": cls.env.ref("base.CNY").id,
                "company_id": cls.abroad.id,
                "name": cls._day(-100),
                "rate": 8,
            }
        )
        cls.sister = cls._create_dossier(cls._create_customer("Sister"))
        # The same customer in the other company, where nobody of here reads.
        cls.elsewhere = (
            cls.env["customer.dossier"]
            .sudo()
            .create({"partner_id": cls.partner.id, "company_id": cls.abroad.id})
        )

    def setUp(self):
        super().setUp()
        self.group = (
            self.env["customer.dossier.limit.group"]
            .with_user(self.leader)
            .create(
                {
                    "name": "Jinling",
                    "amount": 10000,
                    "currency_id": self.env.ref("base.CNY").id,
                    "member_ids": [Command.set((self.dossier + self.sister).ids)],
                }
            )
            .sudo()
        )
        self.elsewhere.limit_group_id = self.group
        self.elsewhere.special_liabilities = 500
        self.invoice = self._invoice(self.partner, 1000, -5)
        self.checked = self._invoice(self.sister.partner_id, 700, -1)

    def test_no_attribute_tells_a_number_to_whoever_reads_no_member(self):
        self._invoice(self.partner, 777, -1)
        self.dossier.sudo().limit_group_id = self.group
        for user in (self.salesperson, self.auditor, self.manager):
            self.env.invalidate_all()
            dossier = self.dossier.with_user(user)
            self.assertFalse(dossier.group_words)
            group = self.group.with_user(user)
            self.assertEqual((group.exposure, group.headroom), (0, 0))

    def test_members_of_all_companies_add_up_each_converted_once(self):
        # 1,000 + 700 yuan, and 500 dollars at eight yuan.
        self.assertEqual(self.group.exposure, 5700)
        self.assertEqual((self.group.headroom, self.group.member_count), (4300, 3))

    def test_the_headroom_is_told_in_the_dossiers_own_currency(self):
        loner = self._create_dossier(self._create_customer("Loner"))
        every = self.dossier + self.sister + loner + self.elsewhere
        self.assertEqual(
            every._group_headrooms(),
            {
                self.dossier.id: 4300,
                self.sister.id: 4300,
                self.elsewhere.id: 537.5,
            },
        )
        self.assertEqual(
            self.dossier._group_headrooms(exclude=self.checked),
            {self.dossier.id: 5000},
        )
        self.env.flush_all()
        loner = loner.with_env(self.env)
        loner.mapped("limit_group_id")
        with self.assertQueryCount(0):
            self.assertEqual(loner._group_headrooms(), {})

    def test_the_light_turns_when_others_used_up_the_limit(self):
        self.dossier.credit_mode = "unlimited"
        self.dossier._refresh_figures()
        self.assertNotEqual(self.dossier._light()[self.dossier.id].colour, "red")
        self.group.amount -= self.group.headroom + 1
        found = self.dossier._light()[self.dossier.id]
        self.assertEqual((found.colour, found.reason), ("red", "over_limit"))

    def test_all_members_are_found_for_the_lock(self):
        found = self.sister.with_user(self.credit)._in_same_group()
        self.assertEqual(found, self.sister + self.dossier + self.elsewhere)

    def test_a_reader_of_one_company_sees_one_number_and_no_other_member(self):
        group = self.group.with_user(self.credit)
        group.invalidate_recordset()
        self.assertEqual((group.exposure, group.member_count), (5700, 3))
        self.assertEqual(group.member_ids, self.dossier + self.sister)
        with self.assertRaises(AccessError):
            group.read(["dossier_ids"])
        group.member_ids -= self.sister
        self.assertEqual(group.member_count, 2, "hidden members stay")
        group.member_ids += self.sister
        with self.assertRaises(AccessError):
            self.elsewhere.with_user(self.credit).read(["exposure"])
        words = self.dossier.with_user(self.account_manager).group_words
        self.assertRegex(
            words.replace("\xa0", " "), "3 members .*5,700.*, limit .*10,000"
        )
        self.assertFalse(
            self._create_dossier(self._create_customer("Loner")).group_words
        )

    def test_whoever_reads_no_member_sees_no_group(self):
        stranger = self._create_user(
            "stranger",
            "customer_dossier.group_account_manager",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        Group = self.env["customer.dossier.limit.group"]
        self.assertFalse(Group.with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            Group.with_user(self.credit).search([("dossier_ids", "=", False)])
        alone = Group.create(
            {
                "name": "Abroad",
                "amount": 5,
                "member_ids": [Command.set(self.elsewhere.ids)],
            }
        )
        for user in (
            stranger,
            self.credit,
            self.leader,
            self.contributor,
            self.manager,
        ):
            with self.assertRaises(AccessError):
                alone.with_user(user).read(["exposure"])

    def test_nobody_joins_a_group_that_they_do_not_read(self):
        hidden = self.env["customer.dossier.limit.group"].create(
            {"name": "Abroad", "amount": 5}
        )
        self.elsewhere.limit_group_id = hidden
        with self.assertRaises(AccessError):
            self.sister.with_user(self.credit).limit_group_id = hidden
        with self.assertRaises(AccessError):
            self.env["customer.dossier"].with_user(self.leader).create(
                {
                    "partner_id": self._create_customer("Newer").id,
                    "limit_group_id": hidden.id,
                }
            )

    def test_credit_and_leaders_set_it_others_read(self):
        own = self.env["customer.dossier.limit.group"].with_user(self.credit)
        own = own.create({"name": "New", "amount": 5})
        own.member_ids = self.sister
        self.assertEqual(self.sister.limit_group_id, own)
        self.group.with_user(self.credit).amount = 20000
        for user in (self.account_manager, self.archivist):
            self.assertEqual(self.group.with_user(user).name, "Jinling")
            with self.assertRaises(AccessError):
                self.group.with_user(user).amount = 1
            with self.assertRaises(AccessError):
                self.dossier.with_user(user).limit_group_id = own

    def test_nonsense_is_refused(self):
        for amount in (-1, 1e16):
            with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, "sane"):
                with self.cr.savepoint():
                    self.group.amount = amount
                    self.group.flush_recordset()

    def test_many_members_cost_the_same(self):
        self.elsewhere.limit_group_id = False
        few = self._create_dossier(self._create_customer("Few"))
        for number in range(9):
            one = self._create_dossier(self._create_customer(f"Dealer {number}"))
            one.sudo().limit_group_id = self.group
        few = self.env["customer.dossier.limit.group"].create(
            {
                "name": "Few",
                "amount": 5,
                "currency_id": self.group.currency_id.id,
                "member_ids": [Command.set(few.ids)],
            }
        )
        self.env.flush_all()
        costs = []
        for group in (few, self.group):
            self.env.invalidate_all()
            costs.append(self._query_count(group._exposures))
        self.assertLessEqual(costs[1], costs[0])
