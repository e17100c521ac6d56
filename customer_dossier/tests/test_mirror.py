from odoo.tests import freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestMirror(HoldCommon):
    """Our limit is the master; the contact's own is a copy where somebody wants it."""

    def setUp(self):
        super().setUp()
        self.contact = self.partner.with_company(self.company)

    def _signals(self):
        self.dossier._refresh_figures()
        self.dossier._raise_signals()
        signals = self.dossier.signal_ids
        return signals.filtered(lambda signal: signal.kind == "limit_elsewhere")

    def test_switched_off_nothing_leaves_the_archive(self):
        self.dossier.agreed_limit = 777
        self.assertNotEqual(self.contact.credit_limit, 777)
        self.assertFalse(self._signals())

    def test_terms_are_copied_one_way(self):
        self.company.dossier_mirror_limits = True
        self.dossier.agreed_limit = 777
        self.assertEqual(self.contact.credit_limit, 777)
        self.dossier.credit_mode = "cash_only"
        self.assertEqual(self.contact.credit_limit, 0)
        self.dossier.credit_mode = "unlimited"
        self.assertFalse(self.contact.use_partner_credit_limit)

    def test_a_change_made_there_counts_for_nothing_and_raises_a_signal(self):
        self.company.dossier_mirror_limits = True
        self.dossier.agreed_limit = 777
        self.assertFalse(self._signals())
        self.contact.credit_limit = 99999
        self.env.cr.precommit.run()
        self.assertTrue(
            self.env["customer.dossier.stale"].search(
                [("partner_id", "=", self.partner.id)]
            )
        )
        self.assertIn("99,999", self._signals().explanation)
        self.assertEqual(self.dossier.credit_limit, 777)
        self.dossier.action_refresh_figures()
        self.assertEqual(self.contact.credit_limit, 777)
