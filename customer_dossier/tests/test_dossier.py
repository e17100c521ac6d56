from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .common import DossierCommon

# By none but our own code, whatever the role.
SYSTEM = {
    "name": "CD99999",
    "state": "active",
    "rating": "AAA",
    "score": 99.0,
    "grade_id": False,
    "risk_level": "low",
    "completeness": 100.0,
    "assessment_id": False,
    "close_reason": "X",
    "figures_id": False,
    "currency_id": 1,
    "exposure": 1.0,
    "turnover": 1.0,
}
TERMS = {
    "credit_mode": "limit",
    "credit_limit": 1000.0,
    "deposit_held": 10.0,
    "guarantees_usable": 10.0,
    "special_liabilities": 10.0,
}


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02")
class TestDossier(DossierCommon):
    def test_an_archivist_opens_a_dossier_and_keeps_it(self):
        partner = self._create_customer("Luoyang Cellars")
        form = Form(self.env["customer.dossier"].with_user(self.archivist))
        form.partner_id = partner
        dossier = form.save()
        self.assertEqual(dossier.archivist_id, self.archivist)
        self.assertRegex(dossier.name, r"^CD\d{5}$")
        self.assertEqual(dossier.state, "draft")
        self.assertEqual(dossier.figures_id.currency_id, self.company.currency_id)
        self.assertFalse(dossier.payment_index, "unknown, not zero")

    def test_numbers_are_not_burnt_by_looking_at_a_new_form(self):
        before = self.env.ref("customer_dossier.sequence_dossier").number_next_actual
        Form(self.env["customer.dossier"].with_user(self.leader))
        after = self.env.ref("customer_dossier.sequence_dossier").number_next_actual
        self.assertEqual(after, before)

    def test_a_customer_has_one_dossier_in_a_company_even_an_archived_one(self):
        self.dossier.active = False
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self._create_dossier(self.partner)

    def test_a_contact_gets_no_dossier_of_its_own(self):
        contact = self.env["res.partner"].create(
            {"name": "Mr. Zhang", "parent_id": self.partner.id}
        )
        with self.assertRaisesRegex(ValidationError, "Chengdu Wine Trade"):
            self._create_dossier(contact)

    def test_nobody_sets_what_the_system_keeps(self):
        for user in (self.archivist, self.credit, self.leader):
            dossier = self.dossier.with_user(user)
            for name, value in SYSTEM.items():
                with self.subTest(user=user.login, field=name):
                    with self.assertRaises(AccessError):
                        dossier.write({name: value})
                    self.assertTrue(dossier.fields_get([name])[name]["readonly"])

    def test_nobody_smuggles_the_systems_fields_into_a_new_dossier(self):
        Dossier = self.env["customer.dossier"].with_user(self.archivist)
        partner = self._create_customer("Kaifeng Trade")
        for name, value in SYSTEM.items():
            with self.subTest(field=name):
                with self.assertRaises(AccessError):
                    Dossier.create({"partner_id": partner.id, name: value})
                with self.assertRaises(AccessError):
                    Dossier.with_context(**{f"default_{name}": value}).create(
                        {"partner_id": partner.id}
                    )

    def test_credit_terms_are_set_by_credit_accountants_and_leaders(self):
        for user in (self.credit, self.leader):
            self.dossier.with_user(user).write(TERMS)
            self.assertEqual(self.dossier.credit_limit, 1000.0)
        for name, value in TERMS.items():
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.dossier.with_user(self.archivist).write({name: value})

    def test_a_refused_field_is_named_and_so_is_who_may_set_it(self):
        dossier = self.dossier.with_user(self.archivist)
        for name, words in (
            ("credit_limit", "Credit limit.*ask: Credit accountant,? and Leader"),
            ("archivist_id", "Archivist is not yours.*ask: Leader"),
            ("turnover", "Turnover 12 months is kept by the system"),
        ):
            with (
                self.subTest(field=name),
                self.assertRaisesRegex(AccessError, words),
            ):
                dossier.write({name: 1})

    def test_facts_are_set_by_keepers_and_not_by_credit_accountants(self):
        self.dossier.with_user(self.archivist).watch = True
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.credit).watch = False

    def test_only_a_leader_entrusts_a_dossier(self):
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.archivist).archivist_id = self.leader
        self.dossier.with_user(self.leader).archivist_id = self.leader
        self.assertEqual(self.dossier.archivist_id, self.leader)

    def test_a_dossier_stays_with_its_customer(self):
        other = self._create_customer("Nanyang Trade")
        for name, value in (
            ("partner_id", other.id),
            ("company_id", self._create_company("Second").id),
        ):
            with self.subTest(field=name), self.assertRaises(UserError):
                self.dossier.with_user(self.leader).write({name: value})
        self.dossier.with_user(self.leader).write({"partner_id": self.partner.id})

    def test_no_x2many_command_reaches_past_the_guards(self):
        # Commands count as those of the user whose request it is.
        requested = self.env(user=self.archivist)
        self.patch(self.env.transaction, "default_env", requested)
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.archivist).write(
                {"revision_ids": [Command.create({"planned_date": "2026-04-01"})]}
            )

    def test_amounts_are_never_negative_nor_beyond_all_measure(self):
        amounts = [name for name in TERMS if name != "credit_mode"]
        for name in amounts:
            for value in (-1, 1e15):
                with (
                    self.subTest(field=name, value=value),
                    self.assertRaises(IntegrityError),
                    mute_logger("odoo.sql_db"),
                    self.env.cr.savepoint(),
                ):
                    self.dossier[name] = value
                    self.dossier.flush_recordset()

    def test_a_dossier_is_activated_closed_and_reopened_by_its_keeper(self):
        dossier = self.dossier.with_user(self.archivist)
        dossier.action_activate()
        self.assertEqual(dossier.state, "active")
        self.assertGreater(str(dossier.next_revision_date), "2026-03-02")
        with self.assertRaisesRegex(UserError, "Active already"):
            dossier.action_activate()
        dossier.action_close()
        self.assertEqual(dossier.state, "closed")
        dossier.action_activate()
        self.assertEqual(dossier.state, "active")

    def test_credit_accountants_and_account_managers_do_not_move_dossiers(self):
        for user in (self.credit, self.account_manager):
            for step in ("action_activate", "action_close"):
                with (
                    self.subTest(user=user.login, step=step),
                    self.assertRaises(AccessError),
                ):
                    getattr(self.dossier.with_user(user), step)()

    def test_only_drafts_are_deleted_and_their_figures_go_along(self):
        figures = self.dossier.figures_id
        kept = self._create_dossier(self._create_customer("Kept"))
        kept.action_activate()
        with self.assertRaisesRegex(UserError, "kept record"):
            kept.with_user(self.archivist).unlink()
        self.dossier.with_user(self.archivist).unlink()
        self.assertFalse(figures.exists())

    def test_a_dossier_is_not_duplicated(self):
        with self.assertRaisesRegex(UserError, "each customer has one"):
            self.dossier.with_user(self.leader).copy()

    def test_the_customer_of_a_dossier_is_not_deleted(self):
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.partner.unlink()

    def test_archived_dossiers_keep_their_figures_readable(self):
        self.dossier.with_user(self.archivist).action_archive()
        self.env.invalidate_all()
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            with self.subTest(user=user.login):
                self.assertEqual(self.dossier.with_user(user).exposure, 0.0)

    def test_the_name_shown_is_number_and_customer_only(self):
        self.assertEqual(
            self.dossier.display_name, f"{self.dossier.name} Chengdu Wine Trade"
        )
        fresh = self.env["customer.dossier"].with_user(self.archivist).new({})
        self.assertEqual(fresh.display_name, "", "its form is headed New")

    def test_a_sole_trader_may_be_chosen_in_the_form_and_a_contact_not(self):
        trader = self._create_customer("Old Wang's Shop", is_company=False)
        contact = self._create_customer("Mr. Li", parent_id=self.partner.id)
        contact.is_company = False
        field = self.env["customer.dossier"]._fields["partner_id"]
        offered = self.env["res.partner"].search(safe_eval(field.domain))
        self.assertIn(trader, offered)
        self.assertNotIn(contact, offered)
        self.assertTrue(self._create_dossier(trader).id)

    def test_a_territory_in_use_is_not_deleted(self):
        territory = self.env["customer.dossier.territory"].create({"name": "West"})
        self.dossier.with_user(self.archivist).territory_id = territory
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            territory.with_user(self.manager).unlink()
        self.assertEqual(self.dossier.territory_id, territory)
