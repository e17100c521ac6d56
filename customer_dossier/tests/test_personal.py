from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.customer_dossier.formulas.commitment import commitment
from odoo.addons.customer_dossier.models.customer_dossier_personal_erase import (
    GRACE_DAYS,
)

from .common import ROLES, DossierCommon

KEEPERS = ("archivist", "leader")
TODAY = "2026-03-02"
SECRET = "Breeds carrier pigeons"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 12:00:00")
class TestPersonal(DossierCommon):
    """Private matters of key persons: for a purpose, on a ground, until a day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sheet = cls.dossier.sheet_ids.filtered(lambda one: one.code == "organisation")
        cls.person = cls.env["customer.dossier.person"].create(
            {"sheet_id": sheet.id, "name": "Li Wei"}
        )
        cls.entry = cls._enter()

    @classmethod
    def _enter(cls, user=None, **vals):
        Personal = cls.env["customer.dossier.personal"].with_user(user or cls.archivist)
        return Personal.create(
            {
                "person_id": cls.person.id,
                "kind": "hobby",
                "value": SECRET,
                "purpose": "Talk during visits",
                "ground": "consent",
                "consent_on": "2026-02-01",
                "expires_on": "2026-06-30",
                **vals,
            }
        )

    def _erasure(self, user=None, **vals):
        Wizard = self.env["customer.dossier.personal.erasure"]
        return Wizard.with_user(user or self.archivist).create(
            {"person_id": self.person.id, "reason": "Asked by letter", **vals}
        )

    def _stored(self, entry):
        """What the table itself holds of an entry."""
        self.env.flush_all()
        [row] = self.env.execute_query_dict(
            SQL("SELECT * FROM customer_dossier_personal WHERE id = %s", entry.id)
        )
        return row

    def _files(self):
        return self.env["ir.attachment"].search(
            [("res_model", "=", self.entry._name), ("res_field", "!=", False)]
        )

    def test_only_keepers_see_private_matters(self):
        for role in (*ROLES, "salesperson", "employee"):
            entry = self.entry.with_user(getattr(self, role))
            with self.subTest(role=role):
                self.assertEqual(entry.has_access("read"), role in KEEPERS)
                if role not in KEEPERS:
                    with self.assertRaises(AccessError):
                        entry.read(["value"])

    def test_another_archivist_s_customers_stay_closed(self):
        self.dossier.archivist_id = self.leader
        with self.assertRaises(AccessError):
            self.entry.with_user(self.archivist).read(["value"])

    def test_an_entry_stays_with_its_person_and_is_made_by_its_keeper(self):
        foreign = self._create_dossier(
            self._create_customer("Jinan Spirits"), archivist_id=self.leader.id
        )
        sheet = foreign.sheet_ids.filtered(lambda one: one.code == "organisation")
        other = self.person.create({"sheet_id": sheet.id, "name": "Wang Fang"})
        with self.assertRaises(AccessError):
            self._enter(person_id=other.id)
        with self.assertRaises(UserError):
            self.entry.with_user(self.archivist).person_id = other

    def test_whoever_reads_the_person_does_not_read_what_is_private(self):
        person = self.person.with_user(self.account_manager)
        self.assertEqual(person.name, "Li Wei")
        self.assertNotIn("personal_ids", person.fields_get())
        for domain in ([("personal_ids.value", "ilike", "pigeon")],):
            with self.assertRaises(AccessError):
                person.search(domain)

    def test_nothing_is_kept_without_a_purpose_and_a_ground(self):
        for missing in ("purpose", "ground", "expires_on"):
            with (
                self.subTest(missing=missing),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self._enter(**{missing: False})
                self.env.flush_all()

    def test_consent_has_its_day_and_dates_are_dates(self):
        for wrong in ({"consent_on": False}, {"month": 13}, {"day": 32}):
            with (
                self.subTest(wrong=wrong),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self._enter(**wrong)
                self.env.flush_all()
        with self.assertRaises(ValidationError):
            self._enter(expires_on="2026-03-01")

    def test_what_expires_is_hidden_on_the_next_day_from_everybody(self):
        with self._on("2026-06-30"):
            self.assertEqual(self.entry.with_user(self.leader).value, SECRET)
        with self._on("2026-07-01"):
            self.env.invalidate_all()
            for role in KEEPERS:
                entry = self.entry.with_user(getattr(self, role))
                with self.subTest(role=role):
                    self.assertFalse(entry.search([("id", "=", entry.id)]))
                    with self.assertRaises(AccessError):
                        entry.read(["value"])
                    person = self.person.with_user(getattr(self, role))
                    self.assertEqual(person.expired_personal_count, 1)

    def test_no_time_zone_of_the_client_brings_it_back(self):
        with self._on("2026-07-01"):
            self.env.invalidate_all()
            entry = self.entry.with_user(self.leader).with_context(tz="Etc/GMT+12")
            with self.assertRaises(AccessError):
                entry.read(["value"])

    def test_the_job_erases_for_good_after_the_time_of_grace(self):
        cron = self.env.ref("customer_dossier.cron_erase_personal")
        last = fields.Date.add(self.entry.expires_on, days=GRACE_DAYS)
        with self._on(last), self.enter_registry_test_mode():
            cron.method_direct_trigger()
            self.assertFalse(self._stored(self.entry)["erased_on"])
        with self._on(fields.Date.add(last, days=1)), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertTrue(self._stored(self.entry)["erased_on"])
        self.assertNotIn(SECRET, str(self._stored(self.entry)))
        event = self.env["customer.dossier.personal.event"].search([], limit=1)
        self.assertEqual((event.event, event.entry), ("expiry", self.entry.id))

    def test_a_leader_brings_expired_matters_back_to_renew_the_consent(self):
        with self._on("2026-07-10"):
            self.env.invalidate_all()
            self.person.with_user(self.leader).action_keep_personal()
            self.env.invalidate_all()
            self.assertEqual(self.entry.with_user(self.leader).value, SECRET)
        event = self.env["customer.dossier.personal.event"].search([], limit=1)
        self.assertEqual((event.event, event.user_id), ("longer", self.leader))

    def test_erasing_on_request_wipes_value_salt_and_consent(self):
        self.entry.consent_file = "c2lnbmVk"
        self.assertTrue(self._files())
        mark = self.entry._commitment()
        self._erasure().action_erase()
        row = self._stored(self.entry)
        self.assertNotIn(SECRET, str(row))
        self.assertFalse(row["salt"] or row["value"] or row["consent_on"])
        self.assertFalse(self._files())
        self.assertEqual(self.entry._commitment(), mark)
        with self.assertRaises(AccessError):
            self.entry.with_user(self.archivist).read(["kind"])

    def test_what_was_erased_stands_on_record_without_the_value(self):
        self._erasure().action_erase()
        event = self.env["customer.dossier.personal.event"].search([], limit=1)
        self.assertEqual(event.event, "request")
        self.assertEqual(
            (event.user_id, event.reason), (self.archivist, "Asked by letter")
        )
        self.assertEqual(event.dossier_id, self.dossier)
        self.assertNotIn(SECRET, str(event.read()))
        for forbidden in (
            lambda: event.write({"reason": "Another"}),
            lambda: event.unlink(),
        ):
            with self.assertRaises(UserError):
                forbidden()

    def test_a_request_reaches_what_has_expired_as_well(self):
        with self._on("2026-07-10"):
            self._erasure().action_erase()
        self.assertTrue(self._stored(self.entry)["erased_on"])

    def test_one_of_several_is_erased_alone_and_nothing_twice(self):
        other = self._enter(kind="birthday", month=8, day=15, lunar=True)
        self._erasure(entry_id=other.id).action_erase()
        self.assertTrue(other.sudo().erased_on)
        self.assertEqual(self.entry.value, SECRET)
        self._erasure().action_erase()
        self._erasure().action_erase()
        Event = self.env["customer.dossier.personal.event"]
        self.assertEqual(len(Event.search([("entry", "=", other.id)])), 1)

    def test_nobody_erases_another_s_and_no_entry_of_another_person(self):
        for role in ("account_manager", "credit", "contributor"):
            user = getattr(self, role)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._erasure(user)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.person.with_user(user).action_erase_personal()
        wizard = self._erasure()
        self.dossier.archivist_id = self.leader
        with self.assertRaises(AccessError):
            wizard.action_erase()

    def test_the_fingerprint_proves_the_value_and_follows_it(self):
        hidden = self.entry.sudo()
        mark = hidden._commitment()
        self.assertEqual(mark, commitment(hidden.salt, hidden._content()))
        self.entry.value = "Sings"
        self.assertNotEqual(hidden._commitment(), mark)
        self.assertEqual(
            hidden._commitment(), commitment(hidden.salt, hidden._content())
        )
        twin = self._enter(value="Sings")
        self.assertNotEqual(twin._commitment(), hidden._commitment())

    def test_salt_and_fingerprint_are_nobody_s_to_read(self):
        for name in ("salt", "commitment"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.entry.with_user(self.leader).read([name])
        with self.assertRaises(AccessError):
            self.entry.with_user(self.leader).erased_on = TODAY

    def test_a_person_who_is_deleted_takes_the_private_along_on_record(self):
        entry = self.entry.id
        self.person.with_user(self.archivist).unlink()
        event = self.env["customer.dossier.personal.event"].search([], limit=1)
        self.assertEqual((event.event, event.entry), ("person", entry))
        self.assertFalse(self.entry.exists())

    def test_opening_it_is_on_record_as_personal(self):
        self.entry.with_user(self.archivist).web_read({"value": {}})
        row = self.env["customer.dossier.access.log"].search([], limit=1)
        self.assertEqual((row.section, row.action), ("personal", "opened"))
        self.assertEqual(row.dossier_ids, self.dossier)

    def test_only_leaders_carry_it_out(self):
        names = ["kind", "value"]
        for user in (self.archivist, self.leader):
            user.group_ids = [Command.link(self.env.ref("base.group_allow_export").id)]
        with self.assertRaises(AccessError):
            self.entry.with_user(self.archivist).export_data(names)
        rows = self.entry.with_user(self.leader).export_data(names)["datas"]
        self.assertEqual(rows, [["Hobbies", SECRET]])

    def test_private_matters_do_not_unsign_the_person(self):
        self.person._verify()
        self.person.with_user(self.archivist).write(
            {"personal_ids": [Command.update(self.entry.id, {"value": "Sings"})]}
        )
        self.assertTrue(self.person.verified_on)
        self.assertNotIn("personal_ids", self.person._told())

    def test_its_name_tells_nothing(self):
        name = self.entry.with_user(self.archivist).display_name
        self.assertEqual(name, f"Personal matter {self.entry.id}")
