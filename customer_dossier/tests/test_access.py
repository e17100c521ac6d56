from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import ROLES, DossierCommon

OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}
READERS = ("account_manager", "archivist", "credit", "leader")
SETUP = {**dict.fromkeys(READERS, "r"), "manager": "rwcu"}
# Whoever holds one of these roles contributes as well.
CONTRIBUTORS = ("contributor", "account_manager", "archivist", "leader")
KEEPERS_WRITE = {"archivist": "rw", "leader": "rw"}
KEEPERS_ALL = {"archivist": "rwcu", "leader": "rwcu"}
LINES = (
    "customer.dossier.document",
    "customer.dossier.product",
    "customer.dossier.market",
    "customer.dossier.outlet",
    "customer.dossier.statement",
    "customer.dossier.person",
    "customer.dossier.competitor",
    "customer.dossier.need",
    "customer.dossier.loss",
)
# Model -> role -> what it may; a role that is not named may nothing.
MATRIX = {
    "customer.dossier": {
        "account_manager": "r",
        "archivist": "rwcu",
        "credit": "rw",
        "leader": "rwcu",
    },
    "customer.dossier.figures": dict.fromkeys(READERS, "r"),
    "customer.dossier.revision": {
        "account_manager": "r",
        "archivist": "rw",
        "credit": "r",
        "leader": "rw",
        "auditor": "r",
    },
    "customer.dossier.revision.line": {
        "account_manager": "r",
        "archivist": "rw",
        "credit": "r",
        "leader": "rw",
    },
    "customer.dossier.page": dict.fromkeys(READERS, "r"),
    "customer.dossier.version": {**dict.fromkeys(READERS, "r"), "auditor": "r"},
    "customer.dossier.inquest": {
        "account_manager": "rw",
        "archivist": "rw",
        "credit": "r",
        "leader": "rw",
    },
    "customer.dossier.inquest.line": dict.fromkeys(READERS, "r"),
    "customer.dossier.override": {
        "account_manager": "r",
        **dict.fromkeys(("archivist", "credit", "leader"), "rwc"),
    },
    "customer.dossier.measure": dict.fromkeys(READERS, "rwc"),
    "customer.dossier.measure.type": SETUP,
    "customer.dossier.measure.authority": SETUP,
    "customer.dossier.measure.step": dict.fromkeys(READERS, "r"),
    "customer.dossier.measure.reaction": dict.fromkeys(READERS, "rc"),
    "customer.dossier.measure.settlement": dict.fromkeys(READERS, "rw"),
    "customer.dossier.deposit": {
        **dict.fromkeys(("account_manager", "archivist"), "r"),
        **dict.fromkeys(("credit", "leader"), "rwc"),
    },
    "customer.dossier.bonus": {
        **dict.fromkeys(("account_manager", "archivist"), "r"),
        **dict.fromkeys(("credit", "leader"), "rw"),
    },
    "customer.dossier.bonus.scheme": SETUP,
    "customer.dossier.bonus.rate": SETUP,
    "customer.dossier.advice": {
        **dict.fromkeys(("account_manager", "archivist", "leader"), "rwc"),
        "credit": "r",
    },
    "customer.dossier.lever.use": dict.fromkeys(READERS, "r"),
    "customer.dossier.disagreement": dict.fromkeys(READERS, "rwc"),
    "customer.dossier.migration": dict.fromkeys(READERS, "rwc"),
    "customer.dossier.migration.move": dict.fromkeys(READERS, "r"),
    **dict.fromkeys(
        ("customer.dossier.timed.limit", "customer.dossier.insurance"),
        {
            **dict.fromkeys(("account_manager", "archivist"), "r"),
            **dict.fromkeys(("credit", "leader"), "rwc"),
        },
    ),
    "customer.dossier.limit.group": {
        **dict.fromkeys(("account_manager", "archivist"), "r"),
        "credit": "rwc",
        "leader": "rwcu",
    },
    "customer.dossier.tryout": {"manager": "rwc"},
    "customer.dossier.recount": dict.fromkeys(("manager", "credit", "leader"), "rwc"),
    "customer.dossier.recount.row": dict.fromkeys(("credit", "leader"), "r"),
    "customer.dossier.tryout.row": dict.fromkeys(READERS, "r"),
    "customer.dossier.cause": SETUP,
    "customer.dossier.territory": {**SETUP, "auditor": "r"},
    "customer.dossier.grade": SETUP,
    "customer.dossier.channel": {**SETUP, "contributor": "r"},
    "customer.dossier.section": {**SETUP, "leader": "rw", "contributor": "r"},
    "customer.dossier.change": {**SETUP, "contributor": "r"},
    "customer.dossier.submission": dict.fromkeys(CONTRIBUTORS, "rwc"),
    "customer.dossier.care": dict.fromkeys(
        ("account_manager", "archivist", "leader"), "rwc"
    ),
    "customer.dossier.care.plan": SETUP,
    "customer.dossier.visit": {
        **dict.fromkeys(("account_manager", "archivist", "leader"), "rwc"),
        "contributor": "rw",
        "credit": "r",
    },
    "customer.dossier.submission.step": dict.fromkeys(CONTRIBUTORS, "r"),
    "customer.dossier.question": {**dict.fromkeys(READERS, "r"), **KEEPERS_WRITE},
    "customer.dossier.recheck": {"account_manager": "r", **KEEPERS_WRITE},
    "customer.dossier.sheet": {**dict.fromkeys(READERS, "r"), **KEEPERS_WRITE},
    "customer.dossier.fact": dict.fromkeys(READERS, "r"),
    **dict.fromkeys(LINES, {**dict.fromkeys(READERS, "r"), **KEEPERS_ALL}),
    "customer.dossier.personal": dict.fromkeys(("archivist", "leader"), "rwc"),
    "customer.dossier.personal.event": dict.fromkeys(("archivist", "leader"), "r"),
    "customer.dossier.personal.erasure": KEEPERS_ALL,
    "customer.dossier.checkup": {"account_manager": "r", **KEEPERS_WRITE},
    **dict.fromkeys(
        ("customer.dossier.checkup.result", "customer.dossier.checkup.defect"),
        dict.fromkeys(("account_manager", "archivist", "leader"), "r"),
    ),
    "customer.dossier.checkup.task": {"archivist": "rwc", "leader": "rwc"},
    "customer.dossier.item.choice": KEEPERS_WRITE,
    "customer.dossier.handover": {"leader": "r", "auditor": "r"},
    "customer.dossier.hand.over": {"leader": "rwc"},
    "customer.dossier.farewell": {"leader": "rwc"},
    "customer.dossier.usage": {"leader": "rwc"},
    "customer.dossier.usage.row": {"leader": "r"},
    "customer.dossier.import.run": {"leader": "r", "auditor": "r"},
    "customer.dossier.import": KEEPERS_ALL,
    "customer.dossier.import.finding": {"archivist": "r", "leader": "r"},
    "customer.dossier.correction": {"leader": "rwcu"},
    "customer.dossier.festival": {"manager": "rwcu"},
    "customer.dossier.clearance": {"leader": "rwcu", "manager": "rwcu", "auditor": "r"},
    "customer.dossier.clearance.requirement": {
        "leader": "r",
        "manager": "rw",
        "auditor": "r",
    },
    "customer.dossier.clearance.first": {"manager": "rwcu"},
    **{
        f"customer.dossier.provision.{name}": dict.fromkeys(("credit", "leader"), may)
        for name, may in (
            ("run", "rwcu"),
            ("line", "rw"),
            ("specific", "rwcu"),
            ("movement", "r"),
            ("matrix", "rwcu"),
            ("rate", "rwcu"),
            ("export", "rwcu"),
        )
    },
}


@tagged("post_install", "-at_install")
class TestAccess(DossierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(cls.env, "portal_reader", groups="base.group_portal")
        cls.public = cls.env.ref("base.public_user")
        cls.outsiders = {
            "contributor": cls.contributor,
            "auditor": cls.auditor,
            "manager": cls.manager,
            "salesperson": cls.salesperson,
            "employee": cls.employee,
            "portal": cls.portal,
            "public": cls.public,
        }
        # Odoo's own right to export must not be what protects the archive.
        export = cls.env.ref("base.group_allow_export")
        for user in [*cls.outsiders.values(), *(getattr(cls, r) for r in READERS)]:
            user.group_ids = [Command.link(export.id)]
        cls.foreign = cls._create_dossier(
            cls._create_customer("Jinan Spirits"),
            archivist_id=cls.leader.id,
            account_manager_id=cls.leader.id,
        )

    def test_each_role_may_do_what_the_matrix_says(self):
        people = {role: getattr(self, role) for role in ROLES} | self.outsiders
        for model, rights in MATRIX.items():
            for role, user in people.items():
                with self.subTest(model=model, role=role):
                    Model = self.env[model].with_user(user)
                    may = "".join(
                        key
                        for key, name in OPERATIONS.items()
                        if Model.has_access(name)
                    )
                    self.assertEqual(may, rights.get(role, ""))

    def test_every_model_stands_behind_the_wall_with_the_rights_it_declares(self):
        seen = 0
        for name, Model in self.env.registry.items():
            if not name.startswith("customer.dossier") or Model._abstract:
                continue
            seen += 1
            rights = {
                role: "".join(letter for letter in letters if letter != "e")
                for role, letters in Model._dossier_roles.items()
            }
            given = {}
            for line in self.env["ir.model.access"].search(
                [("model_id.model", "=", name)]
            ):
                letters = "".join(
                    letter
                    for letter, operation in OPERATIONS.items()
                    if line[f"perm_{operation}"]
                )
                [xmlid] = line.group_id.get_external_id().values()
                given[xmlid.removeprefix("customer_dossier.group_")] = letters
            with self.subTest(model=name):
                self.assertEqual(rights, {r: g for r, g in given.items() if g})
        self.assertGreater(seen, 20)

    def test_no_way_of_reading_is_open_to_outsiders(self):
        ways = {
            "search": lambda dossiers: dossiers.search([("rating", "=", "C")]),
            "search_count": lambda dossiers: dossiers.search_count([]),
            "order": lambda dossiers: dossiers.search([], order="exposure"),
            "read": lambda dossiers: dossiers.read(["name"]),
            "search_read": lambda dossiers: dossiers.search_read([], ["exposure"]),
            "web_read": lambda dossiers: dossiers.web_read({"overdue": {}}),
            "web_search_read": lambda dossiers: dossiers.web_search_read(
                [], {"grade_id": {}}
            ),
            "name_search": lambda dossiers: dossiers.name_search("Chengdu"),
            "read_group": lambda dossiers: dossiers.formatted_read_group(
                [], ["grade_id"], ["exposure:sum"]
            ),
            "pivot": lambda dossiers: dossiers.formatted_read_grouping_sets(
                [], [["rating"]], ["overdue:sum"]
            ),
            "progress bar": lambda dossiers: dossiers.read_progress_bar(
                [], "grade_id", {"field": "rating", "colors": {"C": "danger"}}
            ),
            "search panel": lambda dossiers: dossiers.search_panel_select_range(
                "rating", enable_counters=True
            ),
            "export": lambda dossiers: dossiers.export_data(["exposure"]),
            "attribute": lambda dossiers: dossiers.exposure,
            "activate": lambda dossiers: dossiers.action_activate(),
            "assess": lambda dossiers: dossiers.action_assess(),
            "refresh": lambda dossiers: dossiers.action_refresh_figures(),
            "invoices": lambda dossiers: dossiers.action_view_invoices(),
            "orders": lambda dossiers: dossiers.action_view_orders(),
        }
        for role, user in self.outsiders.items():
            for name, way in ways.items():
                with self.subTest(role=role, way=name), self.assertRaises(AccessError):
                    self.env.invalidate_all()
                    way(self.dossier.with_user(user))

    def test_open_models_give_no_path_into_the_archive(self):
        domains = [
            [("dossier_ids.exposure", ">", 0)],
            [("dossier_id.rating", "=", "C")],
            [("dossier_light", "=", "red")],
        ]
        for user in (self.employee, self.salesperson, self.contributor, self.leader):
            Partner = self.env["res.partner"].with_user(user)
            for domain in domains:
                with self.subTest(user=user.login, domain=domain):
                    self.assertTrue(self._is_refused(Partner, domain))

    def _is_refused(self, Model, domain):
        try:
            Model.search(domain)
        except (AccessError, ValueError):  # not yours; or not to be searched by
            return True
        return False

    def test_account_managers_and_archivists_see_their_own_only(self):
        for user in (self.account_manager, self.archivist):
            with self.subTest(user=user.login):
                Dossier = self.env["customer.dossier"].with_user(user)
                self.assertEqual(Dossier.search([]), self.dossier)
                groups = Dossier.formatted_read_group([], ["state"], ["__count"])
                self.assertEqual([group["__count"] for group in groups], [1])
                self.assertFalse(Dossier.name_search("Jinan"))
                with self.assertRaises(AccessError):
                    self.foreign.with_user(user).read(["exposure"])
                with self.assertRaises(AccessError):
                    self.foreign.figures_id.with_user(user).read(["exposure"])

    def test_deputies_keep_the_dossier_as_well(self):
        self.foreign.deputy_id = self.archivist
        self.foreign.with_user(self.archivist).watch = True
        self.assertTrue(self.foreign.watch)

    def test_credit_accountants_and_leaders_see_all(self):
        both = self.dossier | self.foreign
        for user in (self.credit, self.leader):
            with self.subTest(user=user.login):
                found = both.with_user(user).search([("id", "in", both.ids)])
                self.assertEqual(found, both)

    def test_readers_sort_filter_and_group_the_figures(self):
        self.dossier._refresh_figures()
        for role in READERS:
            with self.subTest(role=role):
                Dossier = self.env["customer.dossier"].with_user(getattr(self, role))
                self.assertIn(
                    self.dossier,
                    Dossier.search([("overdue", "=", 0)], order="utilisation desc"),
                )
                self.assertTrue(
                    Dossier.formatted_read_group(
                        [], ["growth_class"], ["exposure:sum", "payment_index:avg"]
                    )
                )

    def test_only_some_roles_carry_dossiers_out(self):
        self.dossier._refresh_figures()
        names = ["name", "exposure", "payment_index"]
        for role in ("credit", "leader"):
            rows = self.dossier.with_user(getattr(self, role)).export_data(names)
            self.assertEqual(rows["datas"], [[self.dossier.name, 0.0, ""]])
        for role in ("account_manager", "archivist"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.dossier.with_user(getattr(self, role)).export_data(names)

    def test_an_exported_text_never_becomes_a_formula(self):
        hostile = self._create_customer('=HYPERLINK("evil")')
        dossier = self._create_dossier(hostile).with_user(self.leader)
        rows = dossier.export_data(["partner_id/name"])["datas"]
        self.assertEqual(rows, [['\'=HYPERLINK("evil")']])

    def test_the_next_numbers_are_no_secret_door(self):
        ours = self.env["ir.sequence"].search([("code", "like", "customer.dossier")])
        self.assertGreater(len(ours), 1)
        for user in (self.employee, self.salesperson, self.leader):
            found = ours.with_user(user).search([("id", "in", ours.ids)])
            with self.subTest(user=user.login):
                self.assertFalse(found)

    def test_auditors_see_which_revisions_exist_and_nothing_behind_them(self):
        self.dossier.next_revision_date = "2026-03-02"
        revision = self.dossier._plan_revisions().with_user(self.auditor)
        self.assertEqual(revision.read(["state"])[0]["state"], "planned")
        with self.assertRaises(AccessError):
            revision.search([("dossier_id.rating", "=", "C")])
        with self.assertRaises(AccessError):
            revision.export_data(["dossier_id/exposure"])
        with self.assertRaises(AccessError):
            revision.action_approve()

    def test_another_company_is_another_archive(self):
        other = self._create_company("Second Distillery")
        dossier = self._create_dossier(self.partner, company_id=other.id)
        for role in READERS:
            user = getattr(self, role)
            with self.subTest(role=role):
                here = dossier.with_user(user).with_context(
                    allowed_company_ids=self.company.ids
                )
                self.assertNotIn(dossier, here.search([]))
                with self.assertRaises(AccessError):
                    here.read(["exposure"])
                there = here.with_context(allowed_company_ids=other.ids)
                self.assertIn(dossier, there.search([]))
        stranger = self._create_user("stranger", "customer_dossier.group_leader")
        with self.assertRaises(AccessError):
            dossier.with_user(stranger).read(["name"])
