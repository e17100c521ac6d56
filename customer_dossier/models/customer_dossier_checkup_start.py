from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from .customer_dossier_checkup import ACTIVITY
from .customer_dossier_lifecycle import KEEPERS
from .roles import group_names

# Days in which a check-up should be finished.
CHECKUP_DAYS = 14


class CustomerDossier(models.Model):
    """Starting check-ups, for one dossier or for many."""

    _inherit = "customer.dossier"

    checkup_ids = fields.One2many(
        "customer.dossier.checkup", "dossier_id", string="Check-ups"
    )

    def action_start_checkup(self):
        """Start a check-up of each of these dossiers; one under way goes on.

        :return: an action that shows them
        :raises AccessError: the user may not work on one of these dossiers
        :raises UserError: one of them is closed
        """
        self.check_access("write")
        self._check_roles(KEEPERS, "write")
        for dossier in self:
            if dossier.state == "closed":
                raise UserError(
                    self.env._(
                        "%(dossier)s is closed. Activate it before you check it up.",
                        dossier=dossier.display_name,
                    )
                )
        checkups = self._start_checkups()
        if len(checkups) == 1:
            return checkups._form_action()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_checkup_action"
            ),
            "domain": [("id", "in", checkups.ids)],
        }

    def _start_checkups(self):
        """:return: the check-ups under way, new ones on the desks of their keepers"""
        Checkup = self.env["customer.dossier.checkup"]
        under_way = Checkup.search(
            [("dossier_id", "in", self.ids), ("state", "=", "open")]
        )
        today = fields.Date.context_today(self)
        # sudo: check-ups are started by this step only, after the checks above.
        started = Checkup.sudo().create(
            [
                {
                    "dossier_id": dossier.id,
                    "keeper_id": dossier._keeper().id,
                    "started_on": today,
                    "deadline": today + timedelta(days=CHECKUP_DAYS),
                }
                for dossier in self - under_way.dossier_id
            ]
        )
        for keeper, checkups in started.grouped("keeper_id").items():
            if keeper and keeper != self.env.user:
                checkups.activity_schedule(
                    ACTIVITY, date_deadline=checkups[0].deadline, user_id=keeper.id
                )
        return under_way | started.sudo(self.env.su)

    def _keeper(self):
        """Who works on the dossier: the archivist, or the deputy of one who left."""
        return (self.archivist_id | self.deputy_id).filtered("active")[:1]


class CustomerDossierSheet(models.Model):
    """A section while its dossier is checked up."""

    _inherit = "customer.dossier.sheet"

    checkup_id = fields.Many2one(
        "customer.dossier.checkup",
        string="Check-up under way",
        compute="_compute_checkup_id",
        groups=group_names(KEEPERS),
    )

    def _compute_checkup_id(self):
        under_way = self.env["customer.dossier.checkup"].search(
            [("dossier_id", "in", self.dossier_id.ids), ("state", "=", "open")]
        )
        by_dossier = {checkup.dossier_id: checkup for checkup in under_way}
        for sheet in self:
            sheet.checkup_id = by_dossier.get(sheet.dossier_id, False)

    def action_verify_next(self):
        """Sign this section and turn to the next one of the check-up under way."""
        self.action_verify()
        return self.action_checkup_next()

    def action_skip_next(self):
        """Say that this section does not apply, and turn to the next one."""
        self.check_access("write")
        self._sign(not_applicable=True)
        return self.action_checkup_next()

    def action_checkup_next(self):
        """Turn to the next section that the check-up under way has not seen."""
        self.ensure_one()
        self.check_access("write")
        if not self.checkup_id:
            return self.action_next()
        return self.checkup_id._next_action(self)
