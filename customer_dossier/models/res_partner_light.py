from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ..formulas.light import Credit, light
from ..words import worded

_lt = LazyTranslate(__name__)

CONTRIBUTOR = "customer_dossier.group_contributor"
LIGHTS = [("green", "Green"), ("amber", "Amber"), ("red", "Red"), ("grey", "Grey")]
REASONS = {
    "stopped": _lt("Supply is stopped."),
    "overdue_long": _lt("Bills have been overdue for long."),
    "over_limit": _lt("The credit limit is used up."),
    "cash_only": _lt("They buy against prepayment only."),
    "overdue": _lt("A bill is overdue."),
    "nearly_full": _lt("The credit limit is nearly used up."),
    "rated_low": _lt("We rate this customer low."),
    "unknown": _lt("We do not know enough yet."),
    "free": _lt("There is room for an order."),
}
STEPS = {
    "ask_credit": _lt("Talk to the credit accountant before you promise anything."),
    "collect_first": _lt("Collect the overdue bills first."),
    "collect_or_ask_credit": _lt("Collect, or ask the credit accountant for room."),
    "take_prepayment": _lt("Take the payment with the order."),
    "remind": _lt("Remind them when you talk."),
    "check_before_order": _lt("Ask the credit accountant before a large order."),
    "ask_archivist": _lt("Ask the archivist to complete the dossier."),
    "sell": _lt("Go ahead."),
}


class ResPartner(models.Model):
    _inherit = "res.partner"

    dossier_light = fields.Selection(
        LIGHTS,
        string="Credit light",
        compute="_compute_dossier_light",
        groups=CONTRIBUTOR,
        help="For your own customers: whether you may take an order.",
    )
    dossier_light_reason = fields.Char(
        string="Reason", compute="_compute_dossier_light", groups=CONTRIBUTOR
    )
    dossier_light_next_step = fields.Char(
        string="Next step", compute="_compute_dossier_light", groups=CONTRIBUTOR
    )

    @api.depends("commercial_partner_id", "user_id")
    @api.depends_context("company", "uid", "lang")
    def _compute_dossier_light(self):
        lights = self._own_lights()
        for partner in self:
            found = lights.get(partner.commercial_partner_id.id)
            partner.dossier_light = found and found.colour
            partner.dossier_light_reason = found and worded(
                self.env, REASONS[found.reason]
            )
            partner.dossier_light_next_step = found and worded(
                self.env, STEPS[found.step]
            )

    def _own_lights(self):
        """Lights of the current user's own customers among these partners.

        Grey for an own customer without a dossier: that there is none is not told. None
        for a customer with whom the user has a private tie.

        :return: ``{commercial partner id: formulas.light.Light}``, others left out;
            a constant number of queries
        """
        own = self._own_customers()
        dossiers = self._own_dossiers()
        lights = dossiers._light()
        return {
            **dict.fromkeys(own.ids, light(Credit(credit_mode=None))),
            **{dossier.partner_id.id: lights[dossier.id] for dossier in dossiers},
        }

    def _untied(self):
        """The customers among these that are no private affair of the current user."""
        tied = self.env["customer.dossier.recusal"]._own_affairs()
        return self.commercial_partner_id.filtered(lambda c: c.id not in tied)

    def _own_customers(self):
        return self._untied().filtered(
            lambda customer: customer.user_id == self.env.user
        )

    def _own_dossiers(self):
        """Open dossiers of the current user's own customers among these; one query.

        :return: ``customer.dossier`` as superuser: callers let nothing out of it but
            what front-line staff may know
        """
        # sudo: salespeople have no access to dossiers. The domain keeps to customers
        # that are the user's own by either sign, in the current company.
        return (
            self.env["customer.dossier"]
            .sudo()
            .search(
                Domain("company_id", "=", self.env.company.id)
                & Domain("state", "!=", "closed")
                & Domain("partner_id", "in", self._untied().ids)
                & (
                    Domain("partner_id", "in", self._own_customers().ids)
                    | Domain("account_manager_id", "=", self.env.uid)
                )
            )
        )
