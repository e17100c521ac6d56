from datetime import date, timedelta

from odoo import Command
from odoo.tests import freeze_time

from .common import ROLES, DossierCommon

TODAY = date(2026, 3, 31)
# Noon in China, the company's time zone.
NOW = "2026-03-31 04:00:00"


class LedgerCommon(DossierCommon):
    """A company of its own with a chart of accounts, and short ways to its documents.

    Everything is booked through Odoo's own API. Subclasses freeze the time at ``NOW``;
    the helpers take days as a number before (negative) or after ``TODAY``.
    """

    @classmethod
    def _setup_records(cls):
        with freeze_time(NOW):
            cls.env.ref("base.CNY").active = True
            cls.company = cls._open_company("Ledger Distillery")
            cls.env = cls.env(
                context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
            )
            cls.product = cls._create_product("Baijiu", invoice_policy="delivery")
            super()._setup_records()

    @classmethod
    def _open_company(cls, name):
        company = cls._create_company(name)
        company.partner_id.tz = "Asia/Shanghai"
        cls.env.user.company_ids = [Command.link(company.id)]
        for role in ROLES:
            user = getattr(cls, role)
            user.write(
                {"company_ids": [Command.link(company.id)], "company_id": company.id}
            )
        cls.env["account.chart.template"].try_loading(
            "generic_coa", company=company, install_demo=False
        )
        # After the chart, which brings the currency of its country.
        company.currency_id = cls.env.ref("base.CNY")
        return company

    @classmethod
    def _create_product(cls, name, **vals):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "taxes_id": False,
                "list_price": 100,
                **vals,
            }
        )

    @classmethod
    def _day(cls, days):
        return days if isinstance(days, date) else TODAY + timedelta(days=days)

    @classmethod
    def _invoice(cls, partner, amount, days=0, due=None, post=True, **vals):
        """An invoice of ``amount`` dated ``days`` and due on ``due``, both from today."""
        day = cls._day(days)
        terms = {"invoice_date_due": cls._day(days if due is None else due)}
        if "invoice_payment_term_id" in vals:
            terms = {}
        move = cls.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": day,
                "date": day,
                "invoice_payment_term_id": False,
                **terms,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": cls.product.id,
                            "quantity": 1,
                            "price_unit": amount,
                            "tax_ids": [],
                        }
                    )
                ],
                **vals,
            }
        )
        if post:
            move.action_post()
        return move

    @classmethod
    def _refund(cls, partner, amount, days=0, **vals):
        return cls._invoice(partner, amount, days, move_type="out_refund", **vals)

    @classmethod
    def _pay(cls, invoices, days=0, **vals):
        """Register a payment through Odoo's wizard; all that is open unless ``amount``."""
        wizard = (
            cls.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoices.ids)
            .create({"payment_date": cls._day(days), **vals})
        )
        return wizard._create_payments()

    @classmethod
    def _prepay(cls, partner, amount, days=0):
        """A payment of the customer that no invoice has used yet."""
        payment = cls.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": partner.id,
                "amount": amount,
                "date": cls._day(days),
                "journal_id": cls._bank().id,
            }
        )
        payment.action_post()
        return payment

    @classmethod
    def _bank(cls):
        return cls.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", cls.env.company.id)], limit=1
        )

    @classmethod
    def _reconcile(cls, *moves):
        lines = cls.env["account.move.line"].union(*(move.line_ids for move in moves))
        lines.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        ).reconcile()

    @classmethod
    def _order(cls, partner, quantity, price, days=0, confirm=True, **vals):
        """A sale order of one line of ``product``."""
        order = cls.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "date_order": f"{cls._day(days)} 04:00:00",
                "order_line": [
                    Command.create(
                        {
                            "product_id": cls.product.id,
                            "product_uom_qty": quantity,
                            "price_unit": price,
                            "tax_ids": [],
                        }
                    )
                ],
                **vals,
            }
        )
        if confirm:
            order.action_confirm()
            order.date_order = f"{cls._day(days)} 04:00:00"
        return order

    def _run_cron(self, name):
        self.env.cr.flush()
        with self.enter_registry_test_mode():
            self.env.ref(f"customer_dossier.{name}").method_direct_trigger()
        self.env.invalidate_all()

    def assertExposure(self, dossier=None, asked=None, **parts):
        """These parts, every other one zero; the check of an order sees the same.

        :param asked: arguments of ``_exposure``
        """
        dossier, asked = dossier or self.dossier, asked or {}
        exposure = dossier._exposure(**asked)[dossier.id]
        found = {
            name: round(getattr(exposure, name), 2)
            for name in exposure.__slots__
            if getattr(exposure, name)
        }
        self.assertEqual(found, parts)
        if "as_of" not in asked:
            self.assertEqual(self._exposure_checked(dossier, **asked), exposure)

    def _exposure_checked(self, dossier, exclude=None, horizon=None):
        company = dossier.company_id
        counted = company._exposure_counted(exclude, horizon)
        sums, documents = dossier._sum_for_check(company, counted)
        return dossier._exposure_of_company(company, None, sums, counted, documents)[
            dossier.id
        ]

    def assertFigures(self, expected, dossier=None, as_of=None):
        """The figures of ``dossier`` have these values."""
        dossier = dossier or self.dossier
        figures = dossier._figures(as_of)[dossier.id]
        self.assertEqual({name: figures[name] for name in expected}, expected)
