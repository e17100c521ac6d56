import json

from xlsxwriter.exceptions import XlsxWriterException

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.web.controllers.pivot import TableExporter

from ..models.customer_dossier_noted import as_text

#: What Odoo's own writing ends with where a table is not of the web client's making.
UNREADABLE = (
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    XlsxWriterException,
)
#: The name of the sheet, and of the model: no cells.
NAMES = ("title", "model")


class DossierPivot(TableExporter):
    @http.route()
    def export_xlsx(self, data="", **kw):
        """Download a pivot table of the archive, where the role carries records out.

        The table comes from the browser, which has had the figures already; what is
        decided here is whether they become a file, and that it is on record. Texts of
        other people's making do not become formulas in it.

        :raises AccessError: the role does not
        :raises UserError: that is no table
        """
        try:
            table = json.loads(data if isinstance(data, str) else data.read())
            model = request.env.get(table.get("model") or "")
            if hasattr(model, "_dossier_roles"):
                model._check_export()
                model._note("exported", model.browse(), road="file", detail="pivot")
                table |= {
                    key: _as_texts(value)
                    for key, value in table.items()
                    if key not in NAMES
                }
            return super().export_xlsx(json.dumps(table), **kw)
        except UNREADABLE:
            raise UserError(
                request.env._(
                    "What the browser sent is not the table of a pivot. Reload the page "
                    "and export it again."
                )
            ) from None


def _as_texts(value):
    """The same part of a table, without a text that a spreadsheet would compute."""
    if isinstance(value, dict):
        return {key: _as_texts(one) for key, one in value.items()}
    return [*map(_as_texts, value)] if isinstance(value, list) else as_text(value)
