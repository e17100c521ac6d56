from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW
from .policy_common import PHOTO, PolicyCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPolicy(PolicyCommon):
    """What we ask in the market, and what was read there."""

    def test_a_price_exactly_at_the_floor_is_never_a_breach(self):
        self._policy(amount=498.0)
        for price, result in ((498.0, "kept"), (498.004, "kept"), (497.99, "breached")):
            with self.subTest(price=price):
                self.assertEqual(self._price(price).result, result)

    def test_the_tolerance_belongs_to_the_customer(self):
        self._policy(amount=500, tolerance=2)
        self._policy("price_ceiling", amount=600, tolerance=0.5)
        for price, result in (
            (490, "kept"),
            (489.99, "breached"),
            (603, "kept"),
            (603.01, "breached"),
        ):
            with self.subTest(price=price):
                self.assertEqual(self._price(price).result, result)

    def test_a_foreign_price_is_converted_once_by_the_rate_of_its_day(self):
        usd = self._currency("USD", {-30: 0.125, -5: 0.25})
        self._policy(amount=400, date_from=self._day(-60))
        reading = self._price(50, currency_id=usd.id, seen_on=self._day(-20))
        self.assertEqual(reading.result, "kept")
        self.assertEqual(reading.check_ids.price, 400)
        self._currency("USD", {-20: 0.5})
        self.assertEqual(reading.check_ids.price, 400)
        euro = self.env.ref("base.EUR")
        euro.active = True
        euro.rate_ids.unlink()
        self.assertEqual(self._price(50, currency_id=euro.id).result, "not_comparable")

    def test_counts_territories_and_promotions(self):
        home = self.env["customer.dossier.territory"].create({"name": "Sichuan"})
        away = self.env["customer.dossier.territory"].create({"name": "Yunnan"})
        for kind, vals in (
            ("outlets", {"number": 20}),
            ("display", {"number": 30}),
            ("territory", {}),
            ("promotion", {}),
        ):
            self._policy(kind, product_id=False, amount=False, **vals)
        self.assertEqual(
            self._read("territory", territory_id=home.id), "not_comparable"
        )
        self.dossier.territory_id = home
        for kind, vals, result in (
            ("outlets", {"number": 20}, "kept"),
            ("outlets", {"number": 19}, "breached"),
            ("display", {"number": 0}, "breached"),
            ("territory", {"territory_id": home.id}, "kept"),
            ("territory", {"territory_id": away.id}, "breached"),
            ("promotion", {"carried_out": "no"}, "breached"),
            ("stock", {"number": 5, "product_id": self.product.id}, "none"),
        ):
            with self.subTest(kind=kind, vals=vals):
                self.assertEqual(self._read(kind, **vals), result)

    def test_a_policy_binds_whom_it_names_on_its_days_for_its_product(self):
        other = self._create_dossier(self._create_customer("Mianyang Spirits"))
        self._policy(
            amount=500,
            binds="named",
            dossier_ids=other.ids,
            date_from=self._day(-10),
            date_to=self._day(-5),
        )
        self.assertEqual(self._price(1).result, "none")
        for day, result in ((-11, "none"), (-10, "breached"), (-4, "none")):
            found = self._price(1, dossier_id=other.id, seen_on=self._day(day))
            self.assertEqual(found.result, result)
        spare = self._create_product("Huangjiu")
        found = self._price(
            1, dossier_id=other.id, seen_on=self._day(-6), product_id=spare.id
        )
        self.assertEqual(found.result, "none")

    def test_one_in_force_is_replaced_and_never_rewritten(self):
        policy = self._policy(amount=500, date_from=self._day(-30))
        for vals in ({"amount": 1}, {"date_to": self._day(9)}, {"binds": "grade"}):
            with self.assertRaisesRegex(UserError, "stays as it is"):
                policy.write(vals)
        with self.assertRaisesRegex(UserError, "stays as it is"):
            policy.unlink()
        with self.assertRaises(AccessError):
            policy.write({"state": "draft"})
        draft = policy.browse(policy.action_replace()["res_id"])
        self.assertEqual((draft.state, draft.version), ("draft", 2))
        draft.write({"amount": 550, "date_from": self._day(1)})
        draft.action_issue()
        self.assertEqual(policy.date_to, self._day(0))
        self.assertEqual(self._price(520).result, "kept")
        with freeze_time("2026-04-01 04:00:00"):
            self.assertEqual(self._price(520).result, "breached")
            draft.action_end()
            self.assertEqual(draft.date_to, self._day(1))
        with self.assertRaisesRegex(UserError, "nothing to end"):
            policy.sudo().with_context(lang="en_US")._step({"date_to": self._day(-1)})
            policy.action_end()

    def test_a_reading_stays_until_it_is_withdrawn(self):
        self._policy(amount=500)
        reading = self._price(5).with_user(self.account_manager)
        with self.assertRaisesRegex(UserError, "stays as it was made"):
            reading.price = 500
        for vals in ({"result": "kept"}, {"withdrawn": "I say so"}):
            with self.assertRaises(AccessError):
                reading.write(vals)
        with self.assertRaisesRegex(UserError, "why it no longer counts"):
            reading.action_withdraw()
        self.assertTrue(self.dossier._policy_checks(90))
        reading.remark = "Two zeros were missing"
        reading.action_withdraw()
        self.assertFalse(self.dossier._policy_checks(90))
        self.assertFalse(self.dossier._policy_evidence())
        with self.assertRaisesRegex(UserError, "kept as it was made"):
            reading.sudo().check_ids.unlink()

    def test_nonsense_is_refused(self):
        for make, words in (
            (lambda: self._policy(amount=0), "amount_positive"),
            (lambda: self._policy(amount=False), "price needs its product"),
            (lambda: self._policy("display", number=101), "percent of the shelf"),
            (lambda: self._policy(amount=5, binds="grade"), "which customers"),
            (lambda: self._policy(amount=5, tolerance=101), "tolerance_sensible"),
            (lambda: self._price(False), "what was read"),
            (lambda: self._price(-1), "price_sane"),
            (lambda: self._price(1, seen_on=self._day(1)), "in the future"),
        ):
            with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, words):
                with self.cr.savepoint():
                    make().flush_recordset()
        with self.assertRaises(ValidationError):
            self._read("display", number=120)

    def test_checks_reach_the_scorecard_a_signal_and_measures(self):
        self._policy(amount=500)
        self.assertIsNone(self._point())
        self._price(500)
        self._price(1, seen_on=self._day(-1))
        self._price(499, seen_on=self._day(-100))
        self.assertEqual(round(self._point(), 1), 33.3)
        evidence = self.dossier._policy_evidence()[self.dossier]
        self.assertEqual(evidence.mapped("result"), ["kept", "breached", "breached"])
        found = self._found("policy_breached")
        self.assertEqual(found, {"count": 1, "last": "2026-03-30"})
        self.assertIn("2026-03-30", self.dossier.signal_ids[0].explanation)

    def test_who_breaks_most_policies_is_rated_no_better_than_a(self):
        self._policy(amount=500)
        broken = self._price(1).with_user(self.account_manager)
        self.assertEqual(self._cap(), "A")
        self._price(500)
        self.assertIsNone(self._cap())
        self._price(2)
        self.assertEqual(self._cap(), "A")
        broken.remark = "Two zeros were missing"
        broken.action_withdraw()
        self.assertIsNone(self._cap())

    def _cap(self):
        return self.dossier._assess().facts["caps"].get("market_policy")

    def test_checks_are_evidence_of_a_measure(self):
        self._policy(amount=500)
        kept, breached = self._price(500), self._price(1)
        kind = self.env.ref("customer_dossier.measure_type_withdraw_promotion").sudo()
        kind.evidence_needed = "check"
        measure = self.env["customer.dossier.measure"].with_user(self.leader)
        measure = measure.create(
            {
                "dossier_id": self.dossier.id,
                "type_id": kind.id,
                "aim": "Sell at the agreed price",
                "evidence": "Seen in the shop",
            }
        )
        self.assertEqual(measure.check_ids.reading_id, breached)
        self.assertIn("Breached", measure.check_ids.display_name)
        measure.check_ids = False
        with self.assertRaisesRegex(ValidationError, "under: Policy checks"):
            measure.action_propose()
        measure.check_ids = kept.check_ids
        measure.action_propose()
        with self.assertRaises(UserError):
            measure.check_ids = False

    def test_a_submission_is_filed_as_a_reading_with_its_photo(self):
        self._policy(amount=500)
        submission = self._submission()
        action = submission.action_file_reading()
        Reading = self.env["customer.dossier.reading"].with_user(self.archivist)
        Reading = Reading.with_context(**action["context"])
        values = Reading.default_get(["dossier_id", "seen_on", "photo"])
        self.assertEqual(values["dossier_id"], self.dossier.id)
        reading = Reading.create(
            {
                **values,
                "kind": "price",
                "product_id": self.product.id,
                "price": 450,
            }
        )
        self.assertEqual(submission.state, "filed")
        self.assertEqual(reading.collector_id, self.contributor)
        self.assertEqual((reading.result, bool(reading.photo)), ("breached", True))
        with self.assertRaises(AccessError):
            submission.with_user(self.contributor).action_file_reading()

    def test_readers_of_the_dossier_only(self):
        self._policy(amount=500)
        reading = self._price(5, photo=PHOTO)
        photo = self._photo(reading)
        for user in (self.account_manager, self.archivist, self.leader):
            self.assertEqual(self._price(5, user=user).result, "breached")
            self.assertTrue(photo.with_user(user).read(["datas"]))
        self.assertEqual(reading.with_user(self.credit).check_ids.result, "breached")
        foreign = self._foreign_manager()
        for user in (self.contributor, self.auditor, self.manager, foreign):
            for record in (reading, reading.check_ids):
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["result"])
            with self.assertRaises(AccessError):
                photo.with_user(user).read(["datas"])
            with self.assertRaises(AccessError):
                self._price(5, user=user)
        with self.assertRaises(AccessError):
            self._price(5, user=self.credit)

    def test_leaders_write_policies(self):
        for user in (self.account_manager, self.archivist, self.credit):
            policy = self._policy(amount=500)
            self.assertEqual(policy.with_user(user).amount, 500)
            with self.assertRaises(AccessError):
                policy.with_user(user).action_end()
        for user in (self.contributor, self.auditor, self.manager, self.employee):
            with self.assertRaises(AccessError):
                policy.with_user(user).read(["amount"])
        with self.assertRaises(AccessError):
            self.env["customer.dossier.policy"].with_user(self.manager).create(
                {"name": "Mine", "kind": "territory"}
            )

    def test_another_company_s_policy_binds_nobody_here(self):
        elsewhere = self._create_company("Elsewhere")
        self.env["customer.dossier.policy"].create(
            {"name": "Theirs", "kind": "territory", "company_id": elsewhere.id}
        ).action_issue()
        home = self.env["customer.dossier.territory"].create({"name": "Sichuan"})
        self.assertEqual(self._read("territory", territory_id=home.id), "none")

    def test_a_batch_costs_the_same_for_any_number(self):
        self._policy(amount=500)
        other = self._create_dossier(self._create_customer("Mianyang Spirits"))
        one = self._query_count(lambda: self.dossier._policy_checks(90))
        both = self.dossier + other
        self.assertEqual(self._query_count(lambda: both._policy_checks(90)), one)
        self.assertLessEqual(one, 4)
