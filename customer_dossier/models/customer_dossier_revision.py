from odoo import api, fields, models
from odoo.exceptions import UserError

from .roles import group_names

STATES = [
    ("planned", "Planned"),
    ("working", "In work"),
    ("prepared", "Prepared"),
    ("verified", "Verified"),
    ("approved", "In force"),
    ("superseded", "Superseded"),
    ("cancelled", "Cancelled"),
]
ACTIVITY = "customer_dossier.activity_revision"
#: Still to be finished; a dossier has one of these at most.
OPEN = ("planned", "working", "prepared", "verified")
READERS = group_names(("account_manager", "archivist", "credit", "leader"))
#: What is set by hand, and until which states.
BY_HAND = {"planned_date": ("planned", "working"), "remark": OPEN}


class CustomerDossierRevision(models.Model):
    """The periodic revision of one dossier: a controlled document once approved."""

    _name = "customer.dossier.revision"
    _description = "Dossier revision"
    _inherit = [
        "customer.dossier.frozen",
        "customer.dossier.activity.mixin",
        "customer.dossier.cleared",
    ]
    _order = "planned_date desc, id desc"
    _rec_name = "name"

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "rw",
        "credit": "re",
        "leader": "rwe",
        "auditor": "re",
    }
    _dossier_path = "dossier_id"
    _form_fields = BY_HAND
    _dossier_section = "revision"
    _thaws = (
        "write_uid",
        "write_date",
        "state",
        "superseded_on",
        "archivist_id",
        "deputy_id",
        "territory_id",
    )

    name = fields.Char(compute="_compute_name", store=True)
    number = fields.Integer(
        required=True,
        readonly=True,
        default=1,
        aggregator=None,
        help="Counts within the dossier.",
    )
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    customer = fields.Char(compute="_compute_customer")
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    archivist_id = fields.Many2one(related="dossier_id.archivist_id", store=True)
    deputy_id = fields.Many2one(related="dossier_id.deputy_id", store=True)
    territory_id = fields.Many2one(
        related="dossier_id.territory_id", store=True, groups=READERS
    )
    state = fields.Selection(STATES, default="planned", required=True, readonly=True)
    planned_date = fields.Date(
        string="Planned date", required=True, help="The day it should be in force by."
    )
    remark = fields.Text(
        string="Remarks", groups=READERS, help="What the next hand should know."
    )
    prepared_by_id = fields.Many2one(
        "res.users", string="Prepared by", readonly=True, ondelete="restrict"
    )
    prepared_on = fields.Date(string="Prepared on", readonly=True)
    verified_by_id = fields.Many2one(
        "res.users", string="Verified by", readonly=True, ondelete="restrict"
    )
    verified_on = fields.Date(string="Verified on", readonly=True)
    approved_by_id = fields.Many2one(
        "res.users", string="Approved by", readonly=True, ondelete="restrict"
    )
    approved_on = fields.Date(string="In force since", readonly=True)
    superseded_on = fields.Date(string="Superseded on", readonly=True)

    _one_open = models.UniqueIndex(
        "(dossier_id) WHERE state IN ('planned', 'working', 'prepared', 'verified')",
        "A revision of this dossier is planned already.",
    )
    _number_unique = models.UniqueIndex(
        "(dossier_id, number)", "Another revision of this dossier has this number."
    )
    _different_people = models.Constraint(
        "CHECK (prepared_by_id <> verified_by_id AND prepared_by_id <> approved_by_id"
        " AND verified_by_id <> approved_by_id)",
        "A revision is prepared, verified and approved by three different people.",
    )
    _sealed_means_approved = models.Constraint(
        "CHECK (sealed IS NOT TRUE OR state IN ('approved', 'superseded'))",
        "An approved revision stays approved until the next one takes its place.",
    )

    @api.depends("dossier_id.name", "number")
    def _compute_name(self):
        for revision in self:
            revision.name = f"{revision.dossier_id.name}-R{revision.number:02}"

    @api.depends("dossier_id.partner_id.name", "name")
    @api.depends_context("uid")
    def _compute_customer(self):
        """The customer for those who read the dossier; the number for all others."""
        readable = self.dossier_id._filtered_access("read")
        for revision in self:
            known = revision.dossier_id in readable
            revision.customer = (
                revision.dossier_id.partner_id.name if known else revision.name
            )

    def write(self, vals):
        """Write values; the activity and the dossier follow the planned day.

        :raises UserError: the revision is past the state in which this is set
        """
        for name in BY_HAND.keys() & vals.keys():
            self._check_state(BY_HAND[name])
        result = super().write(vals)
        if "planned_date" in vals:
            # sudo: how late a revision is starts anew; people set the day only.
            self.sudo().write({"escalation": 0})
            self._tell()
            self.dossier_id.write({"next_revision_date": vals["planned_date"]})
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        self._check_state(())

    def _check_state(self, states):
        """:raises UserError: a revision is in none of these states; says what it is"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for revision in self:
            if revision.state not in states:
                raise UserError(
                    self.env._(
                        "Revision %(name)s is in the state “%(state)s”, so this does "
                        "not apply to it. Reload the page.",
                        name=revision.name,
                        state=labels[revision.state],
                    )
                )

    def _predecessors(self):
        """The approved revision before each of these; one query.

        :return: ``{revision: the one before, or an empty one}``
        """
        # sudo: whoever reads a revision knows that there were others; what is in
        # them is asked for under the reader's own rights.
        system = self.sudo()
        sealed = system.search(
            [("dossier_id", "in", self.dossier_id.ids), ("sealed", "=", True)],
            order="number",
        )
        by_dossier = sealed.grouped("dossier_id")
        before = {
            revision.id: by_dossier.get(revision.dossier_id, sealed.browse()).filtered(
                lambda one, number=revision.number: one.number < number
            )[-1:]
            for revision in system
        }
        return {one: before[one.id].sudo(self.env.su) for one in self}
