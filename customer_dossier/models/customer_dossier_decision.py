from odoo import api, fields, models

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary

#: Of held orders, and of what is left of confirmed ones.
KINDS = [("release", "Release"), ("reject", "Rejection")]
REST_KINDS = [
    ("undelivered", "Nothing more is delivered"),
    ("finished", "Nothing more is delivered or invoiced"),
    ("reopen", "What is left counts again"),
]
OTHER = [("other", "Another reason")]
REASONS = [
    ("paying", "The payment is on its way"),
    ("secured", "Secured otherwise"),
    ("important", "The order is worth the risk"),
    ("wrong_data", "The check was wrong"),
    ("too_risky", "Too much at risk"),
    ("not_paying", "They do not pay"),
    *OTHER,
]
REST_REASONS = [
    ("not_wanted", "They want no more of it"),
    ("not_available", "We cannot deliver it"),
    ("not_billed", "It is not going to be billed"),
    ("mistaken", "It was closed by mistake"),
    *OTHER,
]


class CustomerDossierDecision(models.Model):
    """Who let a held order go, turned it down or closed its rest, why, and what was seen.

    Kept as it was made. A release covers an amount until a day, and no longer once
    things are worse than what was seen.
    """

    _name = "customer.dossier.decision"
    _description = "Credit decision"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "id desc"

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "r",
        "credit": "re",
        "leader": "re",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "decision"

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
    # No link to the order: a kept row must not hold a quotation that somebody deletes.
    order_number = fields.Char(string="Order", required=True)
    order_ref = fields.Integer(
        string="Order by its id", required=True, index=True, aggregator=None
    )
    kind = fields.Selection(KINDS + REST_KINDS, required=True)
    reason = fields.Selection(REASONS[:-1] + REST_REASONS, required=True)
    note = fields.Text(required=True, help="Why, in words that an auditor understands.")
    amount = fields.Monetary(
        required=True,
        help="Of a release: what the order may be worth. Of a rest: what it comes to.",
    )
    date_until = fields.Date(string="Until", help="The last day of a release.")
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", required=True, ondelete="restrict"
    )
    decided_on = fields.Datetime(string="Decided on", required=True)
    exposure_seen = OptionalMonetary(string="Exposure seen")
    overdue_days_seen = OptionalFloat(string="Days overdue seen", aggregator=None)
    reasons_seen = fields.Json(
        string="Reasons seen", help="Codes of what held the order."
    )
    version_id = fields.Many2one(
        "customer.dossier.version",
        string="Revision seen",
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.depends("order_number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for decision in self:
            decision.display_name = self.env._(
                "Decision on %(order)s", order=decision.order_number
            )

    @api.model
    def _put_on_record(self, asked, order, amount, exposure, **more):
        """Write down what the user decides of an order.

        The caller has checked that they may.

        :param asked: the form with ``dossier_id``, ``kind``, ``reason`` and ``note``
        :param exposure: the payer's net exposure, seen just now
        :param more: further values
        """
        # sudo: decisions are written by this step only, in the name of its user.
        return self.sudo().create(
            {
                "dossier_id": asked.dossier_id.id,
                "order_number": order.name,
                "order_ref": order.id,
                "kind": asked.kind,
                "reason": asked.reason,
                "note": asked.note,
                "amount": amount,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
                "exposure_seen": exposure,
                "version_id": asked.dossier_id._version_in_force().id,
                **more,
            }
        )

    @api.model
    def _in_force(self, orders):
        """The releases that cover these orders today, the newest of each.

        :param orders: ``sale.order``
        :return: ``{(order id, dossier id): decision}``; one search. A release is good
            for the payer of whom it was given. An order released by one person where it
            takes two is not in it.
        """
        running = self._running(orders)
        return {key: one[-1] for key, one in running.items() if one._are_enough()}

    @api.model
    def _first_of_two(self, orders):
        """:return: ``(order id, dossier id)`` of what one of two people has released;
        one search"""
        running = self._running(orders)
        return {key for key, one in running.items() if not one._are_enough()}

    @api.model
    def _running(self, orders):
        """:return: ``{(order id, dossier id): releases}`` that count today, the oldest
        first"""
        # sudo: whoever confirms an order need not read decisions; yes or no comes out.
        found = self.sudo().search([("order_ref", "in", orders.ids)], order="id")
        running = {
            key: decisions._since_rejection().filtered(lambda one: one._runs())
            for key, decisions in found.grouped(
                lambda one: (one.order_ref, one.dossier_id.id)
            ).items()
        }
        return {key: releases for key, releases in running.items() if releases}

    def _are_enough(self):
        """Whether as many people as it takes released what the last one did."""
        last = self[-1]
        covering = self.filtered(lambda one: one.amount >= last.amount)
        return len(covering.decided_by_id) >= last._people_needed()

    def _since_rejection(self):
        """The releases after the last rejection, the oldest first."""
        last = max((one.id for one in self if one.kind == "reject"), default=0)
        return self.filtered(lambda one: one.kind == "release" and one.id > last)

    def _runs(self):
        return (
            not self.date_until or self.date_until >= self.company_id._dossier_today()
        )

    def _people_needed(self):
        """Two above the company's amount, one below."""
        most = self.company_id.dossier_hold_four_eyes
        return 2 if most is not False and self.amount > most else 1
