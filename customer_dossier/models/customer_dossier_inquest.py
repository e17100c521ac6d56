from odoo import api, fields, models

from .customer_dossier_figures import GROWTH_CLASSES
from .optional_monetary import OptionalMonetary

#: Growth classes that nobody passes over without a word.
ASKED = ("fast_growing", "declining", "fast_declining", "lost", "reactivated")
STATED_BY = ("account_manager", "archivist", "leader")


class CustomerDossierInquest(models.Model):
    """Why a customer grows or is being lost: figures, a person's word, a conclusion."""

    _name = "customer.dossier.inquest"
    _description = "Inquest into growth or loss"
    _inherit = ["customer.dossier.frozen", "customer.dossier.cleared"]
    _order = "as_of desc, id desc"

    _dossier_roles = {
        "account_manager": "rw",
        "archivist": "rw",
        "credit": "re",
        "leader": "rwe",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "inquest"
    _thaws = ("write_uid", "write_date", "territory_id")

    revision_id = fields.Many2one(
        "customer.dossier.revision", required=True, index=True, ondelete="restrict"
    )
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, precompute=True
    )
    territory_id = fields.Many2one(related="dossier_id.territory_id", store=True)
    currency_id = fields.Many2one(
        related="dossier_id.currency_id", store=True, precompute=True
    )
    revision_state = fields.Selection(
        related="revision_id.state", related_sudo=False, string="State of the revision"
    )
    growth_class = fields.Selection(
        GROWTH_CLASSES, string="Growth class", required=True, readonly=True
    )
    as_of = fields.Date(required=True, readonly=True, string="Figures as of")
    season_from = fields.Date(string="Season from", readonly=True)
    season_to = fields.Date(string="Season to", readonly=True)
    season_then_from = fields.Date(string="Season a year before from", readonly=True)
    season_then_to = fields.Date(string="Season a year before to", readonly=True)
    festival = fields.Selection(
        [("spring", "Spring Festival"), ("mid_autumn", "Mid-Autumn Festival")],
        readonly=True,
        help="Both seasons keep the same distance to this festival.",
    )
    line_ids = fields.One2many(
        "customer.dossier.inquest.line", "inquest_id", string="Contributions"
    )
    season_line_ids = fields.One2many(
        "customer.dossier.inquest.line",
        "inquest_id",
        string="Contributions in the season",
        domain=[("span", "=", "season")],
    )
    year_line_ids = fields.One2many(
        "customer.dossier.inquest.line",
        "inquest_id",
        string="Contributions in twelve months",
        domain=[("span", "=", "year")],
    )
    season_delta = OptionalMonetary(string="Change in the season", readonly=True)
    year_delta = OptionalMonetary(string="Change in twelve months", readonly=True)
    cause_id = fields.Many2one(
        "customer.dossier.cause", index="btree_not_null", ondelete="restrict"
    )
    statement = fields.Text(help="What the person who answers for the customer says.")
    stated_by_id = fields.Many2one(
        "res.users", string="Stated by", readonly=True, ondelete="restrict"
    )
    conclusion = fields.Text(help="What the leader concludes, and what follows.")
    concluded_by_id = fields.Many2one(
        "res.users", string="Concluded by", readonly=True, ondelete="restrict"
    )

    _revision_unique = models.UniqueIndex(
        "(revision_id)", "This revision has its inquest already."
    )

    @api.depends("revision_id.name")
    def _compute_display_name(self):
        for inquest in self:
            inquest.display_name = inquest.revision_id.name

    @api.model
    def _has_field_access(self, field, operation):
        """Keepers and account managers state, leaders conclude; the rest is reckoned."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        words = {
            "cause_id": STATED_BY,
            "statement": STATED_BY,
            "conclusion": ("leader",),
        }
        return allowed and bool(self._is_cleared_as(words.get(field.name, ())))

    @api.model
    def _is_cleared_as(self, roles):
        grants = self.env["customer.dossier.clearance"]._grants_in_force()
        return any(grant.role in roles for grant in grants)

    def write(self, vals):
        """Write values; whoever states or concludes is named.

        :raises UserError: the statement of a revision that is prepared already
        """
        if self.env.su:
            return super().write(vals)
        signed = {}
        if {"cause_id", "statement"} & vals.keys():
            self._check_roles(STATED_BY, "write")
            # sudo: in which state the revision is stands on the inquest as well.
            self.sudo().revision_id._check_state(("planned", "working"))
            signed["stated_by_id"] = self.env.uid
        if "conclusion" in vals:
            self._check_roles(("leader",), "write")
            signed["concluded_by_id"] = self.env.uid
        result = super().write(vals)
        # sudo: names are set by this step only, after the checks above.
        self.sudo().write(signed)
        return result
