from odoo import fields, models
from odoo.exceptions import UserError

ACTIVITY = "customer_dossier.activity_defect"


class CustomerDossierCheckupTask(models.TransientModel):
    """Gives defects to somebody, to be mended by a day."""

    _name = "customer.dossier.checkup.task"
    _description = "Make defects a task"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = {"archivist": "rwc", "leader": "rwc"}

    defect_ids = fields.Many2many(
        "customer.dossier.checkup.defect",
        "customer_dossier_checkup_task_defect_rel",
        string="Defects",
        required=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="For",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    deadline = fields.Date(string="Until", required=True)

    def action_assign(self):
        """Put the defects on the desk of the named person; a second time moves them.

        :raises AccessError: the user does not work on these dossiers
        :raises UserError: the person may not read one of these sections
        """
        self.ensure_one()
        self.check_access("write")
        self.defect_ids.sheet_id.check_access("write")
        theirs = self.defect_ids.with_user(self.user_id)
        if theirs._filtered_access("read") != theirs:
            raise UserError(
                self.env._(
                    "%(person)s may not read all of these sections. Choose somebody "
                    "who may, or fewer defects.",
                    person=self.user_id.name,
                )
            )
        # sudo: nobody writes a defect, and tasks hang on what one may write; whoever
        # writes the section may give it to somebody, and take it from another.
        defects = self.defect_ids.sudo()
        defects.activity_unlink([ACTIVITY])
        defects.activity_schedule(
            ACTIVITY, date_deadline=self.deadline, user_id=self.user_id.id
        )
        return {"type": "ir.actions.act_window_close"}
