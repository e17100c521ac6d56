from odoo import fields, models

from .photo import Photo
from .res_partner import READERS


class CustomerDossierProof(models.Model):
    """Proof that promotion goods reached the shop or the consumer."""

    _name = "customer.dossier.proof"
    _description = "Proof of promotion goods"
    _inherit = ["customer.dossier.as.made"]
    _entered = frozenset({"seen_on", "goods_id", "quantity", "place", "photo"})

    goods_id = fields.Many2one(
        "customer.dossier.goods", required=True, index=True, ondelete="restrict"
    )
    dossier_id = fields.Many2one(
        related="goods_id.dossier_id", store=True, precompute=True, required=False
    )
    seen_on = fields.Date(string="Seen on")
    collector_id = fields.Many2one(string="Seen by")
    quantity = fields.Float(string="Passed on", required=True, digits="Product Unit")
    place = fields.Char(string="Where", help="The outlet, or the list of receivers.")
    photo = Photo(
        max_width=1920,
        max_height=1920,
        groups=READERS,
        help="A signed list, a shelf, a receipt. It opens for whoever reads this proof.",
    )

    _quantity_sane = models.Constraint(
        "CHECK (quantity > 0 AND quantity < 1e9)",
        "A proof is about a quantity above zero. Check the digits.",
    )
