import json
from datetime import datetime, timedelta

from odoo import Command, fields, http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .access_log_common import AccessLogCommon
from .credit_report_common import CreditReportCommon


@tagged("post_install", "-at_install")
class TestNoted(AccessLogCommon):
    """Each way of reading the archive leaves one row, and each refusal too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = cls.env.ref("base.group_allow_export")
        (cls.leader | cls.archivist).group_ids = [Command.link(export.id)]

    def _rows(self, way, user=None):
        """The rows that a call leaves, as (action, section, numbers)."""
        self.env.invalidate_all()
        before = self.Log.search([], limit=1).id or 0
        try:
            way(self.dossier.with_user(user or self.leader))
        except AccessError:
            self.env.invalidate_all()
        rows = self.Log.search([("id", ">", before)], order="id")
        self.assertLessEqual(set(rows.user_id), {user or self.leader})
        return [(row.action, row.section, row.subjects) for row in rows]

    def test_every_way_of_reading_leaves_one_row(self):
        opened = [("opened", "dossier", self.dossier.name)]
        listed = [("listed", "dossier", self.dossier.name)]
        domain = [("id", "=", self.dossier.id)]
        spec = {"exposure": {}, "partner_id": {"fields": {"name": {}}}}
        ways = (
            (opened, lambda dossier: dossier.web_read(spec)),
            (opened, lambda dossier: dossier.read(["exposure", "rating"])),
            (listed, lambda dossier: dossier.web_search_read(domain, spec)),
            (listed, lambda dossier: dossier.search_read(domain, ["exposure"])),
            (
                [("listed", "dossier", "")],
                lambda dossier: dossier.formatted_read_group(domain, ["rating"]),
            ),
            (
                [("listed", "dossier", "")],
                lambda dossier: dossier.formatted_read_grouping_sets(
                    domain, [["rating"]], ["exposure:sum"]
                ),
            ),
            (
                [("exported", "dossier", self.dossier.name)],
                lambda dossier: dossier.export_data(["exposure"]),
            ),
        )
        for expected, way in ways:
            with self.subTest(expected=expected):
                self.assertEqual(self._rows(way), expected)

    def test_a_form_s_questions_belong_to_its_opening(self):
        spec = {"exposure": {}, "rating": {}}

        def ask(dossier):
            return dossier.onchange({}, [], spec)

        opened = [("opened", "dossier", self.dossier.name)]
        self.assertEqual(self._rows(ask), opened)
        self.assertEqual(self._rows(ask), [])
        self.assertEqual(self._rows(ask, self.archivist), opened)
        hours = fields.Datetime.now() + timedelta(hours=2)
        with freeze_time(hours):
            self.assertEqual(self._rows(ask), opened)

    def test_a_new_record_s_form_is_no_opening(self):
        self.assertEqual(self._rows(lambda one: one.browse().onchange({}, [], {})), [])

    def test_an_unfolded_group_names_the_dossiers_it_shows(self):
        self.dossier._refresh_figures()
        rows = self._rows(
            lambda dossier: dossier.web_read_group(
                [("id", "=", self.dossier.id)],
                ["state"],
                auto_unfold=True,
                unfold_read_specification={"exposure": {}},
            )
        )
        self.assertEqual(rows, [("listed", "dossier", self.dossier.name)])

    def test_what_hangs_on_a_dossier_is_noted_as_the_dossiers(self):
        self.dossier.action_activate()
        records = {
            "assessment": self.dossier.assessment_id,
            "figures": self.dossier.figures_id,
        }
        line = self.dossier.assessment_id.line_ids[:1]
        for section, record in records.items():
            rows = self._rows(
                lambda _dossier, record=record: record.with_user(self.leader).web_read(
                    {"display_name": {}}
                )
            )
            self.assertEqual(rows, [("opened", section, self.dossier.name)])
        rows = self._rows(
            lambda _dossier: line.with_user(self.leader).web_read({"display_name": {}})
        )
        self.assertEqual(rows, [("opened", "assessment", self.dossier.name)])

    def test_refusals_are_noted_whoever_is_refused(self):
        foreign = self._create_dossier(
            self._create_customer("Jinan Spirits"), account_manager_id=self.leader.id
        )
        # Whoever has no role at all is refused before it matters which dossier.
        for user, subject in (
            (self.account_manager, foreign.name),
            (self.auditor, ""),
            (self.employee, ""),
        ):
            rows = self._rows(
                lambda _dossier, user=user: foreign.with_user(user).web_read(
                    {"exposure": {}}
                ),
                user,
            )
            with self.subTest(user=user.login):
                self.assertEqual(rows, [("refused", "dossier", subject)])

    def test_noting_a_refusal_puts_nothing_within_reach(self):
        self.dossier.action_activate()
        self.dossier.account_manager_id = self.leader
        for record in (self.dossier.assessment_id, self.dossier.figures_id):
            hidden = record.with_user(self.account_manager)
            self.env.invalidate_all()
            for _time in range(2):
                with self.subTest(model=record._name), self.assertRaises(AccessError):
                    hidden.read(["display_name"])
            self.assertFalse(
                [
                    field.name
                    for field in hidden._fields.values()
                    if field.store and field.name != "id"
                    if hidden.env.cache.contains(hidden, field)
                ]
            )

    def test_refused_exports_are_noted(self):
        rows = self._rows(lambda dossier: dossier.export_data(["name"]), self.archivist)
        self.assertEqual(rows, [("refused", "dossier", self.dossier.name)])

    def test_no_context_switches_the_record_off(self):
        rows = self._rows(
            lambda dossier: dossier.with_context(
                skip_log=True,
                no_log=True,
                auditlog_disabled=True,
                tracking_disable=True,
                **{"customer_dossier.noted": True},
            ).web_read({"exposure": {}})
        )
        self.assertEqual(rows, [("opened", "dossier", self.dossier.name)])

    def test_reading_the_log_is_on_record_as_well(self):
        self._record()
        rows = self._rows(
            lambda _dossier: self.Log.with_user(self.auditor).web_search_read(
                [], {"login": {}}
            ),
            self.auditor,
        )
        self.assertEqual(rows, [("listed", "access_log", "")])

    def test_the_system_by_itself_is_not_noted(self):
        self.assertEqual(
            self._rows(lambda dossier: dossier.sudo().web_read({"exposure": {}})), []
        )

    def test_opening_costs_at_most_two_queries_more(self):
        dossier, spec = self.dossier.with_user(self.leader), {"exposure": {}}
        dossier.web_read(spec)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        dossier.web_read(spec)
        noted = self.env.cr.sql_log_count - before
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        dossier.sudo().web_read(spec)
        self.assertLessEqual(noted - (self.env.cr.sql_log_count - before), 2 + 2)


@tagged("post_install", "-at_install")
class TestNotedCopies(CreditReportCommon):
    def test_a_copy_is_on_record_with_its_number_and_purpose(self):
        wizard = self._wizard(purpose="Bank meeting")
        wizard.action_export()
        row = self.env["customer.dossier.access.log"].search(
            [("action", "=", "exported")], limit=1
        )
        self.assertEqual(row.user_id, self.credit)
        self.assertEqual(row.purpose, "Bank meeting")
        self.assertIn(row.copy_number, wizard.file_name)
        self.assertIn(self.dossier.name, row.subjects)

    def test_a_copy_without_a_purpose_is_not_made(self):
        wizard = self._wizard(purpose=" ")
        with self.assertRaises(UserError):
            wizard.action_export()
        self.assertFalse(wizard.file)

    def test_the_copy_itself_says_whose_it_is(self):
        book = self._export(purpose="Bank meeting")
        properties = book.values.properties
        self.assertEqual(properties.creator, self.credit.name)
        self.assertIn("Bank meeting", properties.description)
        self.assertEqual(book.cover("Copy number"), properties.keywords)
        self.assertEqual(book.cover("Purpose"), "Bank meeting")
        for sheet in book.formulas:
            footer = sheet.oddFooter.left.text
            self.assertIn(self.credit.name, footer)
            self.assertIn("Uncontrolled copy", footer)


@tagged("post_install", "-at_install")
class TestNotedOverHttp(AccessLogCommon, HttpCase):
    """From outside, and the downloads that the browser makes of what it has."""

    def _answers(self, path, body, headers=None):
        return self.url_open(
            path,
            data=json.dumps(body),
            headers={"Content-Type": "application/json", **(headers or {})},
        )

    def _key(self, user):
        keys = self.env["res.users.apikeys"].with_user(user)
        return keys._generate("rpc", "test", datetime.now() + timedelta(hours=1))

    @mute_logger("odoo.http")
    def test_programs_from_outside_need_the_right_to_carry_out(self):
        body = {"ids": self.dossier.ids, "fields": ["exposure"]}
        for user, status in ((self.leader, 200), (self.archivist, 403)):
            key = {"Authorization": f"Bearer {self._key(user)}"}
            answer = self._answers("/json/2/customer.dossier/read", body, key)
            with self.subTest(user=user.login):
                self.assertEqual(answer.status_code, status, answer.text[:200])
        row = self.Log.search([("action", "=", "opened")], limit=1)
        self.assertEqual((row.road, row.user_id), ("rpc", self.leader))

    @mute_logger("odoo.http")
    def test_the_pivot_becomes_a_file_for_some_roles_only(self):
        table = {
            "model": "customer.dossier",
            "title": "Dossiers",
            "measure_count": 1,
            "col_group_headers": [],
            "measure_headers": [],
            "origin_headers": [],
            "rows": [],
        }
        for user, status in ((self.leader, 200), (self.archivist, 403)):
            self.authenticate(user.login, user.login)
            answer = self.url_open(
                "/web/pivot/export_xlsx",
                data={
                    "data": json.dumps(table),
                    "csrf_token": http.Request.csrf_token(self),
                },
            )
            with self.subTest(user=user.login):
                self.assertEqual(answer.status_code, status)
        row = self.Log.search([("action", "=", "exported")], limit=1)
        self.assertEqual((row.user_id, row.detail), (self.leader, "pivot"))

    @mute_logger("odoo.http")
    def test_a_commitment_is_downloaded_by_whoever_keeps_the_register(self):
        clearance = self.env["customer.dossier.clearance"].search(
            [("user_id", "=", self.archivist.id)]
        )
        path = f"/web/content/customer.dossier.clearance/{clearance.id}/commitment"
        for user, statuses in ((self.leader, (200,)), (self.employee, (403, 404))):
            self.authenticate(user.login, user.login)
            with self.subTest(user=user.login):
                self.assertIn(self.url_open(path).status_code, statuses)
        row = self.Log.search([("action", "=", "downloaded")], limit=1)
        self.assertEqual((row.user_id, row.road), (self.leader, "file"))
