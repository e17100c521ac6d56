from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.called import is_id


class CustomerDossierClearanceFirst(models.TransientModel):
    """The first appointment: nobody is there yet who could approve it.

    A settings administrator approves a leader's prepared appointment, once, while no
    leader has a clearance in force in that company. All conditions but the approver's
    hold, nobody lets himself in, and it stays on record as what it was.
    """

    _name = "customer.dossier.clearance.first"
    _description = "First appointment of a leader"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = {"manager": "rwcu"}

    clearance_id = fields.Many2one(
        "customer.dossier.clearance",
        string="Appointment",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._default_clearance_id(),
    )
    reason = fields.Text(
        required=True,
        help="Who in the company decided that this person leads, and when.",
    )

    @api.model
    def _default_clearance_id(self):
        if self.env.context.get("active_model") != "customer.dossier.clearance":
            return False
        number = self.env.context.get("active_id")
        return is_id(number) and number

    def action_appoint(self):
        """Approve the leader's appointment in the name of the company's decision.

        :raises AccessError: not a settings administrator, or it is his own appointment
        :raises UserError: it is no leader's, the company has a leader, or a condition
            is not met
        """
        self.ensure_one()
        self.check_access("write")
        clearance = self.clearance_id
        clearance.check_access("write")
        self._check_settings_administrator()
        clearance._check_draft()
        self._check_first()
        clearance._check_conditions()
        # sudo: the company's decision is written where people may not write.
        clearance.sudo().write({"founding": True, "founding_reason": self.reason})
        clearance._approve()

    def _check_settings_administrator(self):
        own = self.clearance_id.user_id == self.env.user
        if own or not self.env.user.has_group("base.group_system"):
            raise AccessError(
                self.env._(
                    "The first leader is appointed by a settings administrator, and "
                    "nobody appoints himself."
                )
            )

    def _check_first(self):
        clearance = self.clearance_id
        if clearance.role != "leader" or clearance.scope != "all":
            raise UserError(
                self.env._("The first appointment is a leader's, for all dossiers.")
            )
        if clearance._leaders():
            raise UserError(
                self.env._(
                    "%(company)s has a leader with a clearance in force. Ask him to "
                    "approve this appointment.",
                    company=clearance.company_id.name,
                )
            )
