from odoo import fields
from odoo.tests import TransactionCase, new_test_user, tagged

ADDON = "customer_dossier"
ARCHIVE = "customer.dossier"
# What on an open model decides who reads a field, or hands fields out by itself.
HANDING_OUT = {
    "_can_return_content",
    "_get_store_avatar_card_fields",
    "_has_field_access",
    "_search_display_name",
    "_to_store",
    "_to_store_defaults",
    "get_avatar_card_data",
    "get_mention_suggestions",
    "name_search",
    "web_name_search",
}
# Notes "figures are out of date", which go with whom they are about.
NOTES = "customer.dossier.stale"
# Data that would send, run or show something by itself.
BUSY = ("base.automation", "mail.alias", "mail.message.subtype", "mail.template")


@tagged("post_install", "-at_install")
class TestConstruction(TransactionCase):
    """Rules of construction, looked up in the registry: tomorrow's models as well."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ours = [
            Model
            for name, Model in cls.env.items()
            if name.startswith(ARCHIVE) and not Model._abstract
        ]

    def _our_fields(self):
        return [
            field
            for Model in self.ours
            for field in Model._fields.values()
            if field._module == ADDON
        ]

    def _records(self, model):
        data = self.env["ir.model.data"].search(
            [("module", "=", ADDON), ("model", "=", model)]
        )
        return self.env[model].browse(data.mapped("res_id")).exists()

    def test_a_user_who_did_nothing_here_can_be_deleted(self):
        user = new_test_user(self.env, "passer_by", groups="base.group_user")
        user.unlink()
        self.assertFalse(user.exists())

    def test_rights_to_the_archive_are_given_to_our_groups_only(self):
        groups = self._records("res.groups")
        for Model in self.ours:
            rights = self.env["ir.model.access"].search(
                [("model_id", "=", Model._name)]
            )
            with self.subTest(model=Model._name):
                self.assertTrue(all(right.group_id in groups for right in rights))

    def test_no_other_group_and_no_setting_hands_out_ours(self):
        groups = self._records("res.groups")
        self.assertTrue(groups)
        self.assertLessEqual(groups.all_implied_by_ids, groups)
        settings = self.env["res.config.settings"]._fields.values()
        for field in settings:
            given = getattr(field, "implied_group", None) or ""
            self.assertFalse(given.startswith(f"{ADDON}."), str(field))

    def test_nothing_of_ours_is_a_view_that_the_orm_cannot_guard(self):
        for Model in self.ours:
            with self.subTest(model=Model._name):
                self.assertTrue(Model._auto)
                self.assertIsNone(Model._table_query)

    def test_values_are_plain(self):
        for field in self._our_fields():
            with self.subTest(field=str(field)):
                self.assertNotIsInstance(field, fields.Html)
                self.assertFalse(field.company_dependent)
                self.assertNotEqual(field.name, "access_token")

    def test_nothing_of_ours_goes_when_something_of_odoo_s_goes(self):
        for field in self._our_fields():
            if field.type == "many2one" and field.model_name != NOTES:
                inside = field.comodel_name.startswith(ARCHIVE)
                with self.subTest(field=str(field)):
                    self.assertTrue(inside or field.ondelete != "cascade")

    def test_everybody_has_their_own_wizards(self):
        for Model in self.ours:
            if not Model._transient:
                continue
            rules = self.env["ir.rule"].search(
                [("model_id", "=", Model._name), ("groups", "=", False)]
            )
            domains = " ".join(rules.mapped("domain_force"))
            with self.subTest(model=Model._name):
                self.assertIn("('create_uid', '=', user.id)", domains)

    def test_open_models_hand_out_what_they_always_did(self):
        for name, Model in self.env.registry.items():
            if name.startswith(ARCHIVE):
                continue
            for part in Model.mro():
                if getattr(part, "_module", None) == ADDON:
                    with self.subTest(model=name, part=str(part)):
                        self.assertFalse(HANDING_OUT & vars(part).keys())
                        self.assertNotIn("_rec_names_search", vars(part))

    def test_no_data_of_ours_sends_or_runs_by_itself(self):
        for model in BUSY:
            if model in self.env:
                with self.subTest(model=model):
                    self.assertFalse(self._records(model))

    def test_actions_that_run_code_are_for_groups_and_not_superuser(self):
        actions = self._records("ir.actions.server").filtered(
            lambda action: action.usage == "ir_actions_server"
        )
        self.assertTrue(actions)
        for action in actions:
            with self.subTest(action=action.name):
                self.assertTrue(action.group_ids)
                self.assertNotIn("sudo", action.code or "")

    def test_reports_are_of_our_models_and_check_by_themselves(self):
        for report in self._records("ir.actions.report"):
            with self.subTest(report=report.report_name):
                self.assertTrue(report.model.startswith(ARCHIVE))
                self.assertFalse(report.attachment)
                self.assertIn(f"report.{report.report_name}", self.env)
