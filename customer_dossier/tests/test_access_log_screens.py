from unittest.mock import Mock, patch

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from odoo.addons.customer_dossier.models import customer_dossier_access_log

from .access_log_common import AccessLogCommon
from .common import ROLES

FINDER = "customer.dossier.copy.finder"


@tagged("post_install", "-at_install")
class TestAccessLogScreens(AccessLogCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._create_dossier(cls._create_customer("Second customer"))
        cls.opened = cls._record()
        cls.copied = cls._record(
            cls.credit,
            "exported",
            cls.other,
            copy_number="CR2026-00007",
            purpose="Bank talk",
        )

    def _rows_of(self, action, user):
        return self.Log.with_user(user).search(action["domain"])

    def test_a_leader_sees_who_read_a_dossier(self):
        action = self.other.with_user(self.leader).action_view_readers()
        self.assertEqual(self._rows_of(action, self.leader), self.copied)
        self.assertEqual(action["display_name"], f"Who read {self.other.name}")

    def test_who_keeps_a_dossier_does_not_see_who_read_it(self):
        for user in (self.archivist, self.credit, self.account_manager, self.auditor):
            with self.assertRaises(AccessError):
                self.dossier.with_user(user).action_view_readers()

    def test_auditors_go_from_a_row_to_the_person_and_to_the_dossiers(self):
        row = self.copied.with_user(self.auditor)
        again = self._record(self.credit)
        also = self._record(self.leader, dossiers=self.other)
        self.assertEqual(
            self._rows_of(row.action_view_person(), self.auditor), row | again
        )
        self.assertEqual(
            self._rows_of(row.action_view_dossiers(), self.auditor), row | also
        )

    def test_others_go_nowhere(self):
        row = self.copied.with_user(self.credit)
        for step in (row.action_view_person, row.action_view_dossiers):
            with self.assertRaises(AccessError):
                step()

    def test_a_copy_is_found_by_its_number(self):
        for user in (self.auditor, self.leader):
            with Form(self.env[FINDER].with_user(user)) as form:
                form.copy_number = " CR2026-00007 "
                self.assertEqual(len(form.row_ids), 1)
            rows = form.record.row_ids
            self.assertEqual(rows.user_id, self.credit)
            self.assertEqual(rows.subjects, self.other.name)
            self.assertEqual(rows.purpose, "Bank talk")

    def test_an_unknown_number_and_no_number_find_nothing(self):
        for number in ("CR2026-0000", "%", "", False):
            finder = self.env[FINDER].with_user(self.auditor)
            self.assertFalse(finder.create({"copy_number": number}).row_ids)

    def test_another_companys_copy_is_not_found(self):
        second = self._create_company("Second Distillery")
        finder = self.env[FINDER].with_user(self.auditor)
        finder = finder.with_context(allowed_company_ids=second.ids)
        self.assertFalse(finder.create({"copy_number": "CR2026-00007"}).row_ids)

    def test_only_leaders_and_auditors_look_for_copies_each_for_themselves(self):
        mine = self.env[FINDER].with_user(self.auditor).create({})
        with self.assertRaises(AccessError):
            mine.with_user(self.leader).read(["copy_number"])
        for role in {*ROLES, "employee"} - {"leader", "auditor"}:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.env[FINDER].with_user(getattr(self, role)).create({})

    def test_the_request_tells_the_road_the_address_and_the_person(self):
        roads = {
            "/web/dataset/call_kw/customer.dossier/web_read": "screen",
            "/json/2/customer.dossier/read": "rpc",
            "/jsonrpc": "rpc",
            "/xmlrpc/2/object": "rpc",
            "/report/pdf/x/1": "report",
            "/web/content/7": "file",
            "/web/export/xlsx": "file",
        }
        for path, road in roads.items():
            request = Mock()
            request.httprequest.path = path
            request.httprequest.remote_addr = "192.0.2.7"
            request.env.uid = self.archivist.id
            with patch.object(customer_dossier_access_log, "request", request):
                # Code that acts as somebody else is still that person's request.
                row = self._record(self.leader)
            with self.subTest(path=path):
                self.assertEqual(row.road, road)
                self.assertEqual(row.address, "192.0.2.7")
                self.assertEqual(row.user_id, self.archivist)
