from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRecount(LedgerCommon):
    """Stored figures equal the engine, and where they do not it is found."""

    def setUp(self):
        super().setUp()
        self.other = self._create_dossier(self._create_customer("Second"))
        self._invoice(self.partner, 1000, -40)
        self._order(self.other.partner_id, 3, 100)
        self.both = self.dossier + self.other
        self.both._refresh_figures()
        self.env["customer.dossier.stale"].search([]).unlink()

    def _tamper(self, statement, *values):
        self.env.flush_all()
        self.env.cr.execute(statement, values)
        self.env.invalidate_all()

    def _recount(self, user=None, dossiers=None):
        dossiers = (dossiers or self.both).with_user(user or self.credit)
        action = dossiers.action_compare_figures()
        return self.env["customer.dossier.recount"].browse(action["res_id"])

    def assertCounts(self, recount, compared, equal, known, drift):
        found = recount.sudo()
        self.assertEqual(
            (
                *(found.dossier_count, found.equal_count),
                *(found.known_count, found.drift_count),
            ),
            (compared, equal, known, drift),
        )

    def test_what_was_just_computed_equals_the_books(self):
        recount = self._recount()
        self.assertCounts(recount, 2, 2, 0, 0)
        self.assertFalse(recount.sudo().row_ids)
        self.assertFalse(recount.sudo().oldest)

    def test_a_tampered_row_is_found_named_and_mended(self):
        self._tamper(
            "UPDATE customer_dossier_figures SET exposure = exposure - 999.99,"
            " rhythm = 'lost', utilisation = 5, growth = NULL WHERE id = %s",
            self.dossier.figures_id.id,
        )
        recount = self._recount()
        self.assertCounts(recount, 2, 1, 0, 1)
        rows = recount.row_ids.with_user(self.credit)
        self.assertEqual(rows.dossier_id, self.dossier)
        self.assertEqual(
            [(one.figure, one.stored, one.computed, one.difference) for one in rows],
            [
                ("exposure", "0.01", "1000.00", 999.99),
                ("rhythm", "lost", "insufficient", False),
                ("utilisation", "5", False, False),
            ],
        )
        self.assertEqual(set(rows.mapped("cause")), {"none"})
        self.assertEqual(rows[0].stored_at, recount.oldest)
        action = recount.with_user(self.credit).action_refresh()
        self.assertCounts(recount.browse(action["res_id"]), 1, 1, 0, 0)
        self.assertEqual(self.dossier.exposure, 1000)

    def test_what_is_known_to_be_old_is_told_from_what_nothing_explains(self):
        self._invoice(self.partner, 50, -1)
        self.env.cr.flush()
        recount = self._recount()
        self.assertCounts(recount, 2, 1, 1, 0)
        self.assertEqual(set(recount.row_ids.mapped("cause")), {"waiting"})
        with freeze_time(f"{self._day(40)} 04:00:00"):
            recount = self._recount()
        self.assertIn("overdue_31_60", recount.row_ids.mapped("figure"))
        self.assertEqual(set(recount.row_ids.mapped("cause")), {"day"})
        never = self._create_dossier(self._create_customer("Third"))
        self._invoice(never.partner_id, 5, -1)
        recount = self._recount(dossiers=never)
        self.assertCounts(recount, 1, 0, 1, 0)
        self.assertEqual(set(recount.row_ids.mapped("cause")), {"never"})

    def test_an_administrator_compares_everybody_and_learns_numbers_only(self):
        self._tamper(
            "UPDATE customer_dossier_figures SET overdue = 1 WHERE id = %s",
            self.other.figures_id.id,
        )
        recount = self.env["customer.dossier.recount"].with_user(self.manager)
        recount = recount.create({})
        recount.action_compare()
        self.assertEqual(recount.drift_count, 1)
        self.assertGreaterEqual(recount.dossier_count, 2)
        with self.assertRaises(AccessError):
            recount.row_ids.mapped("stored")
        with self.assertRaises(AccessError):
            self.both.with_user(self.manager).action_compare_figures()
        again = recount.browse(recount.action_refresh()["res_id"])
        self.assertEqual((again.dossier_count, again.drift_count), (1, 0))

    def test_readers_without_the_right_and_strangers_compare_nothing(self):
        for user in (self.account_manager, self.archivist, self.auditor):
            with self.assertRaises(AccessError):
                self._recount(user)
        recount = self._recount()
        with self.assertRaises(AccessError):
            recount.with_user(self.leader).read(["dossier_count"])

    def test_a_comparison_costs_the_same_for_any_number(self):
        dossiers = self.both
        for number in range(18):
            dossiers += self._create_dossier(self._create_customer(f"Dealer {number}"))
        dossiers._refresh_figures()
        costs = [
            self._query_count(self.env["customer.dossier"].browse(ids)._compare_figures)
            for ids in (dossiers[:2].ids, dossiers.ids)
        ]
        self.assertLessEqual(costs[1], costs[0])
