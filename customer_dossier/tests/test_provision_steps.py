from psycopg2.errors import CheckViolation, RaiseException

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from .common import appoint
from .ledger_common import NOW
from .provision_common import ProvisionCommon

REFUSED = (
    "contributor",
    "account_manager",
    "archivist",
    "auditor",
    "manager",
    "salesperson",
    "employee",
)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProvisionSteps(ProvisionCommon):
    """Two people, one seal, and who may do what."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        with freeze_time(NOW):
            cls.invoice = cls._invoice(cls.partner, 1000, -50, due=-45)

    def test_another_person_approves(self):
        run = self._computed()
        self.assertFalse(run.may_approve)
        for user in (self.credit, self.credit):
            with self.assertRaisesRegex(AccessError, "had a hand in"):
                run.with_user(user).action_approve()
            # Not as superuser either: the real user is asked.
            with self.assertRaisesRegex(AccessError, "had a hand in"):
                run.with_user(user).sudo().action_approve()
        self.assertTrue(run.with_user(self.leader).may_approve)
        run.with_user(self.leader).action_approve()
        self.assertRecordValues(
            run,
            [
                {
                    "state": "approved",
                    "computed_by_id": self.credit.id,
                    "approved_by_id": self.leader.id,
                }
            ],
        )

    def test_whoever_overrode_a_rate_had_a_hand_in_it(self):
        run = self._computed()
        cell = run.line_ids.filtered("gross").with_user(self.leader)
        cell.write({"rate": 0.5, "reason": "Known to be slow."})
        with self.assertRaisesRegex(AccessError, "had a hand in"):
            run.with_user(self.leader).action_approve()
        run.with_user(self.other_credit).action_approve()

    def test_whoever_named_a_specific_customer_had_a_hand_in_it(self):
        run = self._run()
        self.env["customer.dossier.provision.specific"].with_user(self.leader).create(
            {
                "run_id": run.id,
                "dossier_id": self.dossier.id,
                "allowance": 900,
                "reason": "Insolvent",
            }
        )
        run.action_compute()
        with self.assertRaisesRegex(AccessError, "had a hand in"):
            run.with_user(self.leader).action_approve()

    def test_whoever_changed_a_specific_customer_had_a_hand_in_it(self):
        run = self._run()
        row = self.env["customer.dossier.provision.specific"].create(
            {
                "run_id": run.id,
                "dossier_id": self.dossier.id,
                "allowance": 900,
                "reason": "Insolvent",
            }
        )
        row.with_user(self.leader).allowance = 800
        run.action_compute()
        self.assertEqual(row.sudo().editor_ids, self.leader)
        with self.assertRaisesRegex(AccessError, "had a hand in"):
            run.with_user(self.leader).action_approve()
        run.with_user(self.other_credit).action_approve()

    def test_the_database_knows_two_people(self):
        run = self._computed().sudo()
        with (
            self.assertRaises(CheckViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            run.write({"approved_by_id": self.credit.id})
            run.flush_recordset()

    def test_an_approved_run_stays_as_it_is_for_everybody(self):
        run = self._approved()
        line = run.line_ids[:1]
        for change in (
            lambda: run.write({"factor": 2}),
            lambda: run.sudo().write({"factor": 2}),
            lambda: run.sudo().write({"sealed": False}),
            lambda: run.action_compute(),
            lambda: run.action_reset(),
            lambda: run.with_user(self.leader).action_approve(),
            lambda: run.unlink(),
            lambda: run.sudo().unlink(),
            lambda: line.write({"rate": 0.5, "reason": "x"}),
            lambda: line.sudo().write({"allowance": 1}),
            lambda: line.sudo().unlink(),
            lambda: run.sudo().write({"line_ids": [(1, line.id, {"rate": 0.5})]}),
            lambda: run.movement_ids.sudo().write({"charge": 1}),
            lambda: line.sudo().copy(),
            lambda: (
                self.env["customer.dossier.provision.specific"]
                .sudo()
                .create(
                    {"run_id": run.id, "dossier_id": self.dossier.id, "reason": "x"}
                )
            ),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                change()
        with self.assertRaisesRegex(UserError, run.name):
            run.write({"factor": 2})

    def test_the_database_guards_it_as_well(self):
        run = self._approved()
        self.env.flush_all()
        for table, change in (
            ("run", "UPDATE %s SET total_allowance = 0"),
            ("run", "DELETE FROM %s"),
            ("run", "UPDATE %s SET sealed = FALSE"),
            ("line", "UPDATE %s SET rate = 0"),
            ("line", "DELETE FROM %s"),
            ("movement", "UPDATE %s SET charge = 0"),
        ):
            name = SQL.identifier(f"customer_dossier_provision_{table}")
            with (
                self.subTest(table=table, change=change),
                self.assertRaises(RaiseException),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.cr.execute(SQL(change, name))
        self.assertTrue(run.sealed)

    def test_whoever_approves_signs_what_the_ledger_says_now(self):
        run = self._computed()
        self._invoice(self.partner, 5, -3)
        with self.assertRaisesRegex(UserError, "books have changed"):
            run.with_user(self.leader).action_approve()
        run.action_compute()
        run.with_user(self.leader).action_approve()

    def test_no_run_is_approved_behind_a_later_one(self):
        early = self._computed(as_of=self._day(-10))
        self._approved()
        with self.assertRaisesRegex(UserError, "approved already"):
            early.with_user(self.leader).action_approve()

    def test_what_a_computed_run_was_asked_stays(self):
        run = self._computed()
        with self.assertRaisesRegex(UserError, "set it back to draft"):
            run.write({"factor": 2})
        run.action_reset()
        run.write({"factor": 2})
        with self.assertRaisesRegex(UserError, "belongs to the step"):
            run.line_ids[:1].write({"rate": 0.5, "reason": "x"})
        run.unlink()

    def test_people_write_what_is_asked_and_nothing_else(self):
        run = self._computed()
        for vals in (
            {"state": "approved"},
            {"total_allowance": 0},
            {"approved_by_id": self.leader.id},
            {"name": "PR0"},
        ):
            with self.assertRaises(AccessError):
                run.write(vals)
        with self.assertRaises(AccessError):
            run.line_ids[:1].write({"gross": 0})

    def test_the_other_roles_are_refused(self):
        run = self._computed()
        for role in REFUSED:
            user = getattr(self, role)
            theirs = run.with_user(user)
            for attempt in (
                lambda r=theirs: r.read(["total_allowance"]),
                lambda r=theirs: r.line_ids.read(["gross"]),
                lambda r=theirs: r.action_compute(),
                lambda r=theirs: r.action_approve(),
                lambda r=theirs: r.action_propose_entry(),
                lambda u=user: self._run(user=u),
            ):
                self.env.invalidate_all()
                with self.subTest(role=role), self.assertRaises(AccessError):
                    attempt()

    def test_a_scope_of_some_dossiers_opens_no_sums_of_all(self):
        run = self._computed()
        narrow = self._create_user("narrow", "base.group_user")
        narrow.write(
            {"company_ids": [(4, self.company.id)], "company_id": self.company.id}
        )
        appoint(
            narrow,
            "credit",
            company_id=self.company.id,
            scope="named",
            dossier_ids=[(6, 0, self.dossier.ids)],
        )
        self.assertFalse(run.with_user(narrow).search([("id", "=", run.id)]))
        with self.assertRaises(AccessError):
            run.with_user(narrow).read(["total_allowance"])

    def test_another_company_sees_nothing(self):
        run = self._computed()
        other = self._create_company("Other Distillery")
        theirs = run.with_user(self.leader).with_context(allowed_company_ids=other.ids)
        self.assertFalse(theirs.search([("id", "=", run.id)]))
