from odoo import api, fields, models

from ..formulas.hold import reasons
from .sale_order_hold import OPEN


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _would_hold(self, mode, limit):
        """Quotations that other terms would hold, and those in force would not.

        Each by itself, as if it were the only one that is confirmed.

        :return: ``sale.order`` as superuser; queries of ``_standings`` and one search
        """
        self.ensure_one()
        # sudo: numbers of quotations go to whoever reads the dossier's credit terms.
        dossier = self.sudo()
        orders = dossier._open_quotations()
        thresholds = orders.env["customer.dossier.hold.rule"]._thresholds(dossier)
        standing = dossier._standings(set(thresholds[dossier.id]))[dossier.id]
        other = standing._replace(credit_mode=mode, limit=limit)

        def holds(order, terms):
            return reasons(terms, order._credit_amount(), thresholds[dossier.id])

        return orders.filtered(
            lambda order: holds(order, other) and not holds(order, standing)
        )

    def _open_quotations(self):
        orders = self.env["sale.order"].search(
            [
                ("state", "in", OPEN),
                ("company_id", "=", self.company_id.id),
                ("partner_invoice_id", "child_of", self.partner_id.id),
            ]
        )
        return orders.filtered("amount_total")


class CustomerDossierTermsRequest(models.Model):
    """What would follow, said before anybody decides."""

    _inherit = "customer.dossier.terms.request"

    consequence = fields.Text(compute="_compute_consequence")

    @api.depends("dossier_id", "kind", "credit_limit", "credit_mode")
    @api.depends_context("lang", "uid")
    def _compute_consequence(self):
        for request in self:
            known = request.dossier_id and request.state in ("requested", "approved")
            request.consequence = known and "\n".join(request._consequences())

    def _consequences(self):
        """:return: sentences, none where nothing follows"""
        if self.kind not in ("limit", "mode") or self._asks_for_nothing():
            return []
        dossier = self.dossier_id
        mode, limit = dossier.agreed_mode, dossier.agreed_limit
        if self.kind == "limit":
            mode, limit = "limit", self.credit_limit
        else:
            mode = self.credit_mode
        return [
            *self._exposure_beyond(dossier, mode, limit),
            *self._orders_held(dossier, mode, limit),
        ]

    def _asks_for_nothing(self):
        asked = self.credit_limit if self.kind == "limit" else self.credit_mode
        return asked is False

    def _exposure_beyond(self, dossier, mode, limit):
        net = dossier._exposure()[dossier.id].net
        if mode != "limit" or net <= limit:
            return []
        return [
            self.env._(
                "The exposure of %(exposure)s is %(beyond)s more than that.",
                exposure=dossier.currency_id.format(net),
                beyond=dossier.currency_id.format(net - limit),
            )
        ]

    def _orders_held(self, dossier, mode, limit):
        if not dossier.company_id.dossier_hold:
            return []
        orders = dossier._would_hold(mode, limit)
        if not orders:
            return []
        return [
            self.env._(
                "Quotations that would be held: %(orders)s.",
                orders=", ".join(orders.mapped("name")),
            )
        ]
