import re

from lxml import etree

from odoo.exceptions import AccessError
from odoo.models import MAGIC_COLUMNS
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import ROLES, DossierCommon
from .view_common import specification

READERS = ("account_manager", "archivist", "credit", "leader")
ANYBODY = {"res.config.settings"}
# Menus whose readers differ: which roles see them.
MENUS = {
    "menu_root": {*READERS, "auditor", "manager", "contributor"},
    "menu_cockpit": {*READERS, "auditor"},
    "menu_dossier": {*READERS},
    "menu_analysis": {*READERS},
    "menu_attention": {*READERS, "auditor"},
    "menu_credit": {*READERS},
    "menu_terms_request": {*READERS},
    "menu_terms_authority": {"manager"},
    "menu_hold_rule": {"credit", "leader"},
    "menu_hold": {*READERS},
    "menu_decision": {*READERS},
    "menu_signal": {*READERS},
    "menu_watch": {*READERS},
    "menu_promise": {*READERS},
    "menu_visit": {*READERS},
    "menu_care": {"account_manager", "archivist", "leader"},
    "menu_care_plan": {"manager"},
    "menu_visit_mine": {"contributor", "account_manager", "archivist", "leader"},
    "menu_brief": {"leader"},
    "menu_brief_plan": {"leader"},
    "menu_notice": {"leader", "auditor"},
    "menu_need_pending": {*READERS},
    "menu_service_record": {*READERS},
    "menu_timed_limit": {*READERS},
    "menu_insurance": {*READERS},
    "menu_limit_group": {*READERS},
    "menu_policy_root": {*READERS},
    "menu_policy": {*READERS},
    "menu_reading": {*READERS},
    "menu_check": {*READERS},
    "menu_gauges": {*READERS},
    "menu_goods": {*READERS},
    "menu_work": {*READERS},
    "menu_territory_dealers": {*READERS},
    "menu_containment": {"leader"},
    "menu_dealership": {*READERS},
    "menu_joint_unit": {*READERS},
    "menu_qualification": {*READERS, "auditor", "manager"},
    "menu_backtest": {*READERS},
    "menu_override": {*READERS},
    "menu_measures": {*READERS},
    "menu_measure": {*READERS},
    "menu_measure_reaction": {*READERS},
    "menu_lever": {*READERS},
    "menu_measure_authority": {*READERS},
    "menu_measure_type": {"manager"},
    "menu_deposit": {*READERS},
    "menu_disagreement": {*READERS},
    "menu_advice": {*READERS},
    "menu_bonus": {*READERS},
    "menu_bonus_scheme": {"manager"},
    "menu_deposit_books": {"credit", "leader"},
    "menu_override_rate": {*READERS},
    "menu_migration": {*READERS},
    "menu_revision": {*READERS, "auditor"},
    "menu_revision_cycle": {*READERS},
    "menu_inquest": {*READERS},
    "menu_version": {"leader", "auditor"},
    "menu_cause": {"manager"},
    "menu_configuration": {"manager"},
    "menu_territory": {"manager"},
    "menu_festival": {"manager"},
    "menu_settings": set(),
    "menu_trust": {*READERS, "auditor", "manager"},
    "menu_recusal": {*READERS, "auditor"},
    "menu_release": set(),
    "menu_section": {"manager"},
    "menu_channel": {"manager"},
    "menu_contents": {*READERS},
    "menu_person": {*READERS},
    "menu_personal": {"archivist", "leader"},
    "menu_personal_event": {"archivist", "leader"},
    "menu_undone_payment": {*READERS},
    "menu_target": {*READERS},
    "menu_lesson": {*READERS},
    "menu_loss_ledger": {"leader"},
    "menu_checkup": {"account_manager", "archivist", "leader"},
    "menu_checkup_defect": {"account_manager", "archivist", "leader"},
    "menu_recount": {"credit", "leader"},
    "menu_recount_all": {"manager"},
    "menu_onboarding": {"account_manager", "archivist", "leader"},
    "menu_lost": {"leader"},
    "menu_ownerless": {"leader"},
    "menu_hand_over": {"leader"},
    "menu_handover": {"leader", "auditor"},
    "menu_usage": {"leader"},
    "menu_field": {"contributor", "account_manager", "archivist", "leader"},
    "menu_submission_mine": {"contributor", "account_manager", "archivist", "leader"},
    "menu_submission": {"archivist", "leader"},
    "menu_submission_news": {"leader"},
    "menu_submission_times": {"leader"},
    "menu_question": {*READERS},
    "menu_recheck": {"account_manager", "archivist", "leader"},
    "menu_change": {"manager"},
    "menu_provision_run": {"credit", "leader"},
    "menu_provision_line": {"credit", "leader"},
    "menu_provision_matrix": {"credit", "leader"},
    "menu_loss": {"archivist", "credit", "leader"},
    "menu_import": {"archivist", "leader"},
    "menu_correction": {"leader"},
    "menu_import_run": {"leader", "auditor"},
    "menu_clearance": {"leader", "auditor", "manager"},
    "menu_clearance_requirement": {"manager"},
    "menu_access_log": {"leader", "auditor"},
    "menu_access_alarm": {"leader", "auditor"},
    "menu_access_seal": {"leader", "auditor"},
    "menu_copy_finder": {"leader", "auditor"},
    "menu_access_alarm_rule": {"manager"},
}
# Buttons of the dossier's form by role; what everybody reads with has none here.
BUTTONS = {
    "action_activate": {"archivist", "leader"},
    "action_close": {"archivist", "leader"},
    "action_assess": {"archivist", "leader"},
    "action_start_checkup": {"archivist", "leader"},
    "action_request_override": {"archivist", "credit", "leader"},
    "action_refresh_figures": {*READERS},
    "action_view_signals": {*READERS},
    "action_view_measures": {*READERS},
    "action_view_needs": {*READERS},
    "action_view_service": {*READERS},
    "action_view_readers": {"leader"},
}


@tagged("post_install", "-at_install")
class TestViews(DossierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.action_activate()
        cls.dossier.next_revision_date = "2026-03-02"
        cls.dossier._plan_revisions()
        data = cls.env["ir.model.data"].search(
            [
                ("module", "=", "customer_dossier"),
                ("model", "=", "ir.actions.act_window"),
            ]
        )
        cls.actions = cls.env["ir.actions.act_window"].browse(data.mapped("res_id"))

    def test_every_action_opens_for_whoever_may_read_and_for_nobody_else(self):
        for role in (*ROLES, "salesperson", "employee"):
            user = getattr(self, role)
            for action in self.actions:
                Model = self.env[action.res_model].with_user(user)
                if Model._name in ANYBODY or Model._transient:
                    continue
                with self.subTest(role=role, action=action.xml_id):
                    if Model.has_access("read"):
                        self._open(Model, action)
                    else:
                        with self.assertRaises(AccessError):
                            self._open(Model, action)

    def _open(self, Model, action):
        """Do what the web client does: views, their records, and a form each."""
        modes = action.view_mode.split(",")
        found = {"records": []}
        views = [(False, mode) for mode in modes] + [
            (action.search_view_id.id, "search")
        ]
        answer = Model.get_views(views, {"action_id": action.id, "toolbar": True})
        for mode in {"list", "kanban", "calendar", "activity"} & {*modes}:
            spec = specification(answer["views"][mode]["arch"])
            found = Model.web_search_read([], spec, limit=80)
        for mode in {"pivot", "graph"} & {*modes}:
            self._aggregate(Model, answer["views"][mode]["arch"])
        self._group(Model, answer["views"]["search"]["arch"])
        if "form" in modes:
            form = specification(answer["views"]["form"]["arch"])
            records = Model.browse([row["id"] for row in found["records"][:5]])
            records.web_read(form)

    def _aggregate(self, Model, arch):
        nodes = etree.fromstring(arch).findall("field")
        measures = [node.get("name") for node in nodes if node.get("type") == "measure"]
        described = Model.fields_get(measures)
        for name in measures:
            self.assertTrue(described[name].get("aggregator"), f"{name} is no measure")
        groups = [
            ":".join(filter(None, (node.get("name"), node.get("interval"))))
            for node in nodes
            if node.get("name") not in measures
        ]
        aggregates = [f"{name}:{described[name]['aggregator']}" for name in measures]
        Model.formatted_read_grouping_sets([], [groups[:1], []], aggregates)

    def _group(self, Model, arch):
        """Every filter and every way of grouping that the search view offers."""
        tree = etree.fromstring(arch)
        variables = {"uid": Model.env.uid}
        for node in tree.iter("filter"):
            if domain := node.get("domain"):
                Model.search_count(safe_eval(domain, variables))
            if "group_by" in (node.get("context") or ""):
                group = safe_eval(node.get("context"), variables)["group_by"]
                Model.formatted_read_group([], [group], ["__count"])
        for field in tree.findall("searchpanel/field"):
            Model.search_panel_select_range(field.get("name"), enable_counters=True)

    def test_a_card_reads_no_field_that_it_does_not_ask_for(self):
        """Odoo checks that of expressions only: the browser would show nothing at all."""
        data = self.env["ir.model.data"].search(
            [("module", "=", "customer_dossier"), ("model", "=", "ir.ui.view")]
        )
        views = self.env["ir.ui.view"].browse(data.mapped("res_id"))
        cards = views.filtered(lambda view: view.type == "kanban")
        self.assertIn(
            self.env.ref("customer_dossier.customer_dossier_view_kanban"), cards
        )
        for role in ROLES:
            for card in cards:
                Model = self.env[card.model].with_user(getattr(self, role))
                if not Model.has_access("read"):
                    continue
                with self.subTest(role=role, card=card.xml_id):
                    arch = Model.get_view(card.id, "kanban")["arch"]
                    asked = {
                        one.get("name") for one in etree.fromstring(arch).iter("field")
                    }
                    self.assertLessEqual({*re.findall(r"\brecord\.(\w+)", arch)}, asked)

    def test_each_role_finds_its_menus(self):
        for role in (*ROLES, "salesperson", "employee"):
            Menu = self.env["ir.ui.menu"].with_user(getattr(self, role))
            visible = Menu.load_menus(False).keys()
            for name, roles in MENUS.items():
                with self.subTest(role=role, menu=name):
                    menu = self.env.ref(f"customer_dossier.{name}")
                    self.assertEqual(menu.id in visible, role in roles)

    def test_no_menu_leads_to_a_closed_door(self):
        for role in ROLES:
            user = getattr(self, role)
            visible = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            for menu in self.env["ir.ui.menu"].browse(visible.keys() - {"root"}):
                if not (menu.get_external_id()[menu.id] or "").startswith(
                    "customer_dossier."
                ):
                    continue
                if menu.action and menu.action._name == "ir.actions.act_window":
                    with self.subTest(role=role, menu=menu.complete_name):
                        Model = self.env[menu.action.res_model].with_user(user)
                        self.assertTrue(Model.has_access("read"))

    def test_a_button_calls_a_method_of_records(self):
        """The browser sends their ids: a method of the model has no place for them."""
        for view in self.env["ir.ui.view"].search([("model", "=like", "customer.%")]):
            for node in etree.fromstring(view.arch).iter("button"):
                # A button of a list within the form is of another model.
                method = getattr(self.env[view.model], node.get("name") or "", None)
                with self.subTest(view=view.name, button=node.get("name")):
                    self.assertFalse(getattr(method, "_api_model", False))

    def test_the_form_offers_each_role_its_buttons(self):
        for role in READERS:
            Dossier = self.env["customer.dossier"].with_user(getattr(self, role))
            arch = etree.fromstring(Dossier.get_view(view_type="form")["arch"])
            names = {node.get("name") for node in arch.iter("button")}
            for name, roles in BUTTONS.items():
                with self.subTest(role=role, button=name):
                    self.assertEqual(name in names, role in roles)

    def test_the_form_lets_each_role_edit_its_part(self):
        with Form(self.dossier.with_user(self.archivist)) as form:
            form.watch = True
            for name in ("archivist_id", "credit_mode", "partner_id"):
                with self.subTest(field=name), self.assertRaises(AssertionError):
                    form[name] = form[name]
        with Form(self.dossier.with_user(self.credit)) as form:
            form.credit_mode = "limit"
            form.credit_limit = 5000
            with self.assertRaises(AssertionError):
                form.watch = False
        self.assertTrue(self.dossier.watch)
        self.assertEqual(self.dossier.credit_limit, 5000)

    def test_every_figure_is_a_measure_or_a_group_of_the_pivot(self):
        described = (
            self.env["customer.dossier"].with_user(self.account_manager).fields_get()
        )
        for name in ("turnover", "receivable", "overdue", "exposure", "payment_index"):
            with self.subTest(figure=name):
                self.assertTrue(described[name]["aggregator"])
                self.assertTrue(described[name]["sortable"])
        for name in ("growth_class", "abc_class", "rhythm"):
            with self.subTest(figure=name):
                self.assertTrue(described[name]["groupable"])

    def test_what_is_not_known_comes_last_whichever_way_a_list_is_sorted(self):
        others = [self._create_customer(f"Dealer {number}") for number in range(2)]
        known = [self._create_dossier(other) for other in others]
        for dossier, used in zip(known, (10.0, 90.0), strict=True):
            dossier.figures_id.sudo().utilisation = used
        Dossier = self.env["customer.dossier"].with_user(self.account_manager)
        for order, first in (("utilisation desc", 1), ("utilisation", 0)):
            found = Dossier.search([], order=f"{order}, id")
            self.assertEqual(found[0], known[first])
            self.assertIn(self.dossier, found[2:])

    def test_settings_are_the_system_administrators(self):
        with self.assertRaises(AccessError):
            self.env["res.config.settings"].with_user(self.manager).create({})
        with Form(self.env["res.config.settings"]) as form:
            form.dossier_revision_notice_days = 21
        form.record.execute()
        self.assertEqual(self.company.dossier_revision_notice_days, 21)

    def test_the_search_panel_lists_ratings_from_the_best_to_the_worst(self):
        Dossier = self.env["customer.dossier"].with_user(self.leader)
        arch = etree.fromstring(Dossier.get_view(view_type="search")["arch"])
        node = arch.find("searchpanel/field[@name='rating']")
        panel = Dossier.search_panel_select_range("rating", expand=node.get("expand"))
        codes = [value["id"] for value in panel["values"]]
        self.assertEqual(codes, ["AAA", "AA", "A", "B", "C", "N"])

    def test_labels_of_fields_are_sentences_not_titles(self):
        for model in self.env.registry.values():
            for field in model._fields.values():
                if field._module != "customer_dossier" or field.name in MAGIC_COLUMNS:
                    continue
                _first, *words = (field.string or "").split()
                with self.subTest(field=str(field)):
                    self.assertEqual([word for word in words if word.istitle()], [])
