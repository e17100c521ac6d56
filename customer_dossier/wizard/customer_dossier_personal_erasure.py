from odoo import api, fields, models


class CustomerDossierPersonalErasure(models.TransientModel):
    """Why the personal matters of somebody are erased, all or one of them."""

    _name = "customer.dossier.personal.erasure"
    _description = "Erase personal matters"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = {"archivist": "rwcu", "leader": "rwcu"}

    person_id = fields.Many2one(
        "customer.dossier.person",
        string="Key person",
        required=True,
        ondelete="cascade",
    )
    entry_id = fields.Many2one(
        "customer.dossier.personal",
        string="Only this one",
        domain="[('person_id', '=', person_id)]",
        ondelete="cascade",
        help="Empty: everything personal, expired matters as well.",
    )
    reason = fields.Char(
        required=True,
        help="For example: asked by letter of 3 March. No private matter.",
    )

    @api.model
    def _action_for(self, person, entry=None):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Erase personal matters"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_person_id": person.id,
                "default_entry_id": entry and entry.id,
            },
        }

    def action_erase(self):
        """Erase for good; who, when and why stays on record, the value does not.

        :raises AccessError: the person's dossier is not the user's to keep
        """
        self.ensure_one()
        self.check_access("write")
        self.person_id.check_access("write")
        # sudo: all entries of a person that the user keeps, expired ones as well;
        # nothing of them is shown.
        every = self.sudo().person_id.personal_ids
        chosen = every.filtered(lambda entry: self.entry_id in (entry.browse(), entry))
        chosen._erase("request", self.reason)
        return {"type": "ir.actions.act_window_close"}
