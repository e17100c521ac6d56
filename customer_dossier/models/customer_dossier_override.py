from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .customer_dossier import RATINGS

STATES = [
    ("requested", "Requested"),
    ("in_force", "In force"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("expired", "Expired"),
    ("ended", "Ended"),
    ("broken", "Broken by a hard trigger"),
]
#: States in which something can still happen.
OPEN = ("requested", "in_force")


class CustomerDossierOverride(models.Model):
    """A person's rating in place of the scorecard's: for a time, by two people.

    Requests are never changed or deleted: what was asked for, by whom, who decided and
    how it ended stays on record, in Python and by a trigger of the database.
    """

    _name = "customer.dossier.override"
    _description = "Override of a rating"
    _inherit = [
        "customer.dossier.activity.mixin",
        "customer.dossier.informed",
        "customer.dossier.entered",
        "customer.dossier.append.only",
        "customer.dossier.cleared",
    ]
    _order = "id desc"
    _allow_sudo_commands = False
    _refused = SQL("UPDATE OR DELETE")
    _refused_rows = SQL(
        "FOR EACH ROW WHEN (OLD.state NOT IN ('requested', 'in_force'))"
    )

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "rwc",
        "credit": "rwce",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "override"
    _entered = frozenset({"dossier_id", "rating", "date_until", "reason", "evidence"})

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id",
        store=True,
        index=True,
        precompute=True,
        ondelete="restrict",
    )
    state = fields.Selection(STATES, default="requested", required=True)
    rating = fields.Selection(RATINGS[:-1], string="Rating instead", required=True)
    rating_before = fields.Selection(
        RATINGS,
        string="Rating by the scorecard",
        readonly=True,
        help="When it was asked for.",
    )
    date_until = fields.Date(
        string="Until",
        required=True,
        help="The last day on which it holds, at most 90 days from today.",
    )
    reason = fields.Text(required=True, help="Why the scorecard is wrong here.")
    evidence = fields.Text(
        required=True, help="What shows it: a document, a visit, a confirmation."
    )
    requested_by_id = fields.Many2one(
        "res.users",
        string="Requested by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    requested_on = fields.Date(string="Requested on", readonly=True)
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="restrict"
    )
    decided_on = fields.Date(string="Decided on", readonly=True)
    ended_by_id = fields.Many2one(
        "res.users", string="Ended by", readonly=True, ondelete="restrict"
    )
    ended_on = fields.Date(string="Ended on", readonly=True)
    may_decide = fields.Boolean(
        string="May decide",
        compute="_compute_may_decide",
        help="Somebody else than whoever asked for it decides, and leads.",
    )

    _one_open = models.UniqueIndex(
        "(dossier_id) WHERE state IN ('requested', 'in_force')",
        "There is an override of this dossier already, requested or in force. It has to "
        "end first.",
    )
    _two_people = models.Constraint(
        "CHECK (decided_by_id <> requested_by_id)",
        "Nobody decides on an override that they asked for.",
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for override in self:
            override.display_name = self.env._(
                "Override %(number)s", number=override.id or ""
            )

    @api.depends("requested_by_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        leads = self.env.user.has_group("customer_dossier.group_leader")
        for override in self:
            asked = override.requested_by_id == self.env.user
            override.may_decide = leads and not asked

    def _entered_text(self):
        return self.env._(
            "A request stays as it was made. Withdraw it and make another one."
        )

    def _kept(self):
        """Those of these records that have come to their end."""
        return self.filtered(lambda override: override.state not in OPEN)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        raise UserError(
            self.env._("An override stays on record, whatever became of it.")
        )
