from io import BytesIO

from odoo import api, fields, models
from odoo.tools import format_datetime
from odoo.tools.pdf import PdfFileReader, PdfFileWriter

#: The foot of an A4 page in millimetres; what stands above it ends before.
FOOT = {"data-report-margin-top": 279, "data-report-margin-bottom": 8}


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    @api.model
    def _render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        """Every page of a print out of the archive says whose copy it is.

        Stamped on the finished pages: footers of ``wkhtmltopdf`` itself are left out
        without a word by those builds of it that Linux distributions ship.
        """
        content, kind = super()._render_qweb_pdf(report_ref, res_ids, data)
        report = self._get_report(report_ref)
        if kind == "pdf" and report.model == "customer.dossier.print":
            slip = self.env[report.model].browse(res_ids)
            content = self._stamp(report, content, slip)
        return content, kind

    def _stamp(self, report, content, slip):
        """Lay a footer over each page, and name the copy in the file's properties."""
        pages = PdfFileReader(BytesIO(content))
        footers = PdfFileReader(
            BytesIO(self._render_footers(report, slip, pages.numPages))
        )
        stamped = PdfFileWriter()
        for number in range(pages.numPages):
            page = pages.getPage(number)
            page.mergePage(footers.getPage(number))
            stamped.addPage(page)
        stamped.addMetadata(
            {
                "/Title": f"{report.name} {slip.copy_number}",
                "/Author": self.env.user.name,
                "/Subject": slip.purpose,
                "/Keywords": slip.copy_number,
            }
        )
        result = BytesIO()
        stamped.write(result)
        return result.getvalue()

    def _render_footers(self, report, slip, count):
        """A PDF of ``count`` pages with nothing but the footer on each."""
        values = {
            "slip": slip,
            "positions": [
                self.env._("Page %(number)s of %(count)s", number=number, count=count)
                for number in range(1, count + 1)
            ],
            "printed_at": format_datetime(self.env, fields.Datetime.now()),
        }
        template = "customer_dossier.print_dossier_footers"
        html = self._render_template(template, values)
        bodies = report._prepare_html(html)[0]
        return self._run_wkhtmltopdf(
            bodies, report_ref=report, specific_paperformat_args=FOOT
        )
