from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged

from .judged_common import LATE, PROMPT, JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-31 12:00:00")
class TestMigrationMatrix(JudgedCommon):
    """Ratings and grades as they stood on two days, from where to where."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.names = ["dossier", "falling", "gone", "late", "foreign"]
        for name in cls.names[1:]:
            setattr(cls, name, cls._create_dossier(cls._create_customer(name)))
        cls.foreign.account_manager_id = cls.leader
        everybody = cls.dossier | cls.falling | cls.gone | cls.foreign
        with freeze_time("2026-01-10 12:00:00"):
            everybody.figures_id.sudo().write(PROMPT)
            everybody._assess()
        with freeze_time("2026-07-10 12:00:00"):
            cls.falling.figures_id.sudo().write({**LATE, "rhythm": "lost"})
            cls.falling.sudo().lawsuit = True
            cls.falling._assess()
            cls.late.figures_id.sudo().write(PROMPT)
            cls.late._assess()
            cls.gone.sudo().write({"state": "closed", "closed_on": "2026-07-10"})

    def _show(self, user=None, **vals):
        wizard = (
            self.env["customer.dossier.migration"]
            .with_user(user or self.leader)
            .create({"date_from": "2026-02-01", "date_to": "2026-07-31", **vals})
        )
        wizard.action_show()
        return wizard

    def _cells(self, wizard, name):
        head = wizard.table["head"]
        row = next(row for row in wizard.table["rows"] if row[0].startswith(name))
        return dict(zip(head[1:], row[1:], strict=True))

    def test_from_where_to_where(self):
        wizard = self._show()
        moves = self.env["customer.dossier.migration.move"].search(
            [("migration_id", "=", wizard.id)]
        )
        self.assertNotIn(self.late, moves.dossier_id)
        cells = self._cells(wizard, "AAA")
        numbers = {name: cell.split(" ")[0] for name, cell in cells.items()}
        self.assertEqual(numbers["C"], "1")
        self.assertEqual(numbers["Withdrawn or lost"], "1")
        self.assertGreaterEqual(int(numbers["AAA"]), 2)

    def test_grades_move_as_well(self):
        wizard = self._show(what="grade")
        numbers = {
            name: cell.split(" ")[0]
            for name, cell in self._cells(wizard, "Key").items()
        }
        self.assertEqual((numbers["Special"], numbers["Withdrawn or lost"]), ("1", "1"))

    def test_few_customers_are_marked(self):
        wizard = self._show(user=self.account_manager)
        self.assertTrue(wizard.few)
        self.assertTrue(wizard.table["rows"][0][0].endswith("*"))

    def test_everybody_counts_their_own_dossiers(self):
        own = self._show(user=self.account_manager)
        self.assertEqual(own.customer_count, 3)
        Move = self.env["customer.dossier.migration.move"].with_user(
            self.account_manager
        )
        self.assertNotIn(self.foreign, Move.search([]).dossier_id)
        self.assertFalse(Move.with_user(self.credit).search([]))

    def test_later_assessments_do_not_change_the_past(self):
        self._show()
        with self._on("2026-08-02"):
            self.dossier.sudo().insolvent = True
            self.dossier._assess()
            wizard = self._show(user=self.account_manager)
        self.assertEqual(self._cells(wizard, "AAA")["C"].split(" ")[0], "1")

    def test_drilling_down(self):
        wizard = self._show(what="grade")
        action = wizard.action_customers()
        self.assertEqual(
            action["context"]["group_by"], ["grade_before_id", "grade_after_id"]
        )

    def test_days_out_of_order(self):
        for days in (("2026-07-31", "2026-07-31"), ("2026-07-01", "2026-08-01")):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self._show(date_from=days[0], date_to=days[1])

    def test_who_may_ask(self):
        for user in (self.manager, self.auditor, self.contributor, self.employee):
            with self.assertRaises(AccessError):
                self._show(user=user)
