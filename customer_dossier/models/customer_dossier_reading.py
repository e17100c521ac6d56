from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary
from .res_partner import READERS

KINDS = [
    ("price", "Resale price"),
    ("stock", "Stock of our goods"),
    ("outlets", "Number of outlets"),
    ("display", "Our display %"),
    ("territory", "Territory sold in"),
    ("promotion", "Promotion carried out"),
]
RESULTS = [
    ("kept", "Kept"),
    ("breached", "Breached"),
    ("not_comparable", "Not comparable"),
    ("none", "No policy"),
]
NUMBERS = ("stock", "outlets", "display")
#: What a person says about a visit; the rest follows.
TOLD = {
    "dossier_id",
    "kind",
    "product_id",
    "price",
    "currency_id",
    "number",
    "territory_id",
    "carried_out",
    "seen_on",
    "place",
    "photo",
    "remark",
}


class CustomerDossierReading(models.Model):
    """What somebody read at a customer's: a price, a stock, a shelf.

    A reading stays as it was made and is held against the policies of its day; a wrong
    one is withdrawn and made anew.
    """

    _name = "customer.dossier.reading"
    _description = "Market reading"
    _inherit = ["customer.dossier.cleared"]
    _order = "seen_on desc, id desc"
    _rec_name = "seen_on"
    _check_company_auto = True

    _dossier_roles = {
        "account_manager": "rwc",
        "archivist": "rwc",
        "credit": "re",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "market"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    kind = fields.Selection(KINDS, required=True, default="price")
    product_id = fields.Many2one(
        "product.product",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
    )
    price = OptionalMonetary(string="Price", help="For one unit, as it is sold on.")
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
        ondelete="restrict",
    )
    number = OptionalFloat(
        digits=(16, 1),
        aggregator=None,
        help="Units in stock, outlets, or our share of the shelf in percent.",
    )
    territory_id = fields.Many2one(
        "customer.dossier.territory",
        string="Sold in",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
    )
    carried_out = fields.Selection([("yes", "Yes"), ("no", "No")], string="Carried out")
    seen_on = fields.Date(
        string="Seen on",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
    )
    place = fields.Char(help="The outlet or town, where it matters.")
    photo = fields.Image(
        max_width=1920,
        max_height=1920,
        groups=READERS,
        help="It opens for whoever reads this reading.",
    )
    remark = fields.Char()
    collector_id = fields.Many2one(
        "res.users",
        string="Seen by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    submission_id = fields.Many2one(
        "customer.dossier.submission",
        string="From the submission",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
        groups="customer_dossier.group_archivist,customer_dossier.group_leader",
    )
    check_ids = fields.One2many(
        "customer.dossier.check", "reading_id", string="Checks", readonly=True
    )
    result = fields.Selection(RESULTS, readonly=True, copy=False)
    withdrawn = fields.Char(
        string="Withdrawn because",
        readonly=True,
        copy=False,
        help="It does not count any more.",
    )

    _price_sane = models.Constraint(
        "CHECK (price >= 0 AND price < 1e15)",
        "A resale price cannot be negative. Check the digits.",
    )
    _number_sane = models.Constraint(
        "CHECK (number >= 0 AND number < 1e9)",
        "A number that was read cannot be negative. Check the digits.",
    )

    @api.depends("kind", "seen_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for reading in self:
            day = fields.Date.to_string(reading.seen_on) or ""
            reading.display_name = f"{kinds.get(reading.kind, '')} {day}".strip()

    @api.constrains(
        "kind", "product_id", "price", "number", "territory_id", "carried_out"
    )
    def _check_told(self):
        for reading in self:
            said = reading.number is not False and (
                reading.kind != "display" or reading.number <= 100
            )
            told = {
                "price": reading.product_id and reading.price is not False,
                "stock": reading.product_id and reading.number is not False,
                "outlets": said,
                "display": said,
                "territory": reading.territory_id,
                "promotion": reading.carried_out,
            }[reading.kind]
            if not told:
                raise ValidationError(
                    self.env._(
                        "%(reading)s: a price and a stock need their product and what "
                        "was read, a display at most 100 percent. Fill in what is "
                        "missing.",
                        reading=reading.display_name,
                    )
                )

    @api.constrains("seen_on")
    def _check_seen(self):
        for reading in self:
            if reading.seen_on > reading.company_id._dossier_today():
                raise ValidationError(
                    self.env._(
                        "%(day)s lies in the future: a reading is written down once "
                        "it is made.",
                        day=reading.seen_on,
                    )
                )

    @api.model
    def _has_field_access(self, field, operation):
        """People write what they saw; who they are and the result follow."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name in TOLD

    @api.model_create_multi
    def create(self, vals_list):
        """Write down readings, and hold them against the policies of their day."""
        readings = super().create(vals_list)
        readings._judge()
        return readings

    def write(self, vals):
        """Write a remark: what was read stays as it was.

        :raises UserError: what was read would change
        """
        self.check_access("write")
        if (TOLD - {"remark"}) & vals.keys():
            raise UserError(
                self.env._(
                    "A reading stays as it was made. Withdraw it and write down "
                    "another one."
                )
            )
        return super().write(vals)

    def action_withdraw(self):
        """Take readings out of the count, for the reason in the remark.

        :raises UserError: the remark is empty, or a reading is withdrawn already
        """
        self.check_access("write")
        for reading in self:
            if reading.withdrawn or not (reading.remark or "").strip():
                raise UserError(
                    self.env._(
                        "%(reading)s: write under Remark why it no longer counts, "
                        "unless it is withdrawn already.",
                        reading=reading.display_name,
                    )
                )
            # sudo: the step writes what people may not; access is checked above.
            reading.sudo().withdrawn = reading.remark
