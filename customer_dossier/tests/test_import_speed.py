import time
import tracemalloc
from datetime import date
from io import BytesIO

import xlsxwriter

from odoo.tests import tagged

from odoo.addons.customer_dossier.exchange import Importer, Limits

from .import_common import ImportCommon

DEALERS = 50
LONG = 20_000
#: Queries of a check of all sections and four lists, for up to 200 customers; one is the
#: currency that amounts are rounded in.
CHECK = 14


@tagged("post_install", "-at_install")
class TestImportSpeed(ImportCommon):
    """Fifty dealers in seconds, a hundred thousand rows within bounds."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.dealers = cls.env["res.partner"].create(
            [
                {"name": f"Dealer {number}", "ref": f"D{number}", "is_company": True}
                for number in range(DEALERS)
            ]
        )

    def _archive(self, dealers):
        """A workbook with all sections and lists of these dealers."""
        keys = [{"customer_ref": dealer.ref} for dealer in dealers]
        day = date(2025, 12, 31)
        sheets = {
            "dossier": {"strategic": True, "cooperation": "8"},
            "identity": {"short_name": "Wine", "nature": "private", "founded_on": day},
            "products": {"brand_count": 12, "wallet_share": 35.5},
            "competitiveness": {"standing": "strong", "vehicles": 4},
            "credit": {"bank_credit": "good", "taxpayer_kind": "general"},
            "capacity": {"population": 1200000, "yearly_target": 3000000},
            "performance": {"staff_count": 30, "trend": "growing"},
            "organisation": {"ownership": "Family", "owner_since": day},
            "competitors": {"our_position": "First"},
            "needs": {"contact_way": "phone", "contact_time": "Morning"},
            "product": {"name": "Baijiu", "share": 40},
            "person": {"name": "Li Wei", "role": "owner", "phone": "1"},
            "statement": {"name": "2025", "period_end": day, "revenue": 9000000},
            "loss": {"date": day, "cause": "dispute", "amount": 3000},
        }
        return self._book(
            **{code: [{**key, **row} for key in keys] for code, row in sheets.items()}
        )

    def test_fifty_dealers_come_in_from_one_workbook(self):
        book = self._archive(self.dealers)
        begun = time.process_time()
        wizard = self._check(book)
        checked = time.process_time() - begun
        self.assertEqual(self._counts(wizard), (DEALERS, 0, 0, 0))
        begun = time.process_time()
        wizard.action_import()
        self.assertEqual(self._counts(wizard), (DEALERS, 0, 0, 0))
        imported = time.process_time() - begun
        self.assertLess(checked, 10)
        self.assertLess(imported, 60)
        dossiers = self.env["customer.dossier"].search(
            [("partner_id", "in", self.dealers.ids)]
        )
        self.assertEqual(len(dossiers), DEALERS)
        self.assertEqual(len(dossiers.sheet_ids.person_ids), DEALERS)
        again = self._check(book)
        self.assertEqual(self._counts(again), (0, 0, DEALERS, 0))

    def _importer(self):
        env = self.env(user=self.archivist)
        source = {"collector_id": env.uid, "observed_on": date(2026, 1, 1)}
        return Importer(env, source, Limits())

    def _queries(self, dealers):
        book = self._archive(dealers)
        self._importer().check(book, "a.xlsx")  # what is cached for good
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        result = self._importer().check(book, "a.xlsx")
        self.assertEqual(result.counts["unchanged"], len(dealers))
        return self.cr.sql_log_count - before

    def test_a_check_takes_as_many_queries_for_fifty_customers_as_for_two(self):
        self._import(self._archive(self.dealers))
        self._queries(self.dealers)  # what is cached until the next import
        self.assertEqual(self._queries(self.dealers[:2]), CHECK)
        self.assertEqual(self._queries(self.dealers), CHECK)

    def test_a_hundred_thousand_rows_are_reported_within_bounds(self):
        lines = ["person/customer_ref\tperson/name\tperson/phone"]
        lines += [f"D{n % DEALERS}\tPerson {n}\t{n}" for n in range(99_990)]
        lines += ["D1\t\tno name"] * 5 + ["nobody\tX\t1"] * 5
        content = "\n".join(lines).encode()
        tracemalloc.start()
        result = self._importer().check(content, "a.csv")
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        self.assertEqual(result.rows, 100_000)
        self.assertEqual(len(result.findings), 10)
        self.assertLess(peak, 300 << 20)

    def test_a_long_workbook_is_read_row_by_row(self):
        target = BytesIO()
        book = xlsxwriter.Workbook(target, {"constant_memory": True})
        sheet = book.add_worksheet("person")
        sheet.write_row(0, 0, ["person/customer_ref", "person/name", "person/phone"])
        for row in range(1, LONG):
            sheet.write_row(row, 0, [f"D{row % DEALERS}", f"Person {row}", str(row)])
        book.close()
        begun = time.process_time()
        result = self._importer().check(target.getvalue(), "a.xlsx")
        took = time.process_time() - begun
        self.assertEqual((result.rows, result.findings), (LONG - 1, []))
        self.assertLess(took, LONG / 500)
