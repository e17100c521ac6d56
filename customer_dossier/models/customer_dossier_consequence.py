from odoo import api, models

from ..formulas.hold import reasons
from ..formulas.terms import Terms
from .customer_dossier_terms import AGREED
from .sale_order_hold import OPEN


class CustomerDossier(models.Model):
    """What would follow from other credit terms, said before anybody decides."""

    _inherit = "customer.dossier"

    def _consequences(self, terms):
        """What would follow if these terms were in force.

        :param terms: ``formulas.terms.Terms``
        :return: sentences, none where nothing follows; queries of ``_exposure``, and
            those of ``_would_hold`` where the company holds orders
        """
        self.ensure_one()
        return [*self._exposure_beyond(terms), *self._orders_held(terms)]

    def _terms_with(self, agreed=None, more=()):
        """The terms in force today with other ones agreed, or with more laid over them."""
        return self._terms_on(self.company_id._dossier_today(), agreed, more)

    def _exposure_beyond(self, terms):
        # sudo: who reads the dossier reads its exposure; its documents need not be.
        net = self.sudo()._exposure()[self.id].net
        if terms.mode != "limit" or net <= terms.limit:
            return []
        return [
            self.env._(
                "The exposure of %(exposure)s is %(beyond)s more than that.",
                exposure=self.currency_id.format(net),
                beyond=self.currency_id.format(net - terms.limit),
            )
        ]

    def _orders_held(self, terms):
        if not self.company_id.dossier_hold:
            return []
        orders = self._would_hold(terms)
        if not orders:
            return []
        return [
            self.env._(
                "Quotations that would be held: %(orders)s.",
                orders=", ".join(orders.mapped("name")),
            )
        ]

    def _would_hold(self, terms):
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
        other = standing._replace(
            credit_mode=terms.mode,
            limit=terms.limit,
            stopped=standing.stopped or terms.stopped,
        )

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

    @api.onchange(*AGREED, *AGREED.values())
    def _onchange_terms(self):
        """Say what would follow while the form is not saved yet."""
        known = self._origin._filtered_access("read")
        if not known or known.state != "active":
            return None
        if known.is_layered:
            terms = known._terms_with(self._agreed_terms())
        else:
            terms = Terms(*(self[name] for name in AGREED))
        if terms == known._terms_with():
            return None
        follows = known._consequences(terms)
        return follows and {
            "warning": {
                "title": self.env._("This would follow"),
                "message": "\n".join(follows),
            }
        }
