from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_log_common import AccessLogCommon

PATHS = (["dossier_ids/exposure"], ["name", "dossier_id/state"], ["dossier_id/name"])


@tagged("post_install", "-at_install")
class TestExportPaths(AccessLogCommon):
    """Contacts may be exported by many; their dossiers are not carried out with them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = cls.env.ref("base.group_allow_export")
        for user in (cls.archivist, cls.account_manager, cls.leader):
            user.group_ids = [Command.link(export.id)]

    def _export(self, user, path):
        partner = self.partner.with_user(user).with_context(import_compat=False)
        return partner.export_data(path)["datas"]

    def test_readers_do_not_carry_dossiers_out_by_way_of_a_contact(self):
        for user in (self.archivist, self.account_manager):
            self.assertEqual(self._export(user, ["name"]), [[self.partner.name]])
            for path in PATHS:
                with self.subTest(user=user.login, path=path):
                    with self.assertRaises(AccessError):
                        self._export(user, path)

    def test_who_may_is_on_record(self):
        self.assertTrue(self._export(self.leader, ["name", "dossier_ids/state"]))
        row = self.env["customer.dossier.access.log"].search([], limit=1)
        self.assertEqual((row.action, row.login), ("exported", "leader"))
        self.assertEqual(row.dossier_ids, self.dossier)
