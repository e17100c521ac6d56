import base64
import csv
import io
import json
import zipfile
from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.customer_dossier.last_copy import keep_log

from .access_log_common import AccessLogCommon

RELEASE = "customer.dossier.release"
QUIET = "odoo.addons.customer_dossier.models.customer_dossier_access_release"


@tagged("post_install", "-at_install")
class TestRelease(AccessLogCommon):
    """Uninstalling takes the record away: not without a word, and not all of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.module = cls._module("customer_dossier")
        cls.administrator = cls._create_user(
            "administrator", "base.group_system,customer_dossier.group_manager"
        )

    @classmethod
    def _module(cls, name):
        return cls.env["ir.module.module"].search([("name", "=", name)])

    def _release(self, user=None, reason="Moved to another system"):
        wizard = self.env[RELEASE].with_user(user or self.administrator)
        wizard = wizard.create({"reason": reason})
        with mute_logger(QUIET):
            wizard.action_release()
        return wizard

    def test_every_way_of_uninstalling_is_refused(self):
        self._fill(1)
        ours = self.module.with_user(self.administrator)
        for way in (
            ours.button_uninstall,
            ours.sudo().button_uninstall,
            self._module("sale").button_uninstall,
            ours.module_uninstall,
            lambda: ours.write({"state": "to remove"}),
            lambda: ours.write({"state": "uninstalled"}),
            lambda: ours.write({"state": "uninstallable"}),
        ):
            with self.assertRaises(UserError) as refused:
                way()
            self.assertIn("Release for uninstalling", str(refused.exception))
        self.assertEqual(self.module.state, "installed")

    def test_other_addons_are_none_of_its_business(self):
        self._fill(1)
        other = self._module("contacts") - self.module.downstream_dependencies()
        other.write({"state": other.state})
        self.module.write({"state": "to upgrade"})

    def test_where_nothing_was_written_nothing_is_lost(self):
        self.module.button_uninstall()
        self.assertEqual(self.module.state, "to remove")
        self.assertFalse(keep_log(self.env))

    def test_one_recorded_act_makes_it_possible(self):
        self._fill(3)
        self._release()
        row = self.Log.search([], limit=1)
        self.assertRecordValues(
            row,
            [
                {
                    "action": "released",
                    "user_id": self.administrator.id,
                    "purpose": "Moved to another system",
                    "company_id": self.company.id,
                }
            ],
        )
        self.module.with_user(self.administrator).button_uninstall()
        self.assertEqual(self.module.state, "to remove")

    def test_it_stands_in_the_log_of_every_company(self):
        second = self._create_company("Second Distillery")
        self._release()
        rows = self.Log.search([("action", "=", "released")])
        self.assertLessEqual(self.company | second, rows.company_id)

    def test_it_holds_for_a_day(self):
        self._fill(1)
        self._release()
        later = fields.Datetime.now() + timedelta(hours=25)
        with self._on(later.date() + timedelta(days=1)), self.assertRaises(UserError):
            self.module.button_uninstall()

    def test_leaders_and_auditors_are_told(self):
        self._release()
        alarm = self.env["customer.dossier.access.alarm"].search([])
        self.assertEqual((alarm.kind, alarm.user_id), ("released", self.administrator))
        self.assertEqual(alarm.activity_ids.user_id, self.leader | self.auditor)
        self.assertIn("uninstalled", alarm.with_user(self.leader).explanation)
        self._release()
        self.assertEqual(self.env[alarm._name].search([]), alarm, "one is enough")

    def test_the_anchor_says_where_the_log_ended_and_shows_no_row(self):
        self._fill(3)
        end = self.Log.search([], limit=1)
        wizard = self._release()
        [anchor] = [
            anchor
            for anchor in json.loads(base64.b64decode(wizard.file))
            if anchor["company"] == self.company.name
        ]
        self.assertEqual(anchor["verdict"], "whole")
        self.assertEqual(anchor["last_row"], end.position)
        self.assertEqual(anchor["last_hash"], end.hash)
        seal = self.Seal.search([("company_id", "=", self.company.id)], limit=1)
        self.assertEqual(anchor["last_seal_hash"], seal.hash)
        self.assertEqual(seal.to_position, end.position)
        self.assertNotIn("archivist", base64.b64decode(wizard.file).decode())

    def test_a_settings_administrator_does_it_and_says_why(self):
        with self.assertRaises(AccessError):
            self._release(self.manager)
        with self.assertRaises(UserError):
            self._release(reason="  ")
        for user in (self.leader, self.auditor, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env[RELEASE].with_user(user).create({"reason": "x"})
        self.assertFalse(self.Log.search([("action", "=", "released")]))

    def test_the_whole_log_stays_as_a_file_of_the_settings_administrators(self):
        self._fill(3)
        self._release()
        end = self.Log.search([("company_id", "=", self.company.id)], limit=1)
        with mute_logger(QUIET):
            kept = keep_log(self.env)
        with zipfile.ZipFile(io.BytesIO(kept.raw)) as archive:
            rows = self._read(archive, "access_log.csv")
            [chain] = self._read(archive, "ends.csv")
            seals = self._read(archive, "seals.csv")
            formula = archive.read("README.txt").decode()
        self.assertEqual(len(rows), self.Log.search_count([]))
        self.assertEqual(rows[-1]["hash"], end.hash)
        self.assertEqual(chain["hash"], end.hash)
        self.assertEqual(len(seals), self.Seal.search_count([]))
        self.assertIn("sha256", formula)
        self.assertTrue(kept.with_user(self.administrator).raw)
        for user in (self.leader, self.auditor, self.manager, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                kept.with_user(user).read(["raw"])

    def _read(self, archive, name):
        with archive.open(name) as file:
            return list(csv.DictReader(io.TextIOWrapper(file, "utf-8")))

    def test_a_log_that_was_tampered_with_is_handed_out_as_what_it_is(self):
        self._fill(3)
        self._tamper(
            "UPDATE customer_dossier_access_log SET login = 'x' WHERE position = 2"
        )
        anchors = json.loads(base64.b64decode(self._release().file))
        self.assertIn("changed", [anchor["verdict"] for anchor in anchors])

    def test_the_menu_is_the_settings_administrators(self):
        menu = self.env.ref("customer_dossier.menu_release")
        self.manager.group_ids = [Command.link(self.env.ref("base.group_system").id)]
        for user, seen in ((self.manager, True), (self.leader, False)):
            visible = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            self.assertEqual(menu.id in visible, seen)
