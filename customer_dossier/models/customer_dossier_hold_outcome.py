from odoo import fields, models
from odoo.tools import SQL

from ..ledger.order_money import order_money
from .optional_monetary import OptionalMonetary

OUTCOMES = [
    ("waits", "Waits"),
    ("again", "Held again later"),
    ("passed", "Passed by itself"),
    ("running", "Released, not paid yet"),
    ("paid", "Released and paid"),
    ("late", "Released and overdue"),
    ("forgone", "Order lost"),
]
#: What the refresh writes.
REACHED = ("outcome", "came_in", "late", "forgone")


class CustomerDossierHold(models.Model):
    """What a hold saved or cost, as the books tell it later."""

    _inherit = "customer.dossier.hold"

    outcome = fields.Selection(
        OUTCOMES,
        string="What came of it",
        readonly=True,
        help="Refreshed with the figures. Lost: turned down or withdrawn, and never "
        "taken up again.",
    )
    came_in = OptionalMonetary(
        string="Came in after the release",
        readonly=True,
        help="Paid on the invoices of the released order.",
    )
    late = OptionalMonetary(
        string="Overdue after the release",
        readonly=True,
        help="Of the invoices of the released order.",
    )
    forgone = OptionalMonetary(
        string="Order lost",
        readonly=True,
        help="The order was turned down or withdrawn: they may have bought elsewhere.",
    )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _refresh_outcomes(self):
        """Write what came of the held orders of these dossiers.

        Of an order that was held several times the last hold tells. One query for each
        company.
        """
        for company, dossiers in self.grouped("company_id").items():
            orders = SQL(
                "SELECT order_id FROM customer_dossier_hold WHERE dossier_id = ANY(%s)",
                dossiers.ids,
            )
            money = order_money(company.id, orders, company._dossier_today())
            self.env.cr.execute(_written(dossiers.ids, money))
        self.env["customer.dossier.hold"].invalidate_model(REACHED, flush=False)


def _written(dossiers, money):
    """SQL that writes the outcomes which are others than before."""
    return SQL(
        """
        WITH entry AS (
            SELECT h.id, h.amount, money.total - money.residual AS came_in, money.late,
                   CASE WHEN h.id <> MAX(h.id) OVER (
                               PARTITION BY COALESCE(h.order_id, -h.id)) THEN 'again'
                        WHEN h.order_id IS NULL OR o.state = 'cancel'
                          OR h.state IN ('rejected', 'gone') THEN 'forgone'
                        WHEN h.state = 'open' THEN 'waits'
                        WHEN h.state <> 'released' THEN 'passed'
                        WHEN money.late > 0 THEN 'late'
                        WHEN money.total > 0 AND money.residual <= 0 THEN 'paid'
                        ELSE 'running' END AS outcome
              FROM customer_dossier_hold h
              LEFT JOIN sale_order o ON o.id = h.order_id
              LEFT JOIN (%(money)s) money ON money.order_id = h.order_id
             WHERE h.dossier_id = ANY(%(dossiers)s)
        ), result AS (
            SELECT id, outcome,
                   CASE WHEN outcome IN ('running', 'paid', 'late')
                        THEN ROUND(COALESCE(came_in, 0), 2) END AS came_in,
                   CASE WHEN outcome IN ('running', 'paid', 'late')
                        THEN ROUND(COALESCE(late, 0), 2) END AS late,
                   CASE WHEN outcome = 'forgone' THEN amount END AS forgone
              FROM entry
        )
        UPDATE customer_dossier_hold h
           SET outcome = result.outcome, came_in = result.came_in,
               late = result.late, forgone = result.forgone
          FROM result
         WHERE h.id = result.id
           AND (h.outcome, h.came_in, h.late, h.forgone) IS DISTINCT FROM
               (result.outcome, result.came_in, result.late, result.forgone)
        """,
        money=money,
        dossiers=dossiers,
    )
