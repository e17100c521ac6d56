from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .judged_common import LATE, PROMPT
from .overview_common import OverviewCommon

READERS = ("account_manager", "archivist", "credit", "leader")
#: What both ends cost; 10 of them are for the lines, whatever their number.
QUERIES = 13
OUTSIDERS = ("contributor", "auditor", "manager", "salesperson", "employee")


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 04:00:00")
class TestOverview(OverviewCommon):
    """Both ends of the customers first; the middle is one number."""

    def _ends(self, user=None, size=5, domain=()):
        Overview = self.env["customer.dossier.overview"]
        return Overview.with_user(user or self.leader)._ends(list(domain), size)

    def _ids(self, lines):
        return [line["id"] for line in lines]

    def test_key_customers_come_by_sales_and_say_why(self):
        small, large = self._dossiers(2, "key", **PROMPT)
        self._set_figures(small, turnover=100, sales_share=2.5)
        self._set_figures(large, turnover=900, sales_share=20.3)
        large.sudo().rating = "AA"
        ends = self._ends()
        self.assertEqual(self._ids(ends["key"]), [large.id, small.id])
        line = ends["key"][0]
        self.assertEqual(line["reason"], "Graded Key, 20.3 % of our sales, rated AA.")
        self.assertEqual(line["next_step"], "All is well: keep in touch.")
        self.assertEqual(
            (line["name"], line["number"], line["grade"], line["rating"]),
            (large.partner_id.name, large.name, "Key", "AA"),
        )
        self.assertEqual((line["light"], len(line["trend"])), ("green", 12))
        self.assertEqual(self._ids(self._ends(size=1)["key"]), [large.id])

    def test_the_worst_have_most_reason_for_worry_and_say_it(self):
        late = self._dossiers(2, "special", **LATE | {"arrears": 10.0})
        self._set_figures(late[1], arrears=90.0)
        self.dossier.sudo().write({"rating": "C"})
        self._set_figures(self.dossier, **LATE | {"utilisation": 50.0})
        self._signal()
        ends = self._ends()
        self.assertEqual(
            self._ids(ends["worst"]), [self.dossier.id, late[1].id, late[0].id]
        )
        self.assertEqual(
            ends["worst"][0]["reason"],
            "Overdue for 130 days, rated C, severe signals open: 1.",
        )
        self.assertEqual(ends["worst"][1]["reason"], "Overdue for 130 days.")
        self.assertEqual(
            ends["worst"][1]["next_step"], "Collect the overdue bills first."
        )

    def test_the_next_step_is_what_waits_with_the_dossier(self):
        self.dossier.sudo().write({"rating": "C"})
        self._set_figures(self.dossier, **LATE)

        def step():
            [line] = self._ends()["worst"]
            return line["next_step"]

        self.assertEqual(step(), "Collect the overdue bills first.")
        self._proposal("cash_only")
        self.assertIn("Decide on the measure: ", step())
        self.dossier.sudo().next_revision_date = "2026-06-30"
        self.assertIn("Finish the revision that was due on 2026-06-30.", step())
        self._signal()
        self.assertIn("Look into the signal: ", step())
        self._hold(self.dossier)
        self.assertEqual(step(), "Order S00042 is held: decide on it.")
        [line] = self._ends(self.account_manager)["worst"]
        self.assertEqual(
            line["next_step"], "Order S00042 is held: the credit accountant decides."
        )

    def test_the_gravest_signal_is_named(self):
        self._set_figures(self.dossier, **LATE)
        light = self._signal("overdue")
        light.severity = "low"
        grave = self._signal()
        [line] = self._ends()["worst"]
        self.assertEqual(
            line["next_step"], f"Look into the signal: {grave.rule_id.name}."
        )

    def test_the_calm_middle_is_one_number_and_opens(self):
        calm = self._dossiers(3, "general", **PROMPT)
        self._dossiers(1, "general", **LATE)
        self._dossiers(1, "key", **PROMPT)
        ends = self._ends()
        self.assertEqual(ends["middle"], 3)
        domain = self.env["customer.dossier.overview"]._middle_domain([])
        found = self.env["customer.dossier"].with_user(self.leader).search(domain)
        self.assertEqual(found, calm)

    def test_nobody_who_gives_reason_for_worry_is_calm(self):
        """Not the sixth of the worst either, who has no line."""
        late = self._dossiers(7, "general", **LATE)
        calm = self._dossiers(2, "general", **PROMPT)
        ends = self._ends()
        self.assertEqual(len(ends["worst"]), 5)
        self.assertEqual(ends["counts"], {"key": 0, "worst": 7})
        self.assertEqual(ends["middle"], 2)
        mine = (late + calm).with_user(self.leader)
        self.assertEqual(mine.filtered("worrying"), late)
        worrying = [("worrying", "=", True)]
        self.assertEqual(mine.search(worrying), late)
        self.assertNotIn(late[0], mine.search(["!", *worrying]))

    def test_who_worries_is_found_among_what_one_reads(self):
        """A condition on it tells nobody of a customer whom they do not read."""
        theirs = self._dossiers(1, "general", **LATE)
        theirs.sudo().account_manager_id = self.employee
        own = self._dossiers(1, "general", **LATE)
        search = self.env["customer.dossier"].with_user(self.account_manager).search
        worrying = [("worrying", "=", True)]
        self.assertEqual(search(worrying), own)
        self.assertNotIn(theirs, search(["!", *worrying]))
        target = self.env["customer.dossier.target"].create(
            {
                "dossier_id": theirs.id,
                "date_from": "2026-01-01",
                "date_to": "2026-12-31",
                "amount": 1,
            }
        )
        through = [("id", "=", target.id), ("dossier_id", "any", worrying)]
        self.assertTrue(target.search(through))
        self.assertFalse(target.with_user(self.account_manager).search(through))
        with self.assertRaises(AccessError):
            target.with_user(self.contributor).search(through)

    def test_customers_of_two_currencies_are_compared_in_one(self):
        yen = self.env.ref("base.JPY")
        yen.active = True
        abroad = self._create_company("Abroad Distillery")
        abroad.currency_id = yen
        self.env["res.currency.rate"].create(
            {
                "currency_id": yen.id,
                "company_id": self.company.id,
                "name": "2026-01-01",
                "rate": 20,
            }
        )
        here = self._dossiers(1, "key", **PROMPT)
        there = self._create_dossier(
            self._create_customer("Dealer abroad"),
            company_id=abroad.id,
            grade_id=self.grades["key"].id,
        )
        self._set_figures(here, turnover=900, receivable=90)
        self._set_figures(there, turnover=9000, receivable=900)
        context = {"allowed_company_ids": (self.company + abroad).ids}
        overview = self.env["customer.dossier.overview"].with_user(self.leader)
        overview = overview.with_context(**context)
        key = overview._ends([])["key"]
        self.assertEqual(self._ids(key), [here.id, there.id])
        lines = overview.cockpit()["portfolio"]["concentration"]["lines"]
        self.assertEqual(
            [(one["id"], one["amount"], one["size"]) for one in lines],
            [(here.id, 90, 90), (there.id, 900, 45)],
        )

    def test_closed_dossiers_are_at_no_end(self):
        self._dossiers(2, "key", **LATE).sudo().state = "closed"
        nobody = {"key": 0, "worst": 0}
        self.assertEqual(
            self._ends(), {"key": [], "worst": [], "counts": nobody, "middle": 0}
        )

    def test_what_a_reader_may_not_see_is_not_there_and_not_counted(self):
        self._dossiers(2, "general", **PROMPT).sudo().account_manager_id = self.employee
        late = self._dossiers(1, "general", **LATE)
        late.sudo().account_manager_id = self.employee
        own = self._dossiers(1, "general", **PROMPT)
        self.assertEqual(own.account_manager_id, self.account_manager)
        ends = self._ends(self.account_manager)
        self.assertEqual((ends["worst"], ends["middle"]), ([], 1))
        self.assertEqual(self._ids(self._ends()["worst"]), late.ids)

    def test_outsiders_are_refused(self):
        for role in OUTSIDERS:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._ends(getattr(self, role))

    def test_readers_see_both_ends(self):
        self._dossiers(1, "key", **PROMPT)
        self._dossiers(1, "general", **LATE)
        for role in READERS:
            with self.subTest(role=role):
                ends = self._ends(getattr(self, role))
                self.assertEqual((len(ends["key"]), len(ends["worst"])), (1, 1))

    def test_it_costs_the_same_for_few_and_for_many(self):
        # A company without a time zone asks the user's, which Odoo keeps for a while.
        self.env.company.partner_id.tz = "Asia/Shanghai"
        counts = []
        for number in (3, 30):
            self._dossiers(number, "key", **PROMPT)
            self._dossiers(number, "general", **LATE)
            for _warming in range(2):  # the second asks what the first had at hand
                self._query_count(self._ends)
            counts.append(self._query_count(self._ends))
        self.assertEqual(counts, [QUERIES, QUERIES])
