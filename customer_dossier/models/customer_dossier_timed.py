from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

STATES = [
    ("to_come", "To come"),
    ("in_force", "In force"),
    ("over", "Over"),
    ("called_off", "Called off"),
]


class CustomerDossierTimed(models.AbstractModel):
    """What changes a customer's credit from one day to another.

    It stays as it was made: it is called off, and another one is made. What it changes
    in the credit terms lies over the agreed ones as a layer.
    """

    _name = "customer.dossier.timed"
    _description = "Change of credit for a time"
    _inherit = ["customer.dossier.cleared"]
    _order = "date_from desc, id desc"

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "r",
        "credit": "rwce",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "dossier"

    #: Origins of ``customer.dossier.layer`` that this model lays.
    _layer_origins = ()
    #: Fields that say what was made.
    _made = frozenset({"dossier_id", "date_from", "date_until"})

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
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

    @api.model
    def _has_field_access(self, field, operation):
        """People write what they make; steps write the rest, through sudo."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name in self._made | {"remark"}

    @api.model_create_multi
    def create(self, vals_list):
        """Make them; the credit terms in force follow at once.

        :raises UserError: credit of a lapsed dossier would be raised
        """
        made = super().create(vals_list)
        made._lay()
        made._tell_figures()
        return made

    def write(self, vals):
        """Write a remark: what was made stays.

        :raises UserError: something else would change
        """
        if self._made & vals.keys():
            self.check_access("write")
            raise UserError(
                self.env._(
                    "%(record)s stays as it was made. Call it off and make another one.",
                    record=self[:1].display_name,
                )
            )
        return super().write(vals)

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
        self._layers()._lift()
        self._tell_figures()

    def _says_why(self):
        return bool((self.remark or "").strip())

    def _layers(self):
        """The layers that these laid and that are not lifted; one query."""
        # sudo: layers are laid and lifted by the system, for what was decided here.
        Layer = self.env["customer.dossier.layer"].sudo()
        return Layer.search(
            Domain("origin", "in", self._layer_origins)
            & Domain("origin_ref", "in", self.ids)
            & Domain("lifted_on", "=", False)
        )

    @api.model
    def _lift_over(self):
        """Take off the layers whose last day has passed: only agreed terms are left."""
        # sudo: as in _layers.
        Layer = self.env["customer.dossier.layer"].sudo()
        laid = Layer.search(
            Domain("origin", "in", self._layer_origins)
            & Domain("lifted_on", "=", False)
            & Domain("date_until", "!=", False)
        )
        laid.filtered(
            lambda one: one.date_until < one.company_id._dossier_today()
        )._lift()

    def _lay(self):
        """Lay over the agreed terms what these change."""
        rows = [
            {"dossier_id": one.dossier_id.id, "origin_ref": one.id, **layer}
            for one in self
            if (layer := one._layer_vals())
        ]
        # sudo: as in _layers.
        self.env["customer.dossier.layer"].sudo().create(rows)

    def _layer_vals(self):
        """:return: kind, value, days, origin and reason of its layer; None without one"""
        raise NotImplementedError

    def _tell_figures(self):
        # sudo: figures follow from what was made; nothing is read out.
        dossiers = self.dossier_id.sudo()
        self.env["customer.dossier.stale"]._remember(dossiers)
        dossiers._wake("customer_dossier.cron_refresh_stale")
