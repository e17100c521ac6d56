from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW
from .provision_common import ProvisionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProvision(ProvisionCommon):
    """What a run makes of the open items of a day."""

    def test_cells_rates_and_rounding(self):
        self._matrix()
        self._invoice(self.partner, 100.55, -5, due=10)
        self._invoice(self.partner, 333.33, -40, due=-20)
        self._invoice(self._create_customer("Other"), 50.5, -70, due=-60)
        run = self._computed()
        self.assertCells(
            run,
            {
                ("All customers", "Not due"): 100.55,
                ("All customers", "1–30 days"): 333.33,
                ("All customers", "31–90 days"): 50.5,
            },
        )
        # 1.0055, 6.6666 and 1.515, each rounded half up; the total is their sum.
        self.assertEqual(
            run.line_ids.sorted("position").mapped("allowance"), [1.01, 6.67, 1.52, 0]
        )
        self.assertEqual(run.total_allowance, 9.2)
        self.assertEqual(
            run.line_ids.sorted("position").mapped("customers")[:3], [1] * 3
        )
        self.assertEqual({*run.line_ids.mapped("source")}, {"entered"})
        self.assertEqual((run.difference, run.sample), (0, False))

    def test_a_payment_after_the_day_is_not_counted(self):
        invoice = self._invoice(self.partner, 500, -40, due=-35)
        self._pay(invoice, 0)
        self.assertEqual(self._computed(as_of=self._day(-1)).gross, 500)
        self.assertEqual(self._computed().gross, 0)

    def test_credits_lower_no_bucket(self):
        self._invoice(self.partner, 500, -400, due=-370)
        self._refund(self.partner, 200, -380)
        self._prepay(self.partner, 400, -5)
        run = self._computed()
        self.assertEqual((run.gross, run.credits, run.ledger), (500, -600, -100))
        self.assertEqual(run.difference, 0)
        self.assertEqual(run.total_allowance, 500)

    def test_a_customer_with_credits_only_has_no_negative_allowance(self):
        self._prepay(self.partner, 400, -5)
        run = self._computed()
        self.assertEqual((run.gross, run.credits, run.total_allowance), (0, -400, 0))

    def test_the_age_counts_from_the_document(self):
        self._invoice(self.partner, 100, -364, due=300)
        self._invoice(self.partner, 200, -365, due=300)
        run = self._computed(basis="age")
        self.assertCells(
            run,
            {
                ("All customers", "Within a year"): 100,
                ("All customers", "1–2 years"): 200,
            },
        )
        self.assertEqual(run.total_allowance, 45)
        self.assertTrue(run.sample)
        self.assertIn("shipped sample", run.method)

    def test_segments(self):
        territory = self.env["customer.dossier.territory"].create({"name": "North"})
        self.dossier.sudo().write({"territory_id": territory.id, "deposit_held": 10})
        self._invoice(self.partner, 100, -5)
        self._invoice(self._create_customer("No dossier"), 70, -5)
        for segmentation, words in (
            ("territory", ("North", "No territory")),
            ("secured", ("Secured", "Not secured")),
        ):
            run = self._computed(segmentation=segmentation)
            found = {line.segment: line.gross for line in run.line_ids if line.gross}
            self.assertEqual(found, {words[0]: 100, words[1]: 70})
        grade = self.env.ref("customer_dossier.grade_key")
        self.dossier.sudo().grade_id = grade
        run = self._computed(segmentation="grade")
        self.assertEqual(
            {line.segment: line.gross for line in run.line_ids if line.gross},
            {grade.name: 100, "No grade": 70},
        )

    def test_the_factor_raises_rates_and_none_beyond_the_whole(self):
        self._matrix(rows=((0, 0.1), (1, 0.9)))
        self._invoice(self.partner, 100, -5, due=5)
        self._invoice(self.partner, 100, -50, due=-5)
        self.assertEqual(self._computed(factor=1.5).total_allowance, 115)

    def test_specific_customers_leave_the_matrix(self):
        other = self._create_customer("Other")
        self._invoice(self.partner, 1000, -100, due=-95)
        self._invoice(other, 100, -5, due=5)
        run = self._run()
        row = self.env["customer.dossier.provision.specific"].with_user(self.credit)
        row = row.create(
            {
                "run_id": run.id,
                "dossier_id": self.dossier.id,
                "allowance": 700,
                "reason": "Insolvency proceedings have been opened.",
            }
        )
        run.action_compute()
        self.assertEqual((run.gross, row.gross), (100, 1000))
        self.assertEqual(run.total_gross, 1100)
        self.assertEqual(run.total_allowance, 701)
        self.assertEqual(run.difference, 0)

    def test_a_specific_allowance_exceeds_no_debt(self):
        self._invoice(self.partner, 100, -5)
        run = self._run(
            specific_ids=[
                (
                    0,
                    0,
                    {"dossier_id": self.dossier.id, "allowance": 101, "reason": "x"},
                )
            ]
        )
        with self.assertRaisesRegex(ValidationError, "owes 100.0"):
            run.action_compute()

    def test_the_same_day_gives_the_same_numbers(self):
        invoice = self._invoice(self.partner, 500, -40, due=-35)
        first = self._approved(as_of=self._day(-1))
        self._pay(invoice, 0)
        again = self._computed(as_of=self._day(-1))
        for name in ("gross", "allowance", "credits", "ledger", "total_allowance"):
            self.assertEqual(first[name], again[name], name)
        self.assertEqual(
            first.line_ids.sorted("id").mapped("allowance"),
            again.line_ids.sorted("id").mapped("allowance"),
        )
        self.assertEqual(again.movement, 0)

    def test_movement_by_segment(self):
        self._matrix(rows=((0, 0.1), (1, 0.5)))
        self._invoice(self.partner, 1000, -50, due=-45)
        before = self._approved(as_of=self._day(-40))
        self.assertEqual((before.movement, before.previous_id.id), (500, False))
        self.dossier.sudo().grade_id = self.env.ref("customer_dossier.grade_key")
        run = self._computed(segmentation="grade", used=100)
        self.assertEqual(run.previous_id, before)
        self.assertEqual(run.movement, 500 - (500 - 100))
        rows = {m.segment: (m.previous, m.required) for m in run.movement_ids}
        self.assertEqual(rows["All customers"], (500, 0))
        self.assertEqual(rows["Written off since"], (-100, 0))
        self.assertEqual(
            sum(run.movement_ids.mapped("charge"))
            - sum(run.movement_ids.mapped("release")),
            run.movement,
        )

    def test_words_stand_in_every_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self._invoice(self.partner, 100, -5)
        line = self._computed().line_ids.filtered("gross")
        self.assertEqual(line.segment, "All customers")
        self.assertEqual(line.with_context(lang="zh_CN").segment, "全部客户")

    def test_bad_input_is_refused(self):
        for pattern, vals in (
            ("lies in the future", {"as_of": self._day(1)}),
            ("greater than 0", {"factor": 0}),
            ("greater than 0", {"factor": -1}),
            ("greater than 0", {"factor": 101}),
            ("must be a number", {"factor": float("nan")}),
        ):
            with (
                self.subTest(vals),
                self.assertRaisesRegex(ValidationError, pattern),
                self.cr.savepoint(),
            ):
                self._run(**vals)

    def test_without_rates_nothing_is_computed(self):
        self.env.ref("customer_dossier.provision_matrix_age").unlink()
        run = self._run(basis="age")
        with self.assertRaisesRegex(UserError, "has no rates for Age of the document"):
            run.action_compute()

    def test_computing_costs_the_same_for_few_and_for_many(self):
        def crowd(count):
            for _number in range(count):
                partner = self._create_customer("One of many")
                self._create_dossier(partner)
                self._invoice(partner, 100, -5)
            return self._run(rate_source="history")

        costs = []
        for count in (2, 12):
            run = crowd(count)
            run.action_compute()
            costs.append(self._query_count(run.action_compute))
        self.assertEqual(*costs)
        self.assertLessEqual(costs[0], 60)
