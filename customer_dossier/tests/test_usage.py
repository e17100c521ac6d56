from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .judged_common import JudgedCommon


@tagged("post_install", "-at_install")
class TestUsage(JudgedCommon):
    """What stands on the shelf: files never opened, facts never used."""

    def setUp(self):
        super().setUp()
        self.other = self._create_dossier(self._create_customer("Jinan Spirits"))

    def _rows(self, user=None, days=90):
        wizard = (
            self.env["customer.dossier.usage"]
            .with_user(user or self.leader)
            .create({"days": days})
        )
        action = wizard.action_show()
        rows = self.env["customer.dossier.usage.row"].with_user(user or self.leader)
        return {row.dossier_id: row for row in rows.search(action["domain"])}

    def test_a_dossier_that_somebody_opened_is_used(self):
        self.dossier.with_user(self.account_manager).web_read({"rating": {}})
        self.dossier.with_user(self.credit).web_read({"rating": {}})
        rows = self._rows()
        self.assertRecordValues(
            rows[self.dossier] | rows[self.other],
            [
                {"opened_count": 2, "reader_count": 2, "unopened": 0},
                {"opened_count": 0, "reader_count": 0, "unopened": 1},
            ],
        )
        self.assertFalse(rows[self.other].last_opened_on)

    def test_what_was_opened_long_ago_is_not_used_any_more(self):
        self.dossier.with_user(self.credit).web_read({"rating": {}})
        today = fields.Date.today()
        with self._on(fields.Date.add(today, days=92)):
            row = self._rows()[self.dossier]
            self.assertEqual((row.unopened, row.last_opened_on), (1, today))
            self.assertEqual(self._rows(days=120)[self.dossier].unopened, 0)

    def test_a_fact_is_used_when_somebody_else_opens_its_section_later(self):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == "needs")
        with self._on(fields.Date.add(fields.Date.today(), days=-3)):
            sheet.with_user(self.archivist).contact_time = "Morning"
            sheet.with_user(self.archivist).web_read({"contact_time": {}})
        row = self._rows()[self.dossier]
        self.assertEqual((row.fact_count, row.unused_count), (1, 1))
        self.dossier.with_user(self.leader).web_read({"rating": {}})
        self.assertEqual(self._rows()[self.dossier].unused_count, 1, "not its section")
        sheet.with_user(self.account_manager).web_read({"contact_time": {}})
        self.assertEqual(self._rows()[self.dossier].unused_count, 0)

    def test_looking_again_counts_anew_and_costs_the_same_for_many(self):
        self.assertEqual(len(self._rows()), 2)
        few = self._query_count(self._rows)
        for number in range(6):
            self._create_dossier(self._create_customer(f"D{number}"))
        self.assertEqual(self._query_count(self._rows), few)
        self.assertEqual(len(self._rows()), 8)

    def test_only_leaders_look_and_each_at_their_own(self):
        for role in ("archivist", "account_manager", "credit", "auditor", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._rows(getattr(self, role))
        rows = self._rows()
        second = self._create_user("leader2", "customer_dossier.group_leader")
        Row = self.env["customer.dossier.usage.row"].with_user(second)
        self.assertFalse(Row.search([]))
        with self.assertRaises(AccessError):
            rows[self.dossier].with_user(second).read(["unopened"])
        for days in (0, 4000):
            with self.subTest(days=days), self.assertRaises(UserError):
                self._rows(days=days)

    def test_another_company_s_use_is_not_shown(self):
        foreign = self._second_company_dossier()
        self.leader.company_ids = self.company
        self.assertNotIn(foreign, self._rows())
