from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from ..formulas.period import period
from .common import appoint
from .ledger_common import NOW, LedgerCommon
from .revision_print_common import RevisionPrints


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRevisionInquest(RevisionPrints, LedgerCommon):
    """Growth and loss are explained: by products to the cent, then by people."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.wine = cls._create_product("Wine")
        cls.dossier.write({"state": "active", "next_revision_date": "2026-04-05"})
        for days in (-420, -390, -300):
            cls._sell(cls.product, 10, 100, days)
        cls._sell(cls.wine, 3, 33.33, -400)
        cls._sell(cls.product, 7, 110, -20)
        cls._invoice_of(cls.wine, 1, 33.33, -15, move_type="out_refund")
        cls.revision = cls.dossier._plan_revisions().with_user(cls.archivist)
        cls.revision.action_start()
        cls.revision.line_ids.action_verified()
        cls.inquest = cls.revision.inquest_ids

    @classmethod
    def _invoice_of(cls, product, quantity, price, days, **vals):
        move = cls._invoice(cls.partner, price, days, post=False, **vals)
        move.invoice_line_ids.write({"product_id": product.id, "quantity": quantity})
        move.invoice_line_ids.price_unit = price
        move.action_post()
        return move

    @classmethod
    def _sell(cls, product, quantity, price, days):
        return cls._invoice_of(product, quantity, price, days)

    def test_a_customer_who_shrinks_is_asked_about(self):
        self.assertEqual(self.dossier.growth_class, "declining")
        self.assertEqual(self.inquest.growth_class, "declining")

    def test_contributions_add_up_to_the_change_of_the_figures(self):
        year = self.inquest.year_line_ids
        change = self.dossier.turnover - self.dossier.turnover_prior
        self.assertAlmostEqual(self.inquest.year_delta, change, places=2)
        self.assertAlmostEqual(sum(year.mapped("delta")), change, places=2)
        for line in year | self.inquest.season_line_ids:
            self.assertAlmostEqual(
                line.delta, line.volume + line.price + line.other, places=2
            )
        baijiu = year.filtered(lambda line: line.product_id == self.product)
        self.assertEqual((baijiu.quantity_then, baijiu.quantity_now), (20, 17))
        self.assertAlmostEqual(baijiu.volume, -300)
        self.assertAlmostEqual(baijiu.price, 70)

    def test_the_season_is_the_one_of_the_figures(self):
        change = self.dossier.season_turnover - self.dossier.season_turnover_prior
        self.assertAlmostEqual(self.inquest.season_delta, change, places=2)
        self.assertEqual(self.inquest.festival, "spring")

    def test_money_abroad_and_other_units_add_up_as_well(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        move = self._invoice(
            self.partner,
            1200,
            -10,
            post=False,
            currency_id=self.env.ref("base.EUR").id,
        )
        self.env.ref("base.EUR").active = True
        move.invoice_line_ids.write({"product_uom_id": dozen.id, "price_unit": 1200})
        move.action_post()
        self.dossier._refresh_figures()
        found = self.env["customer.dossier.inquest"]._sold(
            self.company,
            self.inquest._spans(self._period()),
            [self.partner.id],
        )
        rows = {(row[1], row[2]): row for row in found}
        row = rows[self.product.id, "year"]
        self.assertEqual(float(row[5]), 17 + 12)
        year = sum(float(row[6]) for row in found if row[2] == "year")
        self.assertAlmostEqual(year, self.dossier.turnover, places=2)

    def _period(self):
        festivals = self.dossier._festival_dates()
        return period(self.company._dossier_today(), festivals)

    def test_nothing_is_prepared_without_a_statement_nor_approved_without_end(self):
        with self.assertRaisesRegex(UserError, "asks why"):
            self.revision.action_prepare()
        self._state()
        self.revision.action_prepare()
        self.assertEqual(self.inquest.stated_by_id, self.account_manager)
        deputy = self.leader
        self.revision.with_user(deputy).action_verify()
        boss = self._create_user("boss", "base.group_user")
        boss.write({"company_ids": self.company, "company_id": self.company.id})
        appoint(boss, "leader", company_id=self.company.id)
        with self.assertRaisesRegex(UserError, "no conclusion"):
            self.revision.with_user(boss).action_approve()
        self.inquest.with_user(boss).conclusion = "Win them back."
        self.revision.with_user(boss).action_approve()
        self.assertTrue(self.inquest.sealed)
        self._check_print()
        with self.assertRaises(UserError):
            self.inquest.with_user(boss).conclusion = "Forget them."
        with self.assertRaises(UserError):
            self.inquest.sudo().line_ids[:1].delta = 0

    def _check_print(self):
        """The print has the reasons, and what contributed most to the change."""
        slip = self._slip(self.leader)
        slip.action_print()
        html = self._html(slip)
        for words in (
            "A rival gives longer terms.",
            "Win them back.",
            "Wine",
            "230.00",
        ):
            self.assertIn(words, html)

    def _state(self):
        self.inquest.with_user(self.account_manager).write(
            {
                "cause_id": self.env.ref("customer_dossier.cause_rival").id,
                "statement": "A rival gives longer terms.",
            }
        )

    def test_people_write_their_own_part_and_figures_are_nobodys(self):
        self._state()
        for user, name, value in (
            (self.account_manager, "conclusion", "Mine"),
            (self.archivist, "conclusion", "Mine"),
            (self.leader, "growth_class", "stable"),
            (self.leader, "year_delta", 0),
            (self.credit, "statement", "Mine"),
            (self.archivist, "stated_by_id", self.leader.id),
        ):
            with (
                self.subTest(user=user.login, field=name),
                self.assertRaises(AccessError),
            ):
                self.inquest.with_user(user).write({name: value})

    def test_the_statement_stays_once_the_revision_is_prepared(self):
        self._state()
        self.revision.action_prepare()
        with self.assertRaisesRegex(UserError, "Prepared"):
            self.inquest.with_user(self.account_manager).statement = "Something else"

    def test_a_quiet_customer_is_asked_nothing(self):
        quiet = self._create_dossier(
            self._create_customer("Quiet"),
            state="active",
            next_revision_date="2026-04-05",
        )
        revision = quiet._plan_revisions().with_user(self.archivist)
        revision.action_start()
        self.assertFalse(revision.inquest_ids)
        revision.line_ids.action_verified()
        revision.action_prepare()
        self.assertEqual(revision.state, "prepared")
