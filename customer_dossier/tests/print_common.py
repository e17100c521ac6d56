from io import BytesIO

from odoo import Command
from odoo.tools.pdf import PdfFileReader

from .credit_report_common import CreditReportCommon

REPORT = "customer_dossier.print_dossier"


class PrintCommon(CreditReportCommon):
    """A dealer with figures, an assessment and a signal; and their prints."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.dossier.write(
            {"credit_mode": "limit", "credit_limit": 90000, "deposit_held": 5000}
        )
        for amount, date, due in (
            (120000, "2026-01-05", "2026-02-04"),
            (23456.78, "2026-06-20", "2026-07-20"),
            (-3456.78, "2026-06-25", None),
        ):
            cls._entry(cls.partner, amount, date, due)
        cls.dossier.action_activate()
        cls.dossier._refresh_figures()
        cls.dossier._assess()
        cls.dossier._raise_signals()

    def _slip(self, user=None, dossiers=None, **vals):
        Slip = self.env["customer.dossier.print"].with_user(user or self.credit)
        dossiers = self.dossier if dossiers is None else dossiers
        return Slip.create(
            {
                "dossier_ids": [Command.set(dossiers.ids)],
                "purpose": "Visit on Thursday",
                **vals,
            }
        )

    def _printed(self, **vals):
        slip = self._slip(**vals)
        slip.action_print()
        return slip

    def _html(self, slip):
        Report = self.env["ir.actions.report"].with_user(slip.env.user)
        return Report._render_qweb_html(REPORT, slip.ids)[0].decode()

    def _pdf(self, slip, **context):
        """The pages of a print, as bytes and as a reader."""
        Report = self.env["ir.actions.report"].with_user(slip.env.user)
        content, kind = Report.with_context(
            force_report_rendering=True, **context
        )._render_qweb_pdf(REPORT, slip.ids)
        self.assertEqual(kind, "pdf")
        return content, PdfFileReader(BytesIO(content))
