from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ..words import worded
from .customer_dossier_submission import AT_WORK, KEEPERS

_lt = LazyTranslate(__name__)

NEXT = {
    "transmitted": _lt("Verify it, or return it with a question"),
    "verified": _lt("File it into a section"),
    "filed": _lt("Tell the collector what came of it"),
    "returned": _lt("Wait for the answer"),
}


class CustomerDossierSubmission(models.Model):
    """What a reviewer makes of a submission; closed to the collector."""

    _inherit = "customer.dossier.submission"

    reply = fields.Text(
        string="Words to the collector",
        groups=KEEPERS,
        help="Sent with the next step: a question, a reason, or thanks. They must not "
        "tell what the archive holds.",
    )
    reliability = fields.Selection(groups=KEEPERS)
    credibility = fields.Selection(groups=KEEPERS)
    admiralty = fields.Char(groups=KEEPERS)
    verified_on = fields.Date(groups=KEEPERS)
    verified_by_id = fields.Many2one(groups=KEEPERS)
    confirmed_by_ids = fields.Many2many(
        "customer.dossier.submission",
        "customer_dossier_submission_confirmed",
        "submission_id",
        "confirmed_by_id",
        string="Confirmed by",
        groups=KEEPERS,
        domain="[('partner_id', '=', partner_id), ('id', '!=', id)]",
        help="Other submissions that say the same.",
    )
    filed_at = fields.Datetime(string="Filed at", readonly=True, groups=KEEPERS)
    filed_by_id = fields.Many2one(
        "res.users",
        string="Filed by",
        readonly=True,
        ondelete="restrict",
        groups=KEEPERS,
    )
    hours_to_file = fields.Float(
        string="Hours to the file",
        readonly=True,
        digits=(16, 1),
        aggregator="avg",
        groups=KEEPERS,
        help="From being collected in the field to being filed.",
    )
    days_waiting = fields.Integer(
        string="Days waiting", compute="_compute_days_waiting", groups=KEEPERS
    )
    next_step = fields.Char(
        string="Next step", compute="_compute_next_step", groups=KEEPERS
    )
    fact_ids = fields.One2many(
        "customer.dossier.fact",
        "submission_id",
        string="Facts made of it",
        readonly=True,
        groups=KEEPERS,
    )

    @api.depends("transmitted_at", "state")
    def _compute_days_waiting(self):
        now = fields.Datetime.now()
        for submission in self:
            since = submission.state in AT_WORK and submission.transmitted_at
            submission.days_waiting = (now - since).days if since else 0

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_next_step(self):
        for submission in self:
            words = NEXT.get(submission.state)
            submission.next_step = words and worded(self.env, words)
