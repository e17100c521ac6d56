import json

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.pivot import TableExporter


class DossierPivot(TableExporter):
    @http.route()
    def export_xlsx(self, data, **kw):
        """Download a pivot table of the archive, where the role carries records out.

        The table comes from the browser, which has had the figures already; what is
        decided here is whether they become a file, and that it is on record.

        :raises AccessError: the role does not
        """
        text = data if isinstance(data, str) else data.read()
        table = json.loads(text)
        model = request.env.get(table.get("model") or "")
        if hasattr(model, "_dossier_roles"):
            model._check_export()
            model._note("exported", model.browse(), road="file", detail="pivot")
        return super().export_xlsx(json.dumps(table), **kw)
