from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary
from .photo import Photo
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
    ("kept", "Complied with"),
    ("breached", "Breached"),
    ("not_comparable", "Not comparable"),
    ("none", "No policy"),
]


class CustomerDossierReading(models.Model):
    """What somebody read at a customer's: a price, a stock, a shelf.

    It is held against the policies of its day as it is made, and never again.
    """

    _name = "customer.dossier.reading"
    _description = "Market reading"
    _inherit = ["customer.dossier.as.made"]
    _entered = frozenset(
        {
            *("dossier_id", "seen_on", "kind", "product_id", "price", "currency_id"),
            *("number", "territory_id", "carried_out", "place", "photo", "visit_id"),
        }
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
        string="How many",
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
    seen_on = fields.Date(string="Seen on")
    collector_id = fields.Many2one(string="Seen by")
    place = fields.Char(help="The outlet or town, where it matters.")
    photo = Photo(
        max_width=1920,
        max_height=1920,
        groups=READERS,
        help="It opens for whoever reads this reading.",
    )
    visit_id = fields.Many2one(
        "customer.dossier.visit",
        string="At the visit",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        domain="[('dossier_id', '=', dossier_id), ('day', '!=', False)]",
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

    @api.constrains("visit_id", "dossier_id")
    def _check_visit(self):
        """:raises ValidationError: the visit was somewhere else, or is not one's to see"""
        for reading in self.filtered("visit_id"):
            visit = reading.visit_id._filtered_access("read")
            if visit.dossier_id != reading.dossier_id:
                raise ValidationError(
                    self.env._(
                        "%(reading)s: choose a visit to the same customer.",
                        reading=reading.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Write down readings, and hold them against the policies of their day."""
        readings = super().create(vals_list)
        readings._judge()
        return readings
