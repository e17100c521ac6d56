from odoo import http

from odoo.addons.web.controllers.binary import Binary


class DossierFile(Binary):
    @http.route("/customer_dossier/file", type="http", auth="user", readonly=False)
    def dossier_file(self, **asked):
        """Download what an export has just written.

        Odoo's own address of files reads from the replica, which may not have it yet.
        """
        return self.content_common(**asked)
