from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW
from .provision_common import ProvisionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProvisionEntry(ProvisionCommon):
    """The entry that a run proposes, by the user's own accounting rights."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        with freeze_time(NOW):
            cls.invoice = cls._invoice(cls.partner, 1000, -50, due=-45)
        accounts = cls.env["account.account"].create(
            [
                {"code": "6702", "name": "Impairment", "account_type": "expense"},
                {"code": "1231", "name": "Allowance", "account_type": "asset_current"},
            ]
        )
        cls.expense, cls.allowance = accounts
        cls.journal = cls.env["account.journal"].search(
            [("type", "=", "general"), ("company_id", "=", cls.company.id)], limit=1
        )
        cls.credit.group_ids = [
            Command.link(cls.env.ref("account.group_account_invoice").id)
        ]

    def setUp(self):
        super().setUp()
        # Here and not for the class: settings are on record, and what a class takes back
        # at its end would be a row of its own, past all tests.
        self.company.write(
            {
                "dossier_provision_journal_id": self.journal.id,
                "dossier_provision_expense_account_id": self.expense.id,
                "dossier_provision_allowance_account_id": self.allowance.id,
            }
        )

    def test_a_draft_is_proposed_and_never_posted(self):
        run = self._approved()
        action = run.action_propose_entry()
        move = self.env["account.move"].browse(action["res_id"])
        self.assertRecordValues(
            move,
            [
                {
                    "state": "draft",
                    "date": self._day(0),
                    "journal_id": self.journal.id,
                    "create_uid": self.credit.id,
                    "auto_post": "no",
                }
            ],
        )
        self.assertRecordValues(
            move.line_ids.sorted("balance"),
            [
                {
                    "account_id": self.allowance.id,
                    "balance": -30,
                    "partner_id": False,
                },
                {"account_id": self.expense.id, "balance": 30, "partner_id": False},
            ],
        )
        self.assertIn(run.name, move.ref)
        self.assertNotIn(self.partner.name, move.ref)
        self.assertEqual((run.state, run.move_id), ("proposed", move))
        self.assertEqual(run.proposed_by_id, self.credit)

    def test_a_release_is_booked_the_other_way_round(self):
        self._approved(as_of=self._day(-1)).action_propose_entry()
        self._pay(self.invoice, 0)
        run = self._approved()
        self.assertEqual(run.movement, -30)
        run.action_propose_entry()
        self.assertEqual(
            {line.account_id: line.balance for line in run.move_id.line_ids},
            {self.allowance: 30, self.expense: -30},
        )

    def test_one_entry_for_a_run(self):
        run = self._approved()
        run.action_propose_entry()
        with self.assertRaisesRegex(UserError, "proposed already"):
            run.action_propose_entry()
        run.move_id.sudo().unlink()
        self.env.invalidate_all()
        run.action_propose_entry()
        self.assertTrue(run.move_id)

    def test_it_takes_a_right_to_make_entries(self):
        run = self._approved().with_user(self.other_credit)
        with self.assertRaisesRegex(AccessError, "may not make journal entries"):
            run.action_propose_entry()
        run.read(["state"])
        self.assertEqual(run.state, "approved")

    def test_what_is_missing_is_said(self):
        draft = self._computed()
        with self.assertRaisesRegex(UserError, "is not approved"):
            draft.action_propose_entry()
        run = self._approved()
        self.company.dossier_provision_journal_id = False
        with self.assertRaisesRegex(UserError, "has not set: Journal of provisions"):
            run.action_propose_entry()

    def test_without_a_movement_there_is_no_entry(self):
        self._approved()
        again = self._approved()
        with self.assertRaisesRegex(UserError, "no entry to make"):
            again.action_propose_entry()

    def test_defaults_of_the_request_do_not_count(self):
        run = self._approved().with_context(
            default_state="posted", default_auto_post="at_date"
        )
        run.action_propose_entry()
        self.assertEqual((run.move_id.state, run.move_id.auto_post), ("draft", "no"))
