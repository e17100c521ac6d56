from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .common import ROLES
from .print_common import REPORT, PrintCommon

PRINTERS = ("credit", "leader")
REFUSED = (*(role for role in ROLES if role not in PRINTERS), "salesperson", "employee")


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 04:00:00")
class TestPrint(PrintCommon, HttpCase):
    """Who gets a print, and what is on record about it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Log = cls.env["customer.dossier.access.log"]

    def _rows(self, action, way):
        """The rows of the log that a call leaves, refused or not."""
        before = self.Log.search([], limit=1).id or 0
        try:
            way()
        except AccessError:
            self.env.invalidate_all()
        return self.Log.search([("id", ">", before), ("action", "=", action)])

    def test_those_who_may_carry_dossiers_out_print_them(self):
        for role in PRINTERS:
            with self.subTest(role=role):
                html = self._html(self._printed(user=getattr(self, role)))
                self.assertIn("Chengdu Wine Trade", html)
                self.assertIn(getattr(self, role).name, html)

    def test_the_other_roles_neither_ask_nor_print(self):
        slip = self._printed()
        for role in REFUSED:
            user = getattr(self, role)
            user.company_ids = [Command.link(self.company.id)]
            theirs = slip.with_user(user)
            for attempt in (
                lambda user=user: self._slip(user=user),
                theirs.action_print,
                lambda theirs=theirs: theirs.read(["copy_number"]),
                lambda theirs=theirs: self._html(theirs),
            ):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    attempt()

    def test_the_slip_of_another_reader_opens_nothing(self):
        theirs = self._printed().with_user(self.leader)
        self.env.invalidate_all()
        self.assertFalse(theirs.search([("id", "=", theirs.id)]))
        for attempt in (
            theirs.action_print,
            lambda: theirs.read(["dossier_ids"]),
            lambda: theirs.write({"purpose": "Mine now"}),
            lambda: self._html(theirs),
        ):
            with self.assertRaises(AccessError):
                attempt()

    @mute_logger("odoo.http")
    def test_the_url_of_a_print_is_good_for_its_reader_only(self):
        slip = self._printed()
        self.env.flush_all()
        for user in ("credit", "leader", "archivist", "employee", None):
            self.authenticate(user, user)
            for kind in ("pdf", "html", "text"):
                answer = self.url_open(f"/report/{kind}/{REPORT}/{slip.id}")
                with self.subTest(user=user, kind=kind):
                    shown = "120,000.00" in answer.text
                    self.assertEqual(shown, user == "credit")

    @mute_logger("odoo.http")
    def test_no_url_prints_what_is_not_on_record(self):
        not_printed = self._slip()
        slips = self._printed() | self._printed()
        self.env.flush_all()
        self.authenticate("credit", "credit")
        several = ",".join(map(str, slips.ids))
        for ids in (f"/{not_printed.id}", f"/{several}", "/0", "/99999999", ""):
            answer = self.url_open(f"/report/html/{REPORT}{ids}")
            with self.subTest(ids=ids):
                self.assertNotIn("Chengdu", answer.text)
                self.assertNotEqual(answer.status_code, 200)

    def test_nobody_writes_a_number_themselves(self):
        for attempt in (
            lambda: self._slip(copy_number="CP2026-00001"),
            lambda: self._slip().write({"copy_number": "CP2026-00001"}),
            lambda: (
                self.env["customer.dossier.print"]
                .with_user(self.credit)
                .with_context(default_copy_number="CP2026-00001")
                .create({"purpose": "Mine"})
            ),
        ):
            with self.assertRaises(AccessError):
                attempt()
        self.assertFalse(self._printed().copy().copy_number)

    def test_a_slip_that_was_changed_is_no_longer_on_record(self):
        other = self._create_dossier(self._create_customer("Jinan Spirits"))
        slip = self._printed()
        slip.dossier_ids = other
        with self.assertRaises(AccessError):
            self._html(slip)
        slip.action_print()
        self.assertIn("Jinan", self._html(slip))

    def test_whoever_lost_the_right_since_prints_no_more(self):
        slip = self._printed()
        clearances = self.env["customer.dossier.clearance"].search(
            [("user_id", "=", self.credit.id)]
        )
        clearances._end("moved to another office")
        with self.assertRaises(AccessError):
            self._html(slip)

    def test_every_print_is_a_row_with_number_and_purpose(self):
        slip = self._slip(purpose="Bank meeting")
        rows = self._rows("printed", slip.action_print)
        self.assertEqual(len(rows), 1)
        self.assertEqual(
            (rows.user_id, rows.section, rows.road, rows.purpose, rows.subjects),
            (self.credit, "dossier", "report", "Bank meeting", self.dossier.name),
        )
        self.assertEqual(rows.copy_number, slip.copy_number)
        self.assertRegex(slip.copy_number, r"^CP2026-\d{5}$")
        again = self._rows("printed", slip.action_print)
        self.assertNotEqual(again.copy_number, rows.copy_number)

    def test_a_refused_print_is_on_record_too(self):
        slip = self._printed()
        rows = self._rows("refused", lambda: self._html(slip.with_user(self.archivist)))
        self.assertEqual(rows.user_id, self.archivist)

    def test_a_copy_is_found_by_its_number(self):
        slip = self._printed()
        Finder = self.env["customer.dossier.copy.finder"].with_user(self.leader)
        finder = Finder.create({"copy_number": slip.copy_number})
        self.assertEqual(finder.row_ids.user_id, self.credit)

    def test_what_is_missing_or_too_much_is_said(self):
        many = self.env["customer.dossier"].create(
            [
                {"partner_id": partner.id, "company_id": self.company.id}
                for partner in self.env["res.partner"].create(
                    [{"name": f"Dealer {number}"} for number in range(51)]
                )
            ]
        )
        for slip, words in (
            (self._slip(purpose=" "), "what the copy is for"),
            (self._slip(dossiers=many[:0]), "at least one"),
            (self._slip(dossiers=many), "At most 50 .* 51"),
        ):
            with self.subTest(words=words), self.assertRaisesRegex(UserError, words):
                slip.action_print()
            self.assertFalse(slip.copy_number)
        self._slip(dossiers=many[:50]).action_print()

    def test_the_menu_starts_from_the_chosen_dossiers(self):
        Slip = self.env["customer.dossier.print"].with_user(self.credit)
        opened = Slip.with_context(
            active_model="customer.dossier", active_ids=self.dossier.ids
        )
        with Form(opened) as form:
            form.purpose = "Visit"
        self.assertEqual(form.record.dossier_ids, self.dossier)
        action = form.record.action_print()
        self.assertEqual(action["report_name"], REPORT)
        self.assertEqual(action["context"]["active_ids"], form.record.ids)

    def test_the_print_menu_offers_it_to_those_only(self):
        action = self.env.ref("customer_dossier.customer_dossier_print_action")
        for role in ROLES:
            Actions = self.env["ir.actions.actions"].with_user(getattr(self, role))
            offered = Actions.get_bindings("customer.dossier").get("report", ())
            with self.subTest(role=role):
                ids = [entry["id"] for entry in offered]
                self.assertEqual(action.id in ids, role in PRINTERS)

    def test_nothing_of_a_print_stays_on_the_server(self):
        before = self.env["ir.attachment"].search_count([])
        self._html(self._printed())
        self.assertEqual(self.env["ir.attachment"].search_count([]), before)
        report = self.env.ref("customer_dossier.report_print_dossier")
        self.assertFalse(report.attachment)
        self.assertFalse(report.binding_model_id)
