from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .revision_common import RevisionCommon
from .revision_print_common import RevisionPrints

SECRET = "The margin of a rival"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 08:00:00")
class TestRevisionPrint(RevisionPrints, RevisionCommon):
    """The print of an approved revision: what was approved, to whoever may carry it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.revision = cls.dossier._plan_revisions()

    def _approved(self):
        self._sheet("competitors").our_position = SECRET
        self._sheet("identity").short_name = "Chuanjiu"
        self._approve(self.revision)
        self._sheet("identity").short_name = "Later"

    def test_it_shows_what_was_approved_with_hands_and_fingerprint(self):
        self._approved()
        slip = self._slip(self.leader)
        slip.action_print()
        html = self._html(slip)
        version = self.env["customer.dossier.version"].search([])
        for words in (
            "Chuanjiu",
            "Chengdu Wine Trade",
            "Deputy",
            "Uncontrolled copy",
            slip.copy_number,
            version.hash,
            SECRET,
        ):
            self.assertIn(words, html)
        self.assertNotIn("Later", html)

    def test_confidential_sections_are_printed_for_their_readers_only(self):
        self._approved()
        slip = self._slip(self.credit)
        slip.action_print()
        self.assertNotIn(SECRET, self._html(slip))

    def test_what_is_not_approved_is_not_printed(self):
        self._prepare(self.revision)
        with self.assertRaisesRegex(UserError, "not approved"):
            self._slip(self.leader).action_print()

    def test_others_print_nothing_and_a_slip_without_number_opens_nothing(self):
        self._approved()
        for role in ("archivist", "account_manager", "auditor", "contributor"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._slip(getattr(self, role))
        with self.assertRaises(AccessError):
            self._html(self._slip(self.leader))

    def test_the_slip_of_a_dossier_prints_no_revision(self):
        self._approved()
        slip = (
            self.env["customer.dossier.print"]
            .with_user(self.leader)
            .create({"purpose": "Audit", "dossier_ids": self.dossier.ids})
        )
        slip.action_print()
        with self.assertRaises(AccessError):
            self._html(slip)

    def test_the_print_is_on_record_as_a_revision(self):
        self._approved()
        self._slip(self.leader).action_print()
        row = self.env["customer.dossier.access.log"].search(
            [("action", "=", "printed")], limit=1
        )
        self.assertEqual((row.section, row.dossier_ids), ("revision", self.dossier))

    def test_a_superseded_revision_says_so(self):
        self._approved()
        with freeze_time("2026-05-01 08:00:00"):
            self._approve(self._plan())
            slip = self._slip(self.leader)
            slip.action_print()
            self.assertIn("Superseded on", self._html(slip))

    def test_it_speaks_the_readers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"]._load_module_terms(["customer_dossier"], ["zh_CN"])
        self._approved()
        slip = self._slip(self.leader)
        slip.action_print()
        english, chinese = self._html(slip), self._html(slip, lang="zh_CN")
        for word, said in (
            ("客户基本信息", "Basic information"),
            ("编制人", "Prepared by"),
        ):
            self.assertIn(word, chinese)
            self.assertNotIn(said, chinese)
            self.assertIn(said, english)

    def test_names_of_settings_are_in_the_readers_language_while_they_hold(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        grade = self.env["customer.dossier.grade"].search([("code", "=", "general")])
        grade.with_context(lang="zh_CN").name = "一般客户"
        kept = {"id": grade.id, "name": grade.with_context(lang=None).name}
        words = self.revision.with_context(lang="zh_CN")._words
        model = "customer.dossier.assessment"
        self.assertEqual(words(model, "grade_id", kept), "一般客户")
        self.assertEqual(words(model, "grade_id", {**kept, "name": "Former"}), "Former")
        gone = {"id": grade.id + 10_000, "name": "Gone"}
        self.assertEqual(words(model, "grade_id", gone), "Gone")

    def test_items_of_our_own_have_their_names_and_private_matters_no_line(self):
        section = self.env.ref("customer_dossier.section_organisation")
        section.item_definition = [
            {
                "name": "a1b2c3",
                "type": "selection",
                "string": "Family firm",
                "selection": [["yes1", "Second generation"]],
            }
        ]
        sheet = self._sheet("organisation")
        sheet.own_items = {"a1b2c3": "yes1"}
        person = self.env["customer.dossier.person"].create(
            {"sheet_id": sheet.id, "name": "Mr Liu"}
        )
        private = self.env["customer.dossier.personal"].create(
            {
                "person_id": person.id,
                "kind": "hobby",
                "value": "Fishing at dawn",
                "purpose": "Visits",
                "ground": "contract",
            }
        )
        self._approve(self.revision)
        slip = self._slip(self.leader)
        slip.action_print()
        html = self._html(slip)
        self.assertIn("Family firm", html)
        self.assertIn("Second generation", html)
        for hidden in ("a1b2c3", "yes1", "Fishing", private._commitment()):
            self.assertNotIn(hidden, html)
