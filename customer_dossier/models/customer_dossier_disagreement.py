from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .optional_monetary import OptionalMonetary

TOPICS = [
    ("funds", "Funds"),
    ("price", "Price"),
    ("outlets", "Outlets"),
    ("promotion", "Promotion"),
    ("other", "Another topic"),
]
ENDS = [
    ("open", "Open"),
    ("agreed", "Agreed"),
    ("given_in", "We gave in"),
    ("parted", "Left as it is"),
]


class CustomerDossierDisagreement(models.Model):
    """Where a customer and we want different things, in the words of both sides.

    It stays as it was written. How it ended is written once.
    """

    _name = "customer.dossier.disagreement"
    _description = "Disagreement with a customer"
    _inherit = ["customer.dossier.entered", "customer.dossier.cleared"]
    _order = "day desc, id desc"
    _rec_name = "day"

    _dossier_roles = {
        "account_manager": "rwc",
        "archivist": "rwc",
        "credit": "rwce",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "measure"
    _entered = frozenset(
        {"dossier_id", "day", "topic", "expected", "theirs", "ours", "gap"}
    )
    _added = frozenset({"state", "outcome"})
    _happened = "day"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    day = fields.Date(
        required=True, default=lambda self: self.env.company._dossier_today()
    )
    topic = fields.Selection(TOPICS, required=True)
    expected = fields.Text(
        string="What they expected", help="And what they found instead."
    )
    theirs = fields.Text(string="Their position", required=True)
    ours = fields.Text(string="Our own position", required=True)
    gap = OptionalMonetary(
        string="Gap between the targets",
        aggregator=None,
        help="Between what they aim at and what we do; empty where it is no amount.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Written by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    state = fields.Selection(ENDS, string="Outcome", required=True, default="open")
    outcome = fields.Text(string="What was agreed", help="Or why it was left.")
    closed_on = fields.Date(string="Closed on", readonly=True)
    measure_ids = fields.One2many(
        "customer.dossier.measure", "disagreement_id", string="Measures"
    )

    _gap_sane = models.Constraint(
        "CHECK (gap >= 0 AND gap < 1e15)",
        "A gap is an amount of zero or more. Check the zeros.",
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._(
                "Disagreement of %(day)s", day=fields.Date.to_string(one.day) or ""
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Write disagreements down, each with the day on which it ended, if any."""
        records = super().create(vals_list)
        records._close()
        return records

    def write(self, vals):
        """Write how it ended; the positions stay as they were.

        :raises UserError: a position would change, or it is closed already
        """
        self.check_access("write")
        if any(one.closed_on for one in self):
            raise UserError(self._entered_text())
        result = super().write(vals)
        if "state" in vals:
            self._close()
        return result

    def _entered_text(self):
        return self.env._(
            "Both positions stay as they were written, and so does how it ended. Write "
            "down another disagreement."
        )

    def _close(self):
        for one in self.filtered(lambda one: one.state != "open"):
            # sudo: the day is the system's to write; the change itself was allowed.
            one.sudo().closed_on = one.company_id._dossier_today()

    @api.constrains("state", "outcome")
    def _check_disagreement(self):
        for one in self:
            if one.state != "open" and not (one.outcome or "").strip():
                raise ValidationError(
                    self.env._("Write down what was agreed, or why it was left.")
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_written(self):
        raise UserError(self.env._("A disagreement stays on record."))


class CustomerDossierMeasure(models.Model):
    _inherit = "customer.dossier.measure"

    disagreement_id = fields.Many2one(
        "customer.dossier.disagreement",
        string="About",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('dossier_id', '=', dossier_id)]",
        help="The disagreement that it shall settle.",
    )
