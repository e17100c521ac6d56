from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.binary import Binary

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DossierFile(Binary):
    @http.route(
        "/customer_dossier/file/<string:model>/<int:wizard>/<string:field>",
        type="http",
        auth="user",
        readonly=False,
    )
    def dossier_file(self, model, wizard, field):
        """Download what an export has just written, by the reader's own rights.

        Odoo's own address of files reads from the replica, which may not have it yet.
        """
        held = request.env.get(model)
        if not hasattr(held, "_download") or f"{field}_name" not in held._fields:
            raise request.not_found()
        return self.content_common(
            model=model,
            id=wizard,
            field=field,
            filename_field=f"{field}_name",
            mimetype=XLSX,
            download="true",
            nocache="true",
        )
