from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL, format_list

from ..ledger.counted import Counted
from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary

#: Settings that say what counts, by the words for what does not.
PARTS = ("ordered", "delivered", "drafts")


class ResCompany(models.Model):
    """What counts towards the exposure of a customer of this company."""

    _inherit = "res.company"

    dossier_exposure_ordered = fields.Boolean(
        string="Count orders not delivered",
        default=True,
        help="Confirmed orders, as far as they are neither delivered nor invoiced.",
    )
    dossier_exposure_delivered = fields.Boolean(
        string="Count deliveries not invoiced", default=True
    )
    dossier_exposure_drafts = fields.Boolean(
        string="Count draft invoices",
        default=True,
        help="Otherwise what an order has in a draft still counts with the order.",
    )
    dossier_exposure_horizon = OptionalFloat(
        string="Count orders due within (days)",
        digits=(16, 0),
        help="What is to be delivered later does not count yet. Empty: all orders.",
    )

    dossier_exposure_tolerance = OptionalMonetary(
        string="Small amounts overdue",
        help="An invoice of which so much or less is open makes nobody late. It stays "
        "owed and overdue as an amount. Empty: every cent is late.",
    )

    _dossier_exposure_tolerance_sane = models.Constraint(
        "CHECK (dossier_exposure_tolerance >= 0)",
        "What is too small to be late is an amount from zero up.",
    )
    _dossier_exposure_horizon_sane = models.Constraint(
        "CHECK (dossier_exposure_horizon BETWEEN 0 AND 36500)",
        "Orders are counted within 0 to 36500 days. Leave it empty to count them all.",
    )

    def _exposure_counted(self, exclude=None, horizon=None):
        """What counts for a customer of this company.

        :param exclude: sale orders or invoices that are left out
        :param horizon: a day; not given: so many days from today as the setting says
        :return: ``ledger.counted.Counted``; no query
        :raises ValueError: the documents left out are neither
        """
        self.ensure_one()
        days = self.dossier_exposure_horizon
        if horizon is None and days is not False:
            horizon = self._dossier_today() + timedelta(days=days)
        counts = {part: self[f"dossier_exposure_{part}"] for part in PARTS}
        counted = Counted(**counts, until=horizon, tz=self._dossier_tz())
        if not exclude:
            return counted
        names = {"sale.order": "orders", "account.move": "moves"}
        if exclude._name not in names:
            raise ValueError(f"An exposure knows no {exclude._name} to leave out.")
        return counted._replace(**{names[exclude._name]: tuple(exclude.ids)})

    def _exposure_left_out(self):
        """What does not count here, in words; empty where everything does."""
        self.ensure_one()
        words = {
            "ordered": self.env._("orders not delivered"),
            "delivered": self.env._("deliveries not invoiced"),
            "drafts": self.env._("draft invoices"),
        }
        found = [words[part] for part in PARTS if not self[f"dossier_exposure_{part}"]]
        days = self.dossier_exposure_horizon
        if days is not False and self.dossier_exposure_ordered:
            found.append(
                self.env._(
                    "what is to be delivered later than in %(days)s days",
                    days=int(days),
                )
            )
        if not found:
            return ""
        return self.env._("Not counted: %(parts)s.", parts=format_list(self.env, found))

    def write(self, vals):
        """Write values; where something else counts now, all figures are computed anew."""
        result = super().write(vals)
        if any(name.startswith("dossier_exposure_") for name in vals):
            self._note_exposures()
        return result

    def _note_exposures(self):
        self.env["customer.dossier.stale"]._insert(
            [
                SQL(
                    "SELECT partner_id, company_id FROM customer_dossier"
                    " WHERE company_id = ANY(%s)",
                    self.ids,
                )
            ]
        )
        self.env["customer.dossier"]._wake("customer_dossier.cron_refresh_stale")
