from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..formulas.terms import Terms, in_force
from .customer_dossier import CREDIT_MODES

#: Terms in force and the agreed ones below them.
AGREED = {
    "credit_mode": "agreed_mode",
    "credit_limit": "agreed_limit",
    "blocked": "agreed_stop",
}
#: How the terms in force are kept.
IN_FORCE = {
    "compute": "_compute_terms",
    "store": True,
    "precompute": True,
    "readonly": False,
}


class CustomerDossier(models.Model):
    """Credit terms: what was agreed, and what is in force with all layers over it.

    Everything that asks for terms asks for those in force. To write them is to agree on
    them; layers stay where they are.
    """

    _inherit = "customer.dossier"

    agreed_mode = fields.Selection(
        CREDIT_MODES, string="Agreed credit mode", default="unlimited", required=True
    )
    agreed_limit = fields.Monetary(
        string="Agreed limit", help="Without temporary, insured and sanctioned parts."
    )
    agreed_stop = fields.Boolean(
        string="Supply stopped by hand", help="Whatever measures say."
    )
    credit_mode = fields.Selection(**IN_FORCE)
    credit_limit = fields.Monetary(**IN_FORCE)
    blocked = fields.Boolean(**IN_FORCE)
    terms_due = fields.Date(
        string="Terms change by themselves on",
        compute="_compute_terms",
        store=True,
        precompute=True,
        help="The next day on which something that lies over them begins or is over.",
    )
    layer_ids = fields.One2many(
        "customer.dossier.layer",
        "dossier_id",
        string="Changes for a time",
        domain=[("lifted_on", "=", False)],
    )
    is_layered = fields.Boolean(
        string="Terms are changed for a time", compute="_compute_is_layered"
    )
    may_agree = fields.Boolean(
        string="May set the terms in force",
        compute="_compute_may_agree",
        help="Under a change for a time only the agreed terms are set.",
    )

    _agreed_limit_positive = models.Constraint(
        "CHECK (agreed_limit >= 0 AND agreed_limit < 1e15)",
        "The agreed limit of a dossier is an amount from zero up. Check the zeros.",
    )

    def _init_column(self, column_name):
        """Dossiers from before there were layers: what is in force was agreed."""
        names = {agreed: name for name, agreed in AGREED.items()}
        if column_name not in names:
            super()._init_column(column_name)
            return
        self.env.cr.execute(
            SQL(
                "UPDATE customer_dossier SET %s = %s",
                SQL.identifier(column_name),
                SQL.identifier(names[column_name]),
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        """Create dossiers; terms that are given are agreed on."""
        return super().create([_agreed(vals) for vals in vals_list])

    def write(self, vals):
        """Write values; terms that are given are agreed on."""
        return super().write(_agreed(vals))

    @api.depends("agreed_mode", "agreed_limit", "agreed_stop")
    def _compute_terms(self):
        for dossier in self:
            terms = dossier._terms_on(dossier.company_id._dossier_today())
            dossier.credit_mode = terms.mode
            dossier.credit_limit = terms.limit
            dossier.blocked = terms.stopped
            dossier.terms_due = dossier._next_turn()

    def _next_turn(self):
        today = self.company_id._dossier_today()
        # sudo: as in _terms_on; one day comes out.
        layers = self.sudo().layer_ids
        turns = [layer.date_from for layer in layers]
        turns += [
            one.date_until + timedelta(days=1) for one in layers if one.date_until
        ]
        return min((day for day in turns if day > today), default=False)

    @api.depends("layer_ids")
    def _compute_is_layered(self):
        for dossier in self:
            dossier.is_layered = bool(dossier.layer_ids)

    @api.depends("is_layered")
    @api.depends_context("uid")
    def _compute_may_agree(self):
        sets = self._has_field_access(self._fields["credit_limit"], "write")
        for dossier in self:
            dossier.may_agree = sets and not dossier.is_layered

    def _settle_due(self):
        """Bring those up to the day that have a day to come up to; else no query."""
        due = self.filtered(
            lambda one: (
                one.terms_due and one.terms_due <= one.company_id._dossier_today()
            )
        )
        return due._settle_terms() if due else due

    def _settle_terms(self):
        """Bring the terms in force up to the day: a layer was laid, lifted, or ended.

        :return: the dossiers whose terms moved; one query beside reading those that have
            layers
        """
        # sudo: the terms follow from what was decided, whoever is at work.
        dossiers = self.sudo()
        # sudo: as above; nothing of a layer leaves this method.
        layers = self.env["customer.dossier.layer"].sudo()
        laid = layers.search([("dossier_id", "in", dossiers.ids)]).dossier_id
        before = {one: [one[name] for name in AGREED] for one in laid}
        for name in (*AGREED, "terms_due"):
            self.env.add_to_compute(self._fields[name], laid)
        laid.invalidate_recordset(["layer_ids", "is_layered"], flush=False)
        moved = laid.filtered(lambda one: [one[name] for name in AGREED] != before[one])
        if moved:
            self.env["customer.dossier.stale"]._remember(moved)
            self._wake("customer_dossier.cron_refresh_stale")
        return moved

    def _terms_on(self, day, agreed=None, more=()):
        """The terms in force on a day.

        :param agreed: ``formulas.terms.Terms``; not given: what is agreed today
        :param more: ``formulas.terms.Layer`` of what is not laid yet
        :return: ``formulas.terms.Terms``
        """
        self.ensure_one()
        # sudo: terms in force are the same for every reader of the dossier.
        layers = self.sudo().layer_ids.filtered(lambda layer: layer._counts(day))
        return in_force(
            agreed or self._agreed_terms(),
            [*(layer._as_layer() for layer in layers), *more],
        )

    def _agreed_terms(self):
        return Terms(*(self[name] for name in AGREED.values()))


def default_of(Model, name):
    """The default of a field; terms in force have that of the agreed ones.

    :return: ``{name: value}``, empty without a default
    """
    stored = AGREED.get(name, name) if Model._name == "customer.dossier" else name
    found = Model.default_get([stored])
    return {name: found[stored]} if stored in found else {}


def _agreed(vals):
    return {AGREED.get(name, name): value for name, value in vals.items()}
