import json
from io import BytesIO

import openpyxl

from odoo import Command
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .access_log_common import AccessLogCommon

ATTACK = "=cmd|' /C calc'!A0"
PIVOT = {
    "model": "customer.dossier",
    "title": "Dossiers",
    "measure_count": 1,
    "origin_count": 1,
    "col_group_headers": [[{"title": ATTACK, "width": 1, "height": 1}]],
    "measure_headers": [{"title": "=1+1", "is_bold": False}],
    "rows": [{"title": ATTACK, "indent": 0, "values": [{"value": "@SUM(1)"}]}],
}


@tagged("post_install", "-at_install")
class TestExportFormulas(AccessLogCommon, HttpCase):
    """Names that would be formulas leave as texts, by the web client's own exports."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.name = ATTACK
        cls.leader.group_ids = [Command.link(cls.env.ref("base.group_allow_export").id)]

    def _download(self, path, data):
        self.authenticate("leader", "leader")
        return self.url_open(
            path, data={"data": data, "csrf_token": Request.csrf_token(self)}
        )

    def _cells(self, path, data):
        book = openpyxl.load_workbook(BytesIO(self._download(path, data).content))
        return [cell for row in book.active for cell in row if cell.value is not None]

    def _check_texts(self, cells):
        self.assertTrue(any(ATTACK in str(cell.value) for cell in cells))
        self.assertFalse([cell.value for cell in cells if cell.data_type == "f"])

    def test_a_list_flat_and_grouped(self):
        fields = ("partner_id", "state")
        for groups in ([], ["partner_id"], ["state", "partner_id"]):
            with self.subTest(groups=groups):
                asked = {
                    "model": "customer.dossier",
                    "fields": [
                        {"name": name, "label": name, "type": "char"} for name in fields
                    ],
                    "ids": self.dossier.ids,
                    "domain": [["id", "in", self.dossier.ids]],
                    "groupby": groups,
                    "import_compat": False,
                }
                self._check_texts(self._cells("/web/export/xlsx", json.dumps(asked)))

    def test_a_pivot(self):
        cells = self._cells("/web/pivot/export_xlsx", json.dumps(PIVOT))
        self._check_texts(cells)
        self.assertIn("'@SUM(1)", [cell.value for cell in cells])

    @mute_logger("odoo.http")
    def test_a_pivot_that_is_none_is_refused_in_words(self):
        for data in (
            "",
            "nonsense",
            "[]",
            "1",
            '{"model": []}',
            json.dumps({**PIVOT, "rows": 1}),
            json.dumps({**PIVOT, "title": 1}),
        ):
            with self.subTest(data=data):
                answer = self._download("/web/pivot/export_xlsx", data)
                self.assertEqual(answer.status_code, 422)
                self.assertIn("Reload the page", answer.text)
