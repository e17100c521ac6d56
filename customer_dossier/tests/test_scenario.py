from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common import appoint
from .ledger_common import NOW, TODAY, LedgerCommon
from .revision_common import LEADER


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestScenario(LedgerCommon):
    """The main job from the first invoice to the revision, each step by its own user."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.newcomer = cls._create_customer(
            "Emei Liquor", user_id=cls.account_manager.id
        )

    def test_a_customer_from_the_first_order_to_the_revision(self):
        self._trade()
        dossier = self._open_the_dossier()
        self._set_the_terms(dossier)
        self._judge(dossier)
        signal = self._raise_a_signal(dossier)
        self._work_on_the_signal(signal)
        self._revise(dossier)

    def _trade(self):
        """Two years of monthly trade, paid on time until two months ago."""
        for month in range(24, 2, -1):
            invoice = self._invoice(
                self.newcomer, 10000, -30 * month, -30 * (month - 1)
            )
            self._pay(invoice, -30 * (month - 1))
        self._invoice(self.newcomer, 12000, -75, -45)
        self._order(self.newcomer, 50, 100, -5)

    def _open_the_dossier(self):
        """The archivist opens the dossier from the contact and puts it to work."""
        partner = self.newcomer.with_user(self.archivist)
        action = partner.action_create_dossiers()
        dossier = self.env["customer.dossier"].browse(action["res_id"])
        dossier = dossier.with_user(self.archivist)
        self.assertEqual(dossier.account_manager_id, self.account_manager)
        self.assertEqual((dossier.receivable, dossier.overdue), (12000, 12000))
        self.assertEqual(dossier.exposure, 17000)
        dossier.action_activate()
        self.assertTrue(dossier.rating)
        return dossier

    def _set_the_terms(self, dossier):
        """Terms are the credit accountant's: the archivist is refused."""
        terms = {"credit_mode": "limit", "credit_limit": 15000}
        with self.assertRaises(AccessError):
            dossier.write(terms)
        dossier.with_user(self.credit).write(terms)
        dossier.action_refresh_figures()
        self.assertAlmostEqual(dossier.utilisation, 113.3, places=1)

    def _judge(self, dossier):
        """The rating follows the figures, and says in words what it costs to pay late."""
        dossier.action_assess()
        assessment = dossier.assessment_id
        line = assessment.line_ids.filtered(lambda line: line.code == "oldest_overdue")
        self.assertEqual((line.value, line.points), (45, 40))
        self.assertIn("45", line.explanation)
        light = self.newcomer.with_user(self.account_manager)
        self.assertEqual(light.dossier_light, "red")

    def _raise_a_signal(self, dossier):
        """The night's rules raise one signal each, and a second night none again."""
        self.env["customer.dossier"].browse(dossier.id)._raise_signals()
        signals = dossier.signal_ids
        self.assertEqual(
            sorted(signals.mapped("kind")),
            ["over_limit", "overdue", "sales_fallen", "small_order"],
        )
        self.env["customer.dossier"].browse(dossier.id)._raise_signals()
        self.assertEqual(dossier.signal_ids, signals)
        return signals.filtered(lambda signal: signal.kind == "overdue")

    def _work_on_the_signal(self, signal):
        """The account manager takes it up, the customer pays, the condition ends."""
        mine = signal.with_user(self.account_manager)
        mine.action_acknowledge()
        self.assertEqual(mine.acknowledged_by_id, self.account_manager)
        invoice = self.env["account.move"].search(
            [
                ("partner_id", "=", self.newcomer.id),
                ("payment_state", "=", "not_paid"),
                ("move_type", "=", "out_invoice"),
            ]
        )
        self._pay(invoice, 0)
        dossier = signal.dossier_id
        dossier._refresh_figures()
        dossier._raise_signals()
        self.assertEqual((signal.state, signal.closed_reason), ("closed", "ended"))
        self.assertEqual(dossier.exposure, 5000)

    def _revise(self, dossier):
        """Two months on the archivist finds the revision on the desk and does it."""
        due = dossier.next_revision_date
        self.assertIn((due - TODAY).days, (30, 60))
        with freeze_time(due - timedelta(days=1)):
            system = self.env["customer.dossier"]
            system._revisions_to_plan()._plan_revisions()
            revision = dossier.revision_ids
            self.assertEqual(revision.planned_date, due)
            self.assertEqual(revision.activity_ids.user_id, self.archivist)
            revision.action_start()
            revision.line_ids.action_verified()
            self._state_the_cause(revision)
            revision.action_prepare()
            self.assertEqual(revision.prepared_by_id, self.archivist)
            revision.with_user(self.leader).action_verify()
            approver = self._create_user("approver", LEADER)
            approver.write(
                {
                    "company_ids": [Command.link(self.company.id)],
                    "company_id": self.company.id,
                }
            )
            appoint(approver, "leader", company_id=self.company.id)
            revision.with_user(approver).action_approve()
            self.assertGreater(dossier.next_revision_date, fields.Date.today())
        self.assertFalse(revision.activity_ids)
        self.assertEqual(revision.state, "approved")

    def _state_the_cause(self, revision):
        """Where figures ask why, the archivist and the leader answer."""
        inquest = revision.inquest_ids
        self.assertTrue(inquest, "A dealer who buys less is asked about.")
        inquest.write(
            {
                "cause_id": self.env.ref("customer_dossier.cause_stock").id,
                "statement": "They sell from stock.",
            }
        )
        inquest.with_user(self.leader).conclusion = "Wait for the season."
