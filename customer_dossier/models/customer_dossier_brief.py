from odoo import api, fields, models
from odoo.fields import Domain

from .customer_dossier_brief_plan import PERIODS


class CustomerDossierBrief(models.Model):
    """What a leader was told about the customers at one moment; kept as it was made."""

    _name = "customer.dossier.brief"
    _description = "Brief"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "slot desc, id desc"
    _rec_name = "slot"

    _dossier_roles = {"leader": "re"}
    _dossier_section = "brief"

    plan_id = fields.Many2one(
        "customer.dossier.brief.plan", required=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users", string="For", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict"
    )
    period = fields.Selection(PERIODS, required=True)
    slot = fields.Datetime(string="Due at", required=True)
    since = fields.Datetime(
        string="News since", required=True, help="The brief before was made then."
    )
    made_on = fields.Datetime(string="Made on", required=True)
    middle = fields.Integer(
        string="Calm customers",
        aggregator=None,
        help="The rest, of whom nothing needs to be said.",
    )
    line_ids = fields.One2many("customer.dossier.brief.line", "brief_id")
    key_ids = fields.One2many(
        "customer.dossier.brief.line",
        "brief_id",
        string="Key customers",
        domain=[("section", "=", "key")],
    )
    worst_ids = fields.One2many(
        "customer.dossier.brief.line",
        "brief_id",
        string="Worst customers",
        domain=[("section", "=", "worst")],
    )
    changed_ids = fields.One2many(
        "customer.dossier.brief.line",
        "brief_id",
        string="What changed",
        domain=[("section", "=", "changed")],
    )
    waits_ids = fields.One2many(
        "customer.dossier.brief.line",
        "brief_id",
        string="What needs a decision",
        domain=[("section", "=", "waits")],
    )
    decision_ids = fields.One2many(
        "customer.dossier.decision", "brief_id", string="Decisions taken"
    )
    request_ids = fields.One2many(
        "customer.dossier.terms.request", "brief_id", string="Credit terms decided"
    )
    measure_ids = fields.One2many(
        "customer.dossier.measure", "brief_id", string="Measures decided"
    )
    override_ids = fields.One2many(
        "customer.dossier.override", "brief_id", string="Overrides decided"
    )

    _one_a_slot = models.UniqueIndex(
        "(plan_id, slot)", "The brief of this moment is made already."
    )

    @api.depends("slot")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for brief in self:
            zone = brief.company_id._dossier_tz()
            local = brief.slot and fields.Datetime.context_timestamp(
                brief.with_context(tz=zone), brief.slot
            )
            brief.display_name = self.env._(
                "Brief of %(day)s", day=local and fields.Date.to_string(local) or ""
            )

    @api.model
    def _grant_domain(self, grant):
        """Everybody has their own: it was made by one's own rights."""
        return super()._grant_domain(grant) & Domain("user_id", "=", self.env.uid)
