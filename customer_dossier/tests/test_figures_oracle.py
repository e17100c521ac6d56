import random

from odoo import Command
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon
from .oracle import Oracle, compare, same

PLAYED = (
    "invoice",
    "pay",
    "part",
    "refund",
    "prepay",
    "order",
    "order",
    "write_off",
    "dollars",
    "instalments",
)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFiguresOracle(LedgerCommon):
    """The set-based SQL agrees with a slow loop over the records, to the cent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.random = random.Random(20260331)
        with freeze_time(NOW):
            cls.dossiers = cls.dossier
            for number in range(9):
                partner = cls._create_customer(f"Dealer {number}")
                cls.dossiers += cls._create_dossier(
                    partner, credit_mode="limit", credit_limit=50000
                )
            cls._setup_play()
            cls._invoice(cls.partner, 500, -75)
            for dossier in cls.dossiers[:-1]:
                for _turn in range(11):
                    cls._play(dossier.partner_id)
                cls._tell_the_planner()

    @classmethod
    def _tell_the_planner(cls):
        """Without statistics on rows not committed yet, PostgreSQL takes Odoo's search
        for an invoice's payments to be cheap in any order, and is minutes over it.
        """
        cls.env.flush_all()
        cls.env.cr.execute(
            "ANALYZE account_move, account_move_line, account_payment,"
            " account_partial_reconcile, sale_order, sale_order_line"
        )

    @classmethod
    def _setup_play(cls):
        cls.dollar = cls.env.ref("base.USD")
        cls.dollar.active = True
        for days, rate in ((-900, 0.15), (-300, 0.14), (-60, 0.16)):
            cls.env["res.currency.rate"].create(
                {
                    "currency_id": cls.dollar.id,
                    "company_id": cls.company.id,
                    "name": cls._day(days),
                    "rate": rate,
                }
            )
        cls.instalments = cls.env["account.payment.term"].create(
            {
                "name": "40 % now, the rest in 60 days",
                "line_ids": [
                    Command.create(
                        {"value_amount": 40, "value": "percent", "nb_days": 0}
                    ),
                    Command.create(
                        {"value_amount": 60, "value": "percent", "nb_days": 60}
                    ),
                ],
            }
        )

    @classmethod
    def _play(cls, partner):
        """One random business with the customer, or with a contact of theirs."""
        chance = cls.random
        if chance.random() < 0.3:
            partner = cls.env["res.partner"].create(
                {
                    "name": "Contact",
                    "parent_id": partner.id,
                    "active": chance.random() < 0.5,
                }
            )
        amount = chance.randint(100, 90000) / 7
        # Most of it happened lately, some of it long ago.
        days = -1 - int(800 * chance.random() ** 2.5)
        act = chance.choice(PLAYED)
        if act == "prepay":
            return cls._prepay(partner, amount, days)
        if act == "order":
            return cls._play_order(partner, amount, days)
        terms = {"due": days + chance.choice((0, 30, 60))}
        if act == "instalments":
            terms = {"invoice_payment_term_id": cls.instalments.id}
        if act == "dollars":
            terms["currency_id"] = cls.dollar.id
        invoice = cls._invoice(partner, amount, days, **terms)
        if act == "refund":
            refund = cls._refund(partner, amount / 3, days + 5)
            return cls._reconcile(invoice, refund) if chance.random() < 0.5 else None
        paid = min(0, days + chance.randint(0, 120))
        if act in ("pay", "dollars"):
            cls._pay(invoice, paid)
        if act in ("part", "instalments"):
            cls._pay(invoice, paid, amount=round(amount * chance.random() + 1, 2))
        if act == "write_off":
            cls._pay(
                invoice,
                paid,
                amount=round(amount * 0.9, 2),
                payment_difference_handling="reconcile",
                writeoff_account_id=cls.env.company.default_cash_difference_expense_account_id.id,
            )
        return None

    @classmethod
    def _play_order(cls, partner, amount, days):
        chance = cls.random
        order = cls._order(partner, chance.randint(1, 20), round(amount / 9, 2), days)
        order.order_line.qty_delivered = chance.randint(0, 22)
        if chance.random() < 0.5 and order.order_line.qty_to_invoice:
            invoice = order._create_invoices()
            invoice.invoice_date = cls._day(days + 3)
            if chance.random() < 0.7:
                invoice.action_post()
            if invoice.state == "posted" and chance.random() < 0.3:
                invoice._reverse_moves(
                    [{"invoice_date": cls._day(days + 9), "date": cls._day(days + 9)}],
                    cancel=True,
                )

    def test_every_figure_of_today_agrees(self):
        self.assertEqual(compare(self.env, self.dossiers), [])

    def test_the_random_ledger_moves_every_figure(self):
        figures = self.dossiers._figures().values()
        still = {
            name
            for name in next(iter(figures))
            if not any(row[name] for row in figures)
        }
        # The company holds no special liabilities, deposits or guarantees here.
        self.assertEqual(still, {"exposure_special", "exposure_secured"})

    def test_every_figure_of_past_days_agrees(self):
        for days in (-1, -45, -200, -400, -2000):
            with self.subTest(days=days):
                self.assertEqual(compare(self.env, self.dossiers, self._day(days)), [])

    def test_the_stored_rows_are_the_computed_figures_rounded(self):
        self.dossiers._refresh_figures()
        expected = Oracle(self.env).figures(self.dossiers)
        for dossier in self.dossiers:
            for name, value in expected[dossier.id].items():
                field = dossier._fields[name]
                if field.type == "monetary":
                    value = dossier.currency_id.round(value or 0.0)
                elif field.type == "float" and value is not None:
                    digits = field.get_digits(self.env)[1]
                    self.assertAlmostEqual(
                        dossier[name], value, delta=0.51 * 10**-digits
                    )
                    continue
                self.assertTrue(
                    same(dossier[name] or None, value or None),
                    (dossier.partner_id.name, name, dossier[name], value),
                )

    def test_the_oracle_sees_a_wrong_figure(self):
        before = compare(self.env, self.dossiers)
        self.env.flush_all()
        line = self.env["account.move.line"].search(
            [
                ("account_id.account_type", "=", "asset_receivable"),
                ("company_id", "=", self.company.id),
                ("amount_residual", ">", 0),
            ],
            limit=1,
        )
        oracle = Oracle(self.env).figures(self.dossiers)
        self.env.cr.execute(
            "UPDATE account_move_line SET amount_residual = amount_residual + 0.01"
            " WHERE id = %s",
            [line.id],
        )
        found = self.dossiers._figures()
        self.assertEqual(before, [])
        self.assertNotEqual(
            {key: row["receivable"] for key, row in found.items()},
            {key: row["receivable"] for key, row in oracle.items()},
        )
