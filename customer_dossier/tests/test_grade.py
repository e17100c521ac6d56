from itertools import product

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..formulas import grade
from ..models.customer_dossier import RISK_LEVELS
from ..models.customer_dossier_grade_cell import VALUE_LEVELS
from .judged_common import PROMPT, JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestGrade(JudgedCommon):
    def _matrix(self):
        return self.env["customer.dossier.grade.cell"]._matrix()

    def test_the_shipped_matrix_is_the_article_s(self):
        shipped = {key: cell.code for key, cell in self._matrix().items()}
        self.assertEqual(shipped, grade.MATRIX)

    def test_the_matrix_reads_from_high_value_down_and_from_low_risk_up(self):
        cells = self.env["customer.dossier.grade.cell"].search([])
        levels = ([key for key, _label in rows] for rows in (VALUE_LEVELS, RISK_LEVELS))
        self.assertEqual(
            [(cell.value_level, cell.risk_level) for cell in cells],
            list(product(*levels)),
        )

    def test_the_shipped_cadence_is_the_article_s(self):
        days = {cell.code: cell.revision_days for cell in self._matrix().values()}
        self.assertEqual(days, grade.REVIEW_DAYS)

    def test_an_administrator_s_cell_decides(self):
        cell = self.env.ref("customer_dossier.grade_cell_high_low")
        cell.with_user(self.manager).grade_id = self.env.ref(
            "customer_dossier.grade_general"
        )
        self._assess(PROMPT)
        self.assertEqual(self.dossier.grade_id.code, "general")

    def _refused_cells(self, pattern, **grades):
        with self.assertRaisesRegex(ValidationError, pattern), self.cr.savepoint():
            for place, code in grades.items():
                cell = self.env.ref(f"customer_dossier.grade_cell_{place}")
                cell.with_user(self.manager).grade_id = self.env.ref(
                    f"customer_dossier.grade_{code}"
                )

    def test_a_grade_that_comes_back_with_rising_risk_is_refused(self):
        self._refused_cells(
            "line High: .*may not return", high_medium="special", high_high="key"
        )

    def test_lines_that_lead_in_a_circle_are_refused(self):
        # High value turns key into special; here special would turn into key.
        self._refused_cells(
            "Grade matrix, line",
            low_low="special",
            low_medium="special",
            low_high="key",
        )

    def test_a_cell_cannot_be_missing(self):
        cell = self.env.ref("customer_dossier.grade_cell_high_low")
        with self.assertRaisesRegex(UserError, "value High, risk Low"):
            cell.unlink()

    def test_a_grade_in_the_matrix_stays(self):
        with self.assertRaises(Exception) as caught, mute_logger("odoo.sql_db"):
            with self.cr.savepoint():
                self.env.ref("customer_dossier.grade_key").unlink()
        self.assertIn("grade", str(caught.exception))

    def test_a_cell_stands_once(self):
        cell = self.env.ref("customer_dossier.grade_cell_high_low")
        with (
            self.assertRaises(UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            cell.copy()

    def test_who_may_read_and_change_the_matrix(self):
        cell = self.env.ref("customer_dossier.grade_cell_high_low")
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            self.assertTrue(cell.with_user(user).grade_id)
            with self.assertRaises(AccessError):
                cell.with_user(user).write({"sequence": 1})
        for user in (self.contributor, self.auditor, self.employee, self.salesperson):
            with self.assertRaises(AccessError):
                cell.with_user(user).read(["grade_id"])
        with self.assertRaises(AccessError):
            cell.with_user(self.manager).unlink()
        with self.assertRaises(AccessError):
            cell.with_user(self.manager).create({"value_level": "high"})
