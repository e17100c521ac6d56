import base64
import json

from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class CustomerDossierRelease(models.TransientModel):
    """The step before uninstalling: the record of who read what would go as well.

    A settings administrator says why. It is on record, leaders and auditors are told,
    and what the log held is downloaded: counts and hashes, no row of it.
    """

    _name = "customer.dossier.release"
    _description = "Release for uninstalling"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = {"manager": "rwcu"}

    reason = fields.Text(
        required=True, help="Who in the company decided that the archive goes, and why."
    )
    file = fields.Binary(string="Anchor", attachment=False, readonly=True)
    file_name = fields.Char(string="File name", readonly=True)

    def action_release(self):
        """Release the record, and hand out what it held at that moment.

        :raises AccessError: not a settings administrator
        :raises UserError: no reason is given
        """
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group("base.group_system"):
            raise AccessError(
                self.env._("The archive is released by a settings administrator.")
            )
        if not (self.reason or "").strip():
            raise UserError(self.env._("Say why the archive goes; it is on record."))
        anchors = self.env["customer.dossier.access.log"]._release(self.reason.strip())
        text = json.dumps(anchors, ensure_ascii=False, indent=2)
        self.write(
            {
                "file": base64.b64encode(text.encode()),
                "file_name": f"access_log_{fields.Date.today()}.json",
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
