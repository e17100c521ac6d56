from odoo import api, fields, models
from odoo.exceptions import UserError

STATES = [
    ("open", "Open"),
    ("kept", "Kept"),
    ("partially_kept", "Kept in part"),
    ("broken", "Broken"),
    ("called_off", "Called off"),
]


class CustomerDossierPromise(models.Model):
    """A customer's promise to pay, held against the money that came in.

    A promise stays as it was made: whoever could move its day could keep it for the
    customer.
    """

    _name = "customer.dossier.promise"
    _description = "Promise to pay"
    _inherit = ["customer.dossier.entered", "customer.dossier.cleared"]
    _order = "due_on desc, id desc"
    _rec_name = "due_on"

    _dossier_roles = {
        "account_manager": "rwc",
        "archivist": "rwc",
        "credit": "rwce",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "transactions"
    _entered = frozenset({"dossier_id", "made_on", "due_on", "amount", "said_by"})
    _added = frozenset({"remark"})
    _happened = "made_on"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    made_on = fields.Date(
        string="Promised on",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
    )
    due_on = fields.Date(
        string="To be paid by", required=True, help="Three days of grace are added."
    )
    amount = fields.Monetary(string="Amount promised", required=True)
    said_by = fields.Char(string="Promised by", help="Who promised it, and how.")
    remark = fields.Char()
    called_off = fields.Char(
        string="Called off because", readonly=True, help="It does not count any more."
    )
    called_off_by_id = fields.Many2one(
        "res.users", string="Called off by", readonly=True, ondelete="restrict"
    )
    paid = fields.Monetary(
        string="Came in", compute="_compute_state", help="Counted for one promise only."
    )
    state = fields.Selection(STATES, compute="_compute_state")

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A promise is about an amount of more than zero."
    )
    _days_ordered = models.Constraint(
        "CHECK (made_on <= due_on)",
        "A promise cannot be due before it was made. Check its two days.",
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        for promise in self:
            promise.display_name = self.env._(
                "Promise for %(day)s", day=fields.Date.to_string(promise.due_on) or ""
            )

    @api.depends("dossier_id", "made_on", "due_on", "amount", "called_off")
    def _compute_state(self):
        """From the ledger as it stands; two queries for each company."""
        known = self.filtered(lambda one: one.dossier_id and one.due_on and one.made_on)
        (self - known).paid = 0.0
        (self - known).state = "open"
        judged = known.dossier_id._judged_promises()
        for promise in known:
            paid, state = judged.get(promise._origin.id, (0.0, "open"))
            promise.paid = paid
            promise.state = "called_off" if promise.called_off else state

    def _entered_text(self):
        return self.env._(
            "A promise stays as it was made. Call it off and write down another one."
        )

    def action_call_off(self):
        """Take promises out of the count, for the reason in the remark.

        :raises UserError: the remark is empty, or the promise is called off already
        """
        self.check_access("write")
        for promise in self:
            if promise.called_off or not (promise.remark or "").strip():
                raise UserError(
                    self.env._(
                        "%(promise)s: write under Remark why it no longer counts, "
                        "unless it is called off already.",
                        promise=promise.display_name,
                    )
                )
            # sudo: the step writes what people may not; access is checked above.
            promise.sudo().write(
                {"called_off": promise.remark, "called_off_by_id": self.env.uid}
            )
