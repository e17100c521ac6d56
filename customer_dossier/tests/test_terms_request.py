from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTermsRequest(HoldCommon):
    """Terms are asked for by one, decided by another with authority, carried out."""

    def _ask(self, user=None, **vals):
        Request = self.env["customer.dossier.terms.request"].with_user(
            user or self.credit
        )
        return Request.create(
            {
                "dossier_id": self.dossier.id,
                "kind": "limit",
                "credit_limit": 3000,
                "reason": "They grow",
                **vals,
            }
        )

    def test_no_default_of_ones_own_forges_a_step(self):
        """What a person may not write, no default of theirs fills in."""
        forged = {
            "state": "approved",
            "requested_by_id": self.leader.id,
            "decided_by_id": self.leader.id,
            "date_from": "2020-01-01",
        }
        for user in (self.credit, self.account_manager):
            defaults = self.env["ir.default"].with_user(user)
            for name, value in forged.items():
                defaults.set(self._ask()._name, name, value, user_id=True)
            asked = self._ask(user)
            self.assertNotEqual(asked.state, "approved")
            self.assertEqual(asked.requested_by_id, user)
            self.assertFalse(asked.decided_by_id)
            # What they may write, they may have a default for.
            self.assertEqual(str(asked.date_from), "2020-01-01")

    def test_a_request_notes_what_was_seen(self):
        self._invoice(self.partner, 500, -1)
        request = self._ask()
        self.assertEqual(
            (request.state, request.limit_before, request.exposure_seen),
            ("requested", 1000, 500),
        )
        self.assertEqual(self.dossier.credit_limit, 1000)

    def test_somebody_else_with_authority_decides(self):
        request = self._ask()
        with self.assertRaisesRegex(AccessError, "that they proposed"):
            request.action_approve()
        for user in (self.archivist, self.account_manager):
            with self.assertRaises(AccessError):
                request.with_user(user).action_approve()
        request.with_user(self.leader).action_approve()
        self.assertEqual(request.state, "in_force")
        self.assertEqual(self.dossier.credit_limit, 3000)
        with self.assertRaises(UserError):
            request.with_user(self.leader).action_refuse()

    def test_authority_ends_at_its_amount(self):
        request = self._ask(self.leader, credit_limit=100_000.01)
        self.assertFalse(request.with_user(self.credit).may_decide)
        with self.assertRaisesRegex(AccessError, "no authority"):
            request.with_user(self.credit).action_approve()
        fitting = self._ask(self.leader, credit_limit=100_000)
        fitting.with_user(self.credit).action_approve()
        self.assertEqual(self.dossier.credit_limit, 100_000)

    def test_who_may_decide_is_asked_for_a_whole_list_at_once(self):
        few = self._ask().union(*(self._ask() for _n in range(2)))
        many = few.union(*(self._ask() for _n in range(20)))

        def cost(requests):
            mine = requests.with_user(self.leader)
            return self._query_count(lambda: mine.mapped("may_decide"))

        cost(few)
        self.assertEqual(cost(many), cost(few))

    def test_each_kind_does_what_it_says(self):
        terms = self.env.ref("account.account_payment_term_45days")
        for vals in (
            {"kind": "temporary", "credit_limit": 500, "date_until": self._day(5)},
            {"kind": "payment", "payment_term_id": terms.id, "credit_limit": False},
            {"kind": "mode", "credit_mode": "cash_only", "credit_limit": False},
        ):
            self._ask(**vals).with_user(self.leader).action_approve()
        self.assertEqual(self.dossier.agreed_limit, 1000)
        self.assertEqual(self.dossier.credit_limit, 1500)
        self.assertEqual(self.dossier.credit_mode, "cash_only")
        partner = self.partner.with_company(self.company)
        self.assertEqual(partner.property_payment_term_id, terms)

    def test_raises_for_a_time_add_up(self):
        """Each of them alone would be within an authority, all together not."""
        self._ask(kind="temporary", credit_limit=500, date_until=self._day(5))
        first = self._ask(kind="temporary", credit_limit=500, date_until=self._day(5))
        self.assertEqual(first.stake, 1500)
        first.with_user(self.leader).action_approve()
        again = self._ask(kind="temporary", credit_limit=500, date_until=self._day(5))
        self.assertEqual(again.stake, 2000)
        terms = self.env.ref("account.account_payment_term_45days")
        self.dossier.credit_mode = "unlimited"
        self.env.invalidate_all()
        payment = self._ask(
            kind="payment", payment_term_id=terms.id, credit_limit=False
        )
        self.assertGreaterEqual(payment.stake, 1e15)

    def test_no_raise_for_a_time_goes_past_a_request(self):
        self.company.dossier_terms_by_request = True
        limits = self.env["customer.dossier.timed.limit"].with_user(self.credit)
        vals = {
            "dossier_id": self.dossier.id,
            "reason": "Festival",
            "amount": 500,
            "date_until": self._day(5),
        }
        with (
            self.assertRaisesRegex(UserError, "change by request"),
            self.cr.savepoint(),
        ):
            limits.create(vals)
        self.assertEqual(self.dossier.credit_limit, 1000)

    def test_what_is_missing_is_named(self):
        for vals in (
            {"credit_limit": False},
            {"kind": "mode"},
            {"kind": "temporary"},
            {"kind": "payment"},
            {"reason": " "},
        ):
            with self.assertRaisesRegex(ValidationError, "fill in"):
                self._ask(**vals)

    def test_it_begins_on_its_day(self):
        request = self._ask(date_from=self._day(2))
        request.with_user(self.leader).action_approve()
        self.assertEqual((request.state, self.dossier.credit_limit), ("approved", 1000))
        with freeze_time(self._day(2)):
            request.sudo()._cron_enforce()
        self.assertEqual((request.state, self.dossier.credit_limit), ("in_force", 3000))

    def test_it_stays_as_it_was_made(self):
        request = self._ask()
        for vals in ({"credit_limit": 9}, {"reason": "Other"}):
            with self.assertRaises(UserError):
                request.write(vals)
        with self.assertRaises(AccessError):
            request.write({"state": "in_force"})
        request.action_withdraw()
        with self.assertRaises(UserError):
            request.sudo().write({"state": "requested"})
        with self.assertRaises(UserError):
            request.sudo().unlink()

    def test_by_request_only_where_the_company_says_so(self):
        mine = self.dossier.with_user(self.credit)
        mine.credit_limit = 1100
        self.company.dossier_terms_by_request = True
        self.env.invalidate_all()
        self.assertFalse(mine.may_agree)
        for name in ("credit_limit", "agreed_limit"):
            with self.assertRaisesRegex(UserError, "change by request"):
                mine.write({name: 5})

    def test_the_recommendation_is_the_least_of_the_methods(self):
        self.partner.with_company(self.company).property_payment_term_id = self.env.ref(
            "account.account_payment_term_30days"
        )
        self.dossier.rating = "AA"
        self._invoice(self.partner, 2000, -10)
        found = self.dossier._recommendations()[self.dossier.id]
        self.assertEqual(found.methods["sales"], 2000)
        self.assertEqual(found.binding, "concentration")
        self.assertEqual(found.limit, 0)

    def test_a_balance_sheet_counts_while_it_is_young(self):
        statement = self.env["customer.dossier.statement"].create(
            {
                "sheet_id": self.dossier.sheet_ids.filtered(
                    lambda sheet: sheet.code == "performance"
                ).id,
                "name": "2025",
                "period_end": "2025-12-31",
                "current_assets": 900_000,
                "inventory": 300_000,
                "current_liabilities": 600_000,
                "total_assets": 2_300_000,
                "total_liabilities": 1_500_000,
                "equity": 800_000,
            }
        )
        self.dossier.agreed_mode = "cash_only"

        def found():
            return self.dossier._recommendations()[self.dossier.id]

        self.assertEqual(found().methods["net_worth"], 80_000)
        self.assertEqual(found().methods["working_assets"], statement.working_limit)
        self.assertGreater(statement.working_limit, 80_000)
        self.assertEqual((found().binding, found().limit), ("net_worth", 80_000))
        self.company.dossier_first_limit = 20_000
        self.assertEqual(found().limit, 20_000)
        statement.period_end = "2024-06-30"
        self.assertFalse(found().methods)

    def test_limits_of_the_portfolio_are_proposed_and_decided_line_by_line(self):
        other = self._create_dossier(self._create_customer("Second")).sudo()
        other.write({"state": "active", "credit_mode": "limit", "credit_limit": 50000})
        self._invoice(other.partner_id, 100_000, -10)
        self.dossier.credit_limit = 4000
        both = (self.dossier + other).with_user(self.credit)
        action = both.action_propose_limits()
        requests = self.env["customer.dossier.terms.request"].search(action["domain"])
        self.assertEqual(requests.dossier_id, both.sudo())
        with self.assertRaisesRegex(UserError, "No limit is to be proposed"):
            both.action_propose_limits()
        requests[0].with_user(self.leader).action_refuse()
        requests[1].with_user(self.leader).action_approve()
        self.assertEqual({*requests.mapped("state")}, {"refused", "in_force"})
