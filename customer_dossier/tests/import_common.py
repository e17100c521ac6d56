import base64
import zipfile
from io import BytesIO

import xlsxwriter

from odoo.addons.customer_dossier.exchange import layout

from .common import DossierCommon


class ImportCommon(DossierCommon):
    """Workbooks written by a program of its own, and what becomes of them."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.partner.write({"ref": "K001", "vat": "91510100MA6", "city": "Chengdu"})

    def _book(self, **sheets):
        """A workbook with technical headings.

        :param sheets: ``code=[{column name: value}, …]``
        """
        target = BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for code, rows in sheets.items():
            sheet = book.add_worksheet(code)
            names = list(dict.fromkeys(name for row in rows for name in row))
            sheet.write_row(0, 0, [f"{code}/{name}" for name in names])
            sheet.write_row(1, 0, names)
            for number, row in enumerate(rows, 2):
                for index, name in enumerate(names):
                    value = row.get(name)
                    if hasattr(value, "year"):
                        sheet.write_datetime(number, index, value, day)
                    elif isinstance(value, str):
                        sheet.write_string(number, index, value)
                    elif value is not None:
                        sheet.write(number, index, value)
        book.close()
        return target.getvalue()

    def _own(self, write, name="identity"):
        """A workbook of one sheet that ``write(book, sheet)`` fills."""
        target = BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True})
        write(book, book.add_worksheet(name))
        book.close()
        return target.getvalue()

    def _wizard(self, content, name="archive.xlsx", user=None, **vals):
        Import = self.env["customer.dossier.import"].with_user(user or self.archivist)
        return Import.create(
            {"file": base64.b64encode(content), "file_name": name, **vals}
        )

    def _check(self, content, name="archive.xlsx", user=None, **vals):
        wizard = self._wizard(content, name, user, **vals)
        wizard.action_check()
        return wizard

    def _import(self, content, name="archive.xlsx", user=None, **vals):
        wizard = self._check(content, name, user, **vals)
        wizard.action_import()
        return wizard

    def _counts(self, wizard):
        return wizard.opened, wizard.updated, wizard.unchanged, wizard.refused

    def _flaws(self, content, name="archive.xlsx", user=None, **vals):
        """What a check says, as ``[(row, column, problem)]``."""
        wizard = self._check(content, name, user, **vals)
        return [(one.row, one.column, one.problem) for one in wizard.finding_ids]

    def _sheet(self, code, dossier=None, user=None):
        sheets = (dossier or self.dossier).sheet_ids
        sheet = sheets.filtered(lambda one: one.code == code)
        return sheet.with_user(user or self.archivist)

    def _table(self, code, user=None):
        tables = layout(self.env(user=user or self.archivist))
        return next(table for table in tables if table.code == code)

    def _damaged(self, book, part, content):
        """The same workbook with other content in one of its parts."""
        target = BytesIO()
        with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(target, "w") as new:
            for info in old.infolist():
                data = content if info.filename == part else old.read(info)
                new.writestr(info.filename, data)
        return target.getvalue()
