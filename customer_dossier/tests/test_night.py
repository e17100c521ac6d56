from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestNight(LedgerCommon):
    def test_nobody_is_judged_before_everybody_has_figures(self):
        """The first night after a load: the small customer's turn comes first."""
        large = self._create_dossier(self._create_customer("Large"))
        self._invoice(self.partner, 1, -40)
        self._invoice(large.partner_id, 999, -40)
        dossiers = self.dossier + large
        dossiers.state = "active"
        (self.env["customer.dossier"].search([]) - dossiers)._refresh_figures()
        cron = self.env.ref("customer_dossier.cron_assess")
        cron.code = "model._cron_assess(batch=1, figures_batch=1)"
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        lines = dossiers.assessment_id.line_ids
        classes = [line.word for line in lines if line.code == "abc"]
        self.assertEqual(classes, ["C", "A"])
