from odoo import api, fields, models
from odoo.tools import SQL


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    sheet_ids = fields.One2many(
        "customer.dossier.sheet",
        "dossier_id",
        string="Sections",
        help="The parts of this dossier that you may read.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Create dossiers, each with its empty sections."""
        dossiers = super().create(vals_list)
        dossiers._ensure_sheets()
        return dossiers

    def _ensure_sheets(self):
        """Give dossiers the sections that they lack: these, or all for none.

        One query, whatever their number; two at the same time do not double a section.
        """
        self.env["customer.dossier.section"].flush_model(["code"])
        self.flush_recordset(["company_id"])
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO customer_dossier_sheet (
                       dossier_id, section_id, company_id,
                       create_uid, write_uid, create_date, write_date)
                SELECT d.id, s.id, d.company_id, %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM customer_dossier d CROSS JOIN customer_dossier_section s
                 WHERE %(which)s
                    ON CONFLICT DO NOTHING
                """,
                uid=self.env.uid,
                now=fields.Datetime.now(),
                which=SQL("d.id = ANY(%s)", self.ids) if self.ids else SQL("TRUE"),
            )
        )
        self.invalidate_model(["sheet_ids"])
