import base64
from io import BytesIO

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW
from .provision_common import ProvisionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProvisionFile(ProvisionCommon):
    """The workbook: live formulas, a note of method, a copy on record."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        with freeze_time(NOW):
            cls.invoice = cls._invoice(cls.partner, 1000.55, -50, due=-45)
            cls._invoice(cls._create_customer("=1+1"), 77.77, -5, due=10)
            cls._prepay(cls.partner, 40, -3)

    def _wizard(self, run, user=None, purpose="Audit"):
        return (
            self.env["customer.dossier.provision.export"]
            .with_user(user or self.credit)
            .create({"run_id": run.id, "purpose": purpose})
        )

    def _export(self, run, **more):
        wizard = self._wizard(run, **more)
        wizard.action_export()
        return wizard, base64.b64decode(wizard.file)

    def _own_run(self):
        run = self._run(
            specific_ids=[
                (
                    0,
                    0,
                    {
                        "dossier_id": self.dossier.id,
                        "allowance": 900.5,
                        "reason": "=cmd()",
                    },
                )
            ]
        )
        run.action_compute()
        return run

    def test_the_sheets_say_what_the_run_says(self):
        run = self._own_run()
        _wizard, content = self._export(run)
        values = openpyxl.load_workbook(BytesIO(content), data_only=True)
        self.assertEqual(
            values.sheetnames,
            ["Cover", "Matrix", "Specific customers", "Movement", "Method"],
        )
        cover = {row[0]: row[1] for row in values["Cover"].iter_rows(values_only=True)}
        self.assertEqual(cover["Allowance"], run.total_allowance)
        self.assertEqual(cover["Gross receivable"], run.total_gross)
        self.assertEqual(cover["Difference"], 0)
        self.assertEqual(cover["Charge (+) or release (−)"], run.movement)
        self.assertEqual(cover["Purpose"], "Audit")
        self.assertEqual(cover["Printed by"], self.credit.name)
        method = [row[0] for row in values["Method"].iter_rows(values_only=True)]
        self.assertIn("Note of method", method)
        self.assertTrue(any("half up" in (line or "") for line in method))

    def test_formulas_are_live(self):
        _wizard, content = self._export(self._own_run())
        book = openpyxl.load_workbook(BytesIO(content))
        formulas = [
            cell.value
            for row in book["Matrix"].iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        self.assertIn("=ROUND(MAX(0,E6)*MIN(1,F6*$B$3),2)", formulas)
        self.assertTrue(any("SUMIF" in formula for formula in formulas))
        reasons = [row[4].value for row in book["Specific customers"].iter_rows()]
        self.assertIn("=cmd()", reasons)
        cell = next(
            row[4]
            for row in book["Specific customers"].iter_rows()
            if row[4].value == "=cmd()"
        )
        self.assertEqual(cell.data_type, "s")

    def test_every_copy_is_on_record(self):
        run = self._own_run()
        first, _content = self._export(run)
        second, _content = self._export(run, user=self.leader)
        self.assertNotEqual(first.file_name, second.file_name)
        rows = self.env["customer.dossier.access.log"].search(
            [("section", "=", "provision"), ("action", "=", "exported")]
        )
        self.assertEqual(rows.mapped("user_id"), self.credit | self.leader)
        self.assertEqual(rows[0].purpose, "Audit")
        self.assertTrue(rows[0].copy_number.startswith("CV"))
        self.assertEqual(rows[0].detail, run.name)
        self.assertEqual(rows.dossier_ids, self.dossier)

    def test_a_copy_is_for_something_and_of_something(self):
        with self.assertRaisesRegex(UserError, "what the copy is for"):
            self._export(self._own_run(), purpose=" ")
        with self.assertRaisesRegex(UserError, "is not computed"):
            self._export(self._run())

    def test_the_other_roles_take_no_copy(self):
        run = self._own_run()
        wizard = self._wizard(run)
        for role in ("account_manager", "archivist", "auditor", "manager", "employee"):
            user = getattr(self, role)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._wizard(run, user=user)
            with self.subTest(role=role), self.assertRaises(AccessError):
                wizard.with_user(user).action_export()
        with self.assertRaises(AccessError):
            wizard.with_user(self.leader).action_export()
