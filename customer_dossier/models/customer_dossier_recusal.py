from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from .roles import KEEPING

KINDS = [
    ("self", "Is the customer, or works there"),
    ("owner", "Owns a part of it"),
    ("family", "Family or household"),
    ("other", "Other private tie"),
]
STATES = [("in_force", "In force"), ("ended", "Ended")]
#: What is written on a recusal; the rest follows from steps.
FORM_FIELDS = {"user_id", "partner_id", "company_id", "kind", "end_reason"}
#: What stays open after that.
OPEN_FIELDS = {"end_reason"}
#: Roles that see the recusals of their company; all others see their own.
WATCHERS = ("leader", "auditor")


class CustomerDossierRecusal(models.Model):
    """A person stays away from a customer's dossier, because of a private tie.

    It closes the customer's dossiers to the person in every role and every company,
    from the moment it is declared: nobody has to agree to that. Who is a contact of the
    customer in Odoo is kept away without any declaration. Opening the way again takes a
    leader, who is somebody else.
    """

    _name = "customer.dossier.recusal"
    _description = "Recusal"
    _inherit = [
        "customer.dossier.activity.mixin",
        "customer.dossier.cleared",
        "customer.dossier.recorded",
    ]
    _order = "state desc, id desc"
    _allow_sudo_commands = False

    _dossier_roles = {
        "account_manager": "rc",
        "archivist": "rc",
        "credit": "rc",
        "leader": "rwc",
        "auditor": "r",
    }
    _form_fields = FORM_FIELDS
    _dossier_section = "recusal"
    _recorded_section = "recusal"

    user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="Who stays away. Leaders declare for others as well.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        domain="['|', ('is_company', '=', True), ('parent_id', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
        help="Whose leaders see it. The person stays away in every company.",
    )
    kind = fields.Selection(
        KINDS,
        string="Tie",
        required=True,
        help="The kind is enough: names and stories do not belong here.",
    )
    state = fields.Selection(STATES, default="in_force", required=True)
    end_reason = fields.Char(string="Reason of the end", copy=False)
    ended_by_id = fields.Many2one("res.users", string="Ended by", copy=False)
    ended_on = fields.Date(string="Ended on", copy=False)

    _declared_once = models.UniqueIndex(
        "(user_id, partner_id, company_id) WHERE state = 'in_force'",
        "This person stays away from this customer already.",
    )

    @api.model
    def _recorded_fields(self):
        """Who, of which kind, since when: but no customer's name in the log."""
        return ["user_id", "kind", "state", "ended_by_id"]

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for recusal in self:
            number = recusal.id or ""
            recusal.display_name = self.env._("Recusal %(number)s", number=number)

    @api.model
    def _grant_domain(self, grant):
        """Those who watch see their company's; everybody sees and declares their own."""
        if grant.role in WATCHERS:
            return super()._grant_domain(grant)
        return Domain("user_id", "=", self.env.uid)

    @api.model_create_multi
    def create(self, vals_list):
        """Declare: the customer's dossiers are closed to the person at once.

        :raises AccessError: declared for somebody else, and not by a leader
        """
        recusals = super().create(vals_list)
        self._forget_people()
        recusals._take_from_keeping()
        recusals._tell_leaders()
        return recusals

    def write(self, vals):
        """Write why it ends; what was declared stays as it was declared.

        :raises UserError: anything else, or it has ended
        """
        if not self.env.su:
            ended = any(recusal.state == "ended" for recusal in self)
            if ended or (FORM_FIELDS - OPEN_FIELDS) & vals.keys():
                raise UserError(
                    self.env._(
                        "What was declared stays as it is. End it, and declare anew "
                        "what is different."
                    )
                )
        result = super().write(vals)
        self._forget_people()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_declared(self):
        raise UserError(self.env._("A recusal is ended, and stays on record."))

    @api.constrains("partner_id")
    def _check_partner(self):
        for recusal in self:
            if recusal.partner_id.commercial_partner_id != recusal.partner_id:
                raise ValidationError(
                    self.env._(
                        "A dossier is the company's, not the contact's: declare the "
                        "recusal for the company."
                    )
                )

    def action_end(self):
        """Open the way to the dossiers again, as far as the person's roles reach.

        :raises AccessError: the recusal is one's own
        :raises UserError: it has ended already, or no reason is given
        """
        self.check_access("write")
        for recusal in self:
            recusal._check_end()
        # sudo: people may not write the state; access and state are checked above.
        self.sudo().write(
            {
                "state": "ended",
                "ended_by_id": self.env.uid,
                "ended_on": fields.Date.context_today(self),
            }
        )

    def _check_end(self):
        if self.user_id == self.env.user:
            raise AccessError(
                self.env._("Nobody ends a recusal of their own. Ask another leader.")
            )
        if self.state != "in_force":
            raise UserError(
                self.env._(
                    "%(recusal)s has ended already. Reload the page.",
                    recusal=self.display_name,
                )
            )
        if not (self.end_reason or "").strip():
            raise UserError(
                self.env._(
                    "%(recusal)s: write down why it ends before you end it.",
                    recusal=self.display_name,
                )
            )

    def _take_from_keeping(self):
        """Nobody keeps a dossier that is closed to them; a leader finds others."""
        # sudo: whoever declares need not read the dossiers, and nothing is shown.
        Dossier = self.env["customer.dossier"].sudo().with_context(active_test=False)
        for recusal in self:
            for name in KEEPING:
                Dossier.search(
                    Domain("partner_id", "=", recusal.partner_id.id)
                    & Domain(name, "=", recusal.user_id.id)
                ).write({name: False})

    def _tell_leaders(self):
        """Put a neutral reminder on the desks of the leaders, the person left out."""
        leaders = self.env["customer.dossier.clearance"]._leaders_of(self.company_id)
        today = fields.Date.context_today(self)
        # sudo: whoever declares cannot plan for leaders; the words are neutral.
        self.sudo()._put_on_desks(
            "customer_dossier.activity_recusal",
            [
                (recusal, leader, today)
                for recusal in self
                for leader in leaders[recusal.company_id] - recusal.user_id
            ],
        )
