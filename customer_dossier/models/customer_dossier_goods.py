from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..formulas.policy import passed_on
from .optional_float import OptionalFloat

#: Days in which issued goods count for the score and for a signal.
GOODS_DAYS = 365


class CustomerDossierGoods(models.Model):
    """Promotion goods that a dealer got to pass on, and what was proven to arrive."""

    _name = "customer.dossier.goods"
    _description = "Promotion goods"
    _inherit = ["customer.dossier.as.made"]
    _entered = frozenset(
        {"dossier_id", "seen_on", "product_id", "policy_id", "quantity", "due_on"}
    )

    seen_on = fields.Date(string="Issued on")
    collector_id = fields.Many2one(string="Issued by")
    policy_id = fields.Many2one(
        "customer.dossier.policy",
        string="Promotion",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        domain="[('kind', '=', 'promotion'), ('state', '=', 'issued')]",
    )
    product_id = fields.Many2one(
        "product.product",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    quantity = fields.Float(
        string="Quantity issued", required=True, digits="Product Unit", aggregator="sum"
    )
    due_on = fields.Date(
        string="To be proven by",
        required=True,
        default=lambda self: self.env.company._dossier_today() + relativedelta(days=60),
        help="By then the dealer shows that the goods were passed on.",
    )
    proof_ids = fields.One2many("customer.dossier.proof", "goods_id", string="Proofs")
    proven = fields.Float(
        compute="_compute_proven",
        digits="Product Unit",
        help="What was proven to be passed on.",
    )
    share = OptionalFloat(
        string="Passed on %", compute="_compute_proven", digits=(16, 0)
    )

    _quantity_sane = models.Constraint(
        "CHECK (quantity > 0 AND quantity < 1e9)",
        "Goods are issued in a quantity above zero. Check the digits.",
    )
    _days_ordered = models.Constraint(
        "CHECK (seen_on <= due_on)",
        "Goods cannot be proven before they were issued. Check the two days.",
    )

    @api.depends("product_id", "seen_on")
    def _compute_display_name(self):
        for goods in self:
            day = fields.Date.to_string(goods.seen_on) or ""
            goods.display_name = f"{goods.product_id.name or ''} {day}".strip()

    @api.depends("quantity", "proof_ids.quantity", "proof_ids.withdrawn")
    def _compute_proven(self):
        for goods in self:
            counted = goods.proof_ids.filtered(lambda one: not one.withdrawn)
            goods.proven = sum(counted.mapped("quantity"))
            goods.share = passed_on(goods.quantity or 0.0, goods.proven)


class Passed(NamedTuple):
    """What a dealer passed on of the goods that had to be proven by now.

    :param share: mean of what was passed on of each issue, in percent.
    :param count: how many issues.
    """

    share: float
    count: int


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _goods_shares(self):
        """What these customers passed on; issues count alike, whatever their units.

        :return: ``{dossier id: Passed}`` where goods had to be proven in the last 12
            months; one query for each company
        """
        self.env["customer.dossier.goods"].flush_model()
        self.env["customer.dossier.proof"].flush_model()
        shares = {}
        for company, dossiers in self.grouped("company_id").items():
            today = company._dossier_today()
            query = _issues(dossiers.ids, today - relativedelta(days=GOODS_DAYS), today)
            for dossier, issued, proven in self.env.execute_query(query):
                shares.setdefault(dossier, []).append(passed_on(issued, proven))
        return {
            dossier: Passed(sum(found) / len(found), len(found))
            for dossier, found in shares.items()
        }

    def _signal_facts(self):
        return super()._signal_facts() | {"goods": self._goods_shares()}


def _issues(ids, since, today):
    return SQL(
        """
        SELECT g.dossier_id, g.quantity::float8, COALESCE(SUM(p.quantity), 0)::float8
          FROM customer_dossier_goods g
          LEFT JOIN customer_dossier_proof p
            ON p.goods_id = g.id AND p.withdrawn IS NULL
         WHERE g.dossier_id = ANY(%s) AND g.withdrawn IS NULL
           AND g.due_on > %s AND g.due_on < %s
         GROUP BY g.id
        """,
        ids,
        since,
        today,
    )
