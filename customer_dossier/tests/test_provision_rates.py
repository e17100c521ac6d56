from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW
from .provision_common import ProvisionCommon

YEARS = ((0, 0.05), (12, 0.2), (24, 1.0))


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProvisionRates(ProvisionCommon):
    """Where rates come from: entered, own history, a person with a reason."""

    def _cell(self, run, bucket):
        return run.line_ids.filtered(lambda line: line.bucket == bucket)

    def test_own_rates_go_before_the_sample(self):
        matrix = self._matrix()
        run = self._computed()
        self.assertEqual((run.matrix_id, run.sample), (matrix, False))

    def test_the_sample_is_duplicated_and_not_changed(self):
        sample = self.env.ref("customer_dossier.provision_matrix_due").with_user(
            self.credit
        )
        for change in (
            lambda: sample.write({"name": "Ours"}),
            lambda: sample.rate_ids[0].write({"rate": 0.5}),
            lambda: sample.write({"rate_ids": [(0, 0, {"first": 7, "rate": 0.5})]}),
            sample.rate_ids[0].unlink,
            sample.unlink,
        ):
            with self.assertRaisesRegex(UserError, "Duplicate it"), self.cr.savepoint():
                change()
        own = sample.copy()
        self.assertEqual((own.company_id, own.sample), (self.company, False))
        self.assertEqual(own._rows(), sample._rows())
        own.rate_ids[0].rate = 0.5

    def test_impossible_rates_are_refused(self):
        for pattern, rows in (
            ("between 0 and 100 per cent", ((0, 1.5),)),
            ("between 0 and 100 per cent", ((0, -0.1),)),
            ("two buckets begin at 31", ((0, 0.1), (31, 0.1), (31, 0.2))),
        ):
            with self.assertRaisesRegex(ValidationError, pattern), self.cr.savepoint():
                self._matrix(rows=rows)

    def test_buckets_are_called_by_their_bounds(self):
        self.assertEqual(
            self._matrix().rate_ids.mapped("bucket"),
            ["Not due", "1–30 days", "31–90 days", "Over 90 days"],
        )
        ages = self._matrix("age", ((0, 0.1), (6, 0.1), (12, 0.1), (36, 0.1)))
        self.assertEqual(
            ages.rate_ids.mapped("bucket"),
            ["Within 6 months", "6–12 months", "1–3 years", "Over 3 years"],
        )

    def _year_ends(self):
        """1000 stood at the end of 2024 for less than a year; 400 of it a year later."""
        self._invoice(self.partner, 1000, self._date("2024-06-15"))
        return self.env["account.move"].search(
            [("partner_id", "=", self.partner.id)], limit=1
        )

    def _date(self, text):
        return fields.Date.to_date(text)

    def test_migration_rates_by_year_of_age(self):
        self._matrix("age", YEARS)
        invoice = self._year_ends()
        self._pay(invoice, self._date("2025-03-01"), amount=600)
        self._invoice(self.partner, 100, -20)
        run = self._computed(basis="age", rate_source="history")
        # 40 % moved on; whatever is over a year moves on to a rate that history does
        # not tell, because nothing stood there before.
        youngest = self._cell(run, "Within a year")
        self.assertEqual((youngest.source, youngest.rate), ("fallback", 0.05))
        self.assertEqual(run.unknown, 2)
        self.assertIn("does not tell the rate of 2 cells", run.method)

    def test_a_chain_of_years_gives_rates(self):
        self._matrix("age", YEARS)
        for day, paid in (("2022-06-15", 0), ("2023-06-15", 400)):
            invoice = self._invoice(self.partner, 1000, self._date(day))
            if paid:
                self._pay(invoice, self._date("2024-03-01"), amount=paid)
        run = self._computed(basis="age", rate_source="history")
        young, middle, old = run.line_ids.sorted("position")
        # Within a year: all of 2022's and 60 % of 2023's moved on. All that was over a
        # year moved on as well, and over two years the entered rate stands.
        self.assertEqual((young.source, young.rate), ("history", 0.8))
        self.assertEqual((middle.source, middle.rate), ("history", 1.0))
        self.assertEqual((old.source, old.rate), ("entered", 1.0))
        self.assertEqual(run.unknown, 0)

    def test_what_was_written_off_was_not_collected(self):
        self._matrix("age", ((0, 0.05), (12, 1.0)))
        invoice = self._invoice(self.partner, 1000, self._date("2024-06-15"))
        paid = self._invoice(self.partner, 1000, self._date("2024-06-15"))
        self._pay(paid, self._date("2025-03-01"))
        account = self.env["account.account"].search(
            [("account_type", "=", "expense"), ("company_ids", "in", self.company.ids)],
            limit=1,
        )
        self._pay(
            invoice,
            self._date("2025-03-01"),
            amount=700,
            payment_difference_handling="reconcile",
            writeoff_account_id=account.id,
        )
        run = self._computed(basis="age", rate_source="history")
        self.assertFalse(run.line_ids)
        self._invoice(self.partner, 100, -5)
        run.action_compute()
        young = run.line_ids.sorted("position")[0]
        self.assertEqual((young.source, young.rate), ("history", 0.15))

    def test_roll_rates_by_month(self):
        self._matrix(rows=((0, 0.01), (1, 0.02), (31, 1.0)))
        for month in (1, 2):
            day = self._date(f"2026-0{month}-15")
            self._invoice(self.partner, 100, day, due=self._date(f"2026-0{month}-20"))
        self._invoice(self.partner, 300, -5, due=20)
        run = self._computed(rate_source="history")
        current, late, old = run.line_ids.sorted("position")
        self.assertEqual((old.source, old.rate), ("entered", 1.0))
        self.assertEqual((late.source, late.rate), ("history", 1.0))
        self.assertEqual(current.source, "fallback")

    def test_all_customers_speak_for_a_segment_without_history(self):
        self._matrix("age", ((0, 0.05), (12, 1.0)))
        old = self._invoice(self.partner, 1000, self._date("2024-06-15"))
        self._pay(old, self._date("2025-03-01"), amount=600)
        self.dossier.sudo().grade_id = self.env.ref("customer_dossier.grade_key")
        self._invoice(self._create_customer("New"), 100, -5)
        self._invoice(self.partner, 100, -5)
        run = self._computed(basis="age", rate_source="history", segmentation="grade")
        young = run.line_ids.filtered(lambda line: not line.position)
        self.assertEqual(
            {line.segment_key: (line.source, line.rate) for line in young},
            {
                "grade:0": ("pooled", 0.4),
                f"grade:{self.dossier.grade_id.id}": ("history", 0.4),
            },
        )

    def test_history_wants_even_steps(self):
        self._matrix(rows=((0, 0.1), (1, 0.1), (45, 0.2)))
        with self.assertRaisesRegex(UserError, "a bucket begins at 45"):
            self._computed(rate_source="history")

    def test_one_rate_is_overridden_with_a_reason(self):
        self._matrix()
        self._invoice(self.partner, 1000, -50, due=-45)
        run = self._computed()
        cell = self._cell(run, "31–90 days")
        cell.write({"rate": 0.5, "reason": "Two dealers only."})
        self.assertRecordValues(
            cell,
            [
                {
                    "source": "override",
                    "overridden_by_id": self.credit.id,
                    "allowance": 500,
                    "rate_proposed": 0.03,
                }
            ],
        )
        self.assertEqual((run.total_allowance, run.movement), (500, 500))
        run.action_compute()
        cell = self._cell(run, "31–90 days")
        self.assertEqual((cell.source, cell.rate), ("override", 0.5))
        cell.rate = 0.03
        self.assertEqual(
            (cell.source, cell.reason, run.total_allowance), ("entered", False, 30)
        )

    def test_an_override_wants_a_rate_and_a_reason(self):
        run = self._computed()
        self._invoice(self.partner, 1000, -50, due=-45)
        run.action_compute()
        cell = self._cell(run, "31–90 days")
        for pattern, vals in (
            ("31–90 days: write down why 50.0 per cent", {"rate": 0.5}),
            ("31–90 days: a loss rate lies", {"rate": 1.01, "reason": "x"}),
            ("31–90 days: a loss rate lies", {"rate": -0.01, "reason": "x"}),
        ):
            with self.assertRaisesRegex(ValidationError, pattern), self.cr.savepoint():
                cell.write(vals)
