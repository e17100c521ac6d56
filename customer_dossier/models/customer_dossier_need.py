from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

KINDS = [
    ("need", "Need"),
    ("help", "Help for the customer"),
    ("promise", "Our promise"),
    ("complaint", "Complaint"),
    ("preference", "Preference"),
]
STATES = [
    ("open", "Open"),
    ("working", "In hand"),
    ("satisfied", "Met"),
    ("dropped", "Dropped"),
]
PENDING = ("open", "working")


class CustomerDossierNeed(models.Model):
    """What a customer needs, complains of or was promised, and what they prefer.

    All but a preference is followed to its end, see ``customer_dossier_need_step``; a
    preference has no end, it is there for whoever serves the customer.
    """

    _name = "customer.dossier.need"
    _description = "Need or preference of a customer"
    _inherit = ["customer.dossier.activity.mixin", "customer.dossier.line"]

    name = fields.Char(string="Need or preference", required=True)
    kind = fields.Selection(KINDS, required=True, default="need")
    product_id = fields.Many2one(
        "product.product", index="btree_not_null", ondelete="restrict"
    )
    way = fields.Char(string="By which way", help="How we mean to meet it.")
    responsible_id = fields.Many2one(
        "res.users", index="btree_not_null", ondelete="restrict"
    )
    deadline = fields.Date()
    overdue = fields.Boolean(compute="_compute_overdue")
    state = fields.Selection(STATES, required=True, default="open", readonly=True)
    outcome = fields.Text(
        string="What came of it", help="The proof that it is met, or why it is not."
    )
    taken_on = fields.Date(string="Taken in hand on", readonly=True)
    taken_by_id = fields.Many2one(
        "res.users", string="Taken in hand by", readonly=True, ondelete="restrict"
    )
    satisfied_on = fields.Date(string="Satisfied on", readonly=True)
    ended_by_id = fields.Many2one(
        "res.users", string="Ended by", readonly=True, ondelete="restrict"
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for need in self:
            need.display_name = self.env._("Need %(number)s", number=need.id or "")

    @api.depends("deadline", "state", "kind")
    def _compute_overdue(self):
        pending = self.filtered(lambda need: need._is_pending() and need.deadline)
        (self - pending).overdue = False
        for need in pending:
            need.overdue = need.deadline < need.company_id._dossier_today()

    @api.model
    def _pending_domain(self):
        """What somebody still has to do."""
        return Domain("state", "in", PENDING) & Domain("kind", "!=", "preference")

    def _is_pending(self):
        return self.state in PENDING and self.kind != "preference"

    @api.constrains("kind", "responsible_id", "deadline")
    def _check_promise(self):
        for need in self:
            if need.kind == "promise" and not (need.responsible_id and need.deadline):
                raise ValidationError(
                    self.env._(
                        "%(promise)s: say who answers for this promise and by which "
                        "day, or nobody keeps it.",
                        promise=need.name,
                    )
                )

    def _service_row(self, label):
        """A preference, or what is still to be done for the customer, and by when."""
        if not (self._is_pending() or self.kind == "preference"):
            return None
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        day = self._is_pending() and self.deadline
        parts = [
            self.name,
            self.product_id.display_name,
            self.way,
            day and format_date(self.env, day),
            self._is_pending() and self.responsible_id.name,
        ]
        return {
            "label": kinds[self.kind],
            "text": " · ".join(filter(None, parts)),
            "late": self.overdue,
        }
