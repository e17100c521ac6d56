from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..formulas.terms import Layer
from .customer_dossier import CREDIT_MODES
from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary
from .roles import READ_ALONG

KINDS = [
    ("limit_amount", "Limit, by an amount"),
    ("limit_percent", "Limit, by percent"),
    ("credit_mode", "Credit mode"),
    ("stop", "Supply stopped"),
]
ORIGINS = [
    ("temporary", "Temporary limit"),
    ("seasonal", "Seasonal limit"),
    ("insurance", "Credit insurance"),
    ("measure", "Measure"),
]
#: Field that holds the value of a kind; a stop needs none.
VALUES = {
    "limit_amount": "amount",
    "limit_percent": "percent",
    "credit_mode": "mode",
}


class CustomerDossierLayer(models.Model):
    """What lies over the agreed credit terms for a time, and comes off without a trace.

    Laid and lifted by the system, in consequence of what people decided elsewhere. A
    lifted one is never changed again.
    """

    _name = "customer.dossier.layer"
    _description = "Layer over the agreed credit terms"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "date_from desc, id desc"
    _rec_name = "why"
    _refused = SQL("UPDATE OR DELETE")
    _refused_rows = SQL("FOR EACH ROW WHEN (OLD.lifted_on IS NOT NULL)")

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_id"
    _dossier_section = "dossier"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id",
        store=True,
        index=True,
        precompute=True,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(KINDS, string="What changes", required=True)
    amount = OptionalMonetary(help="Added to the agreed limit, below zero for a cut.")
    percent = OptionalFloat(help="Of the agreed limit, below zero for a cut.")
    mode = fields.Selection(CREDIT_MODES, help="At most as generous as this.")
    date_from = fields.Date(string="From", required=True)
    date_until = fields.Date(string="Until", help="The last day on which it counts.")
    origin = fields.Selection(ORIGINS, required=True)
    origin_ref = fields.Integer(string="Made by record", required=True, aggregator=None)
    why = fields.Char(required=True)
    lifted_on = fields.Datetime(string="Lifted on")
    lifted_by_id = fields.Many2one("res.users", string="Lifted by", ondelete="restrict")

    _has_value = models.Constraint(
        "CHECK (CASE kind WHEN 'limit_amount' THEN amount IS NOT NULL"
        " WHEN 'limit_percent' THEN percent >= -100"
        " WHEN 'credit_mode' THEN mode IS NOT NULL ELSE true END)",
        "A layer says by how much it changes the credit terms.",
    )
    _dates_in_order = models.Constraint(
        "CHECK (date_until >= date_from)",
        "Credit terms cannot end before they begin. Check the dates.",
    )
    _one_of_an_origin = models.UniqueIndex(
        "(origin, origin_ref, kind) WHERE lifted_on IS NULL",
        "The credit terms hold this change already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Lay them; the terms in force follow at once.

        :raises UserError: credit of a lapsed dossier would be raised
        """
        layers = super().create(vals_list)
        layers._check_raise()
        layers.dossier_id._settle_terms()
        return layers

    def _lift(self):
        """Take these layers off: what was agreed stands as if they had never been."""
        resting = self.filtered(lambda layer: not layer.lifted_on)
        resting.write(
            {"lifted_on": fields.Datetime.now(), "lifted_by_id": self.env.uid}
        )
        resting.dossier_id._settle_terms()

    def _kept(self):
        return self.filtered("lifted_on")

    @api.model
    def _of(self, origin):
        """The layers that these records brought and that are not lifted; one query.

        :param origin: records of a model that says its ``_layer_origins``
        """
        return self.search(
            Domain("origin", "in", origin._layer_origins)
            & Domain("origin_ref", "in", origin.ids)
            & Domain("lifted_on", "=", False)
        )

    def _check_raise(self):
        for layer in self:
            raises = (layer.amount or 0) > 0 or (layer.percent or 0) > 0
            if raises and layer.origin != "insurance":
                layer.dossier_id._check_current()

    def _counts(self, day):
        """Whether it counts on a day of its company."""
        self.ensure_one()
        ended = self.date_until and self.date_until < day
        return not self.lifted_on and self.date_from <= day and not ended

    def _as_layer(self):
        """:return: ``formulas.terms.Layer``"""
        self.ensure_one()
        name = VALUES.get(self.kind)
        return Layer(**{name: self[name]}) if name else Layer(stop=True)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_laid(self):
        raise UserError(self.env._("A change of credit terms stays on record."))
