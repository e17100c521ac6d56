from odoo import api, fields, models
from odoo.exceptions import UserError

STATES = [
    ("to_come", "To come"),
    ("in_force", "In force"),
    ("over", "Over"),
    ("called_off", "Called off"),
]


class CustomerDossierDated(models.AbstractModel):
    """What holds for a customer from one day to another, and stays as it was made.

    It is called off, and another one is made.
    """

    _name = "customer.dossier.dated"
    _description = "What holds for a time"
    _inherit = ["customer.dossier.entered", "customer.dossier.cleared"]
    _order = "date_from desc, id desc"

    _dossier_path = "dossier_id"
    _entered = frozenset({"dossier_id", "date_from", "date_until"})
    _added = frozenset({"remark"})

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
    )
    date_until = fields.Date(string="Until", help="The last day on which it counts.")
    remark = fields.Char()
    called_off = fields.Char(string="Called off because", readonly=True)
    called_off_by_id = fields.Many2one(
        "res.users", string="Called off by", readonly=True, ondelete="restrict"
    )
    state = fields.Selection(STATES, compute="_compute_state")

    _days_ordered = models.Constraint(
        "CHECK (date_from <= date_until)",
        "It cannot end before it begins. Check its two days.",
    )

    @api.depends("date_from", "date_until", "called_off", "company_id")
    def _compute_state(self):
        for one in self:
            one.state = one._state_on(
                (one.company_id or self.env.company)._dossier_today()
            )

    def _state_on(self, day):
        if self.called_off:
            return "called_off"
        if self.date_until and self.date_until < day:
            return "over"
        return "in_force" if self.date_from and self.date_from <= day else "to_come"

    def _entered_text(self):
        return self.env._(
            "%(record)s stays as it was made. Call it off and make another one.",
            record=self[:1].display_name,
        )

    def action_call_off(self):
        """Take these out of the count from now on, for the reason in the remark.

        :raises UserError: the remark is empty, or it does not count any more
        """
        self.check_access("write")
        for one in self:
            if one.state not in ("to_come", "in_force") or not one._says_why():
                raise UserError(
                    self.env._(
                        "%(record)s: write under Remark why it ends, unless it is over "
                        "already.",
                        record=one.display_name,
                    )
                )
            # sudo: the step writes what people may not; access is checked above.
            one.sudo().write(
                {"called_off": one.remark, "called_off_by_id": self.env.uid}
            )

    def _says_why(self):
        return bool((self.remark or "").strip())
