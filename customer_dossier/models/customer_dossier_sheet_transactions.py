from datetime import date

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, formatLang

from ..formulas.trade_months import shares
from .optional_float import OptionalFloat

PRODUCTS = 8  # named in the mix; the rest is one line


class CustomerDossierSheet(models.Model):
    """What we sell to the customer, live from the ledger; nothing is stored."""

    _inherit = "customer.dossier.sheet"

    trade = fields.Json(compute="_compute_trade", string="Trade by month")
    product_mix = fields.Json(compute="_compute_product_mix", string="Product mix")
    our_wallet_share = OptionalFloat(
        string="Our share of what they buy (%)",
        digits=(16, 1),
        compute="_compute_our_wallet_share",
        help="As the section on products says; empty where you do not read that one.",
    )

    def _is_of(self, *codes):
        return self.filtered(lambda sheet: sheet.section_id.code in codes)

    @api.depends("section_id.code", "dossier_id")
    @api.depends_context("lang")
    def _compute_trade(self):
        """One query per company; none where no section is about transactions."""
        sheets = self._is_of("transactions")
        (self - sheets).trade = False
        months = sheets.dossier_id._trade_months()
        festivals = sheets and self._festival_months()
        for sheet in sheets:
            sheet.trade = sheet._chart(months[sheet.dossier_id.id], festivals)

    def _chart(self, months, festivals):
        """The chart as plain data: one place per month, and the series by name."""
        return {
            "currency": self.currency_id.name,
            "months": [month.isoformat() for month, _now, _then in months],
            "labels": [
                self._month_label(month, festivals, first=number == 0)
                for number, (month, _now, _then) in enumerate(months)
            ],
            "series": {
                "prior": [
                    self.env._("Sales a year before"),
                    _column(months, 2, "sales"),
                ],
                "sales": [self.env._("Sales"), _column(months, 1, "sales")],
                "returned": [self.env._("Returned"), _column(months, 1, "returned")],
                "received": [self.env._("Received"), _column(months, 1, "received")],
            },
        }

    def _month_label(self, month, festivals, first):
        """The lines under a month: its name, its year where it changes, a festival."""
        names = [format_date(self.env, month, date_format="MMM")]
        if first or month.month == 1:
            names.append(str(month.year))
        return names + festivals.get((month.year, month.month), [])

    def _festival_months(self):
        """:return: ``{(year, month): names of the festivals in it}``; one query"""
        names = dict(
            self.env["customer.dossier.festival"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        found = {}
        for kind, dates in self.env["customer.dossier"]._festival_dates().items():
            for day in dates.values():
                found.setdefault((day.year, day.month), []).append(names[kind])
        return found

    @api.depends("section_id.code", "dossier_id")
    @api.depends_context("lang")
    def _compute_product_mix(self):
        sheets = self._is_of("transactions")
        (self - sheets).product_mix = False
        for sheet in sheets:
            sheet.product_mix = sheet._mix(sheet.dossier_id._sum_products())

    def _mix(self, amounts):
        """The products of twelve months by share, as a table; False without any."""
        if not amounts:
            return False
        top, rest = shares(amounts, PRODUCTS)
        # sudo: names of what this customer bought; not everybody who reads the archive
        # reads the catalogue.
        products = (
            self.env["product.product"].sudo().browse([row[0] for row in top if row[0]])
        )
        names = {product.id: product.display_name for product in products}
        money = self.currency_id.format
        rows = [
            [
                names.get(key, self.env._("Without product")),
                money(amount),
                self._percent(share),
            ]
            for key, amount, share in top
        ]
        if len(amounts) > PRODUCTS:
            rows.append([self.env._("Others"), money(rest), ""])
        return {
            "head": [self.env._("Product"), self.env._("12 months"), "%"],
            "rows": rows,
        }

    def _percent(self, share):
        return "–" if share is None else formatLang(self.env, share, digits=1)

    @api.depends("dossier_id.sheet_ids.wallet_share")
    @api.depends_context("uid")
    def _compute_our_wallet_share(self):
        """From the section on products, if the user reads it; one query."""
        known = self._is_of("transactions")._own_wallet_shares()
        for sheet in self:
            sheet.our_wallet_share = known.get(sheet.dossier_id, False)

    @api.readonly
    def action_view_month(self, month):
        """Show the invoices and credit notes of one month, in Odoo's own list.

        :param month: any day of it, as ``2026-01-01``
        :raises UserError: that is no day
        """
        self.ensure_one()
        self.check_access("read")
        try:
            first = date.fromisoformat(month).replace(day=1)
        except (TypeError, ValueError):
            raise UserError(
                self.env._("Choose a month of the chart: this one is not known.")
            ) from None
        return self.dossier_id._documents_action(
            "account.action_move_out_invoice_type",
            [
                ("commercial_partner_id", "=", self.partner_id.id),
                ("move_type", "in", ["out_invoice", "out_refund", "out_receipt"]),
                ("state", "=", "posted"),
                ("invoice_date", ">=", first.isoformat()),
                ("invoice_date", "<", (first + relativedelta(months=1)).isoformat()),
            ],
        )

    @api.readonly
    def action_view_open_invoices(self):
        """Show what the customer has not paid yet."""
        self.ensure_one()
        self.check_access("read")
        return self.dossier_id.action_view_invoices()

    @api.readonly
    def action_view_orders(self):
        """Show the customer's confirmed orders."""
        self.ensure_one()
        self.check_access("read")
        return self.dossier_id.action_view_orders()


def _column(months, place, name):
    return [getattr(row[place], name) for row in months]
