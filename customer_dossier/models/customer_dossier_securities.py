from odoo import api, fields, models
from odoo.tools import SQL


class CustomerDossier(models.Model):
    """What stands beside the agreed terms: more for a time, and who else would pay."""

    _inherit = "customer.dossier"

    timed_limit_ids = fields.One2many(
        "customer.dossier.timed.limit", "dossier_id", string="Limits for a time"
    )
    insurance_ids = fields.One2many(
        "customer.dossier.insurance", "dossier_id", string="Insurance and guarantees"
    )
    guarantee_listed = fields.Boolean(
        string="Guarantees are listed",
        compute="_compute_guarantee_listed",
        store=True,
        help="Those in force count, and the total entered by hand no longer does.",
    )

    @api.depends("insurance_ids.kind", "insurance_ids.called_off")
    def _compute_guarantee_listed(self):
        for dossier in self:
            listed = dossier.insurance_ids.filtered(lambda one: not one.called_off)
            dossier.guarantee_listed = "guarantee" in listed.mapped("kind")

    def _sum_guarantees(self, company):
        """What listed guarantees are worth today; one query, none where none is listed.

        :return: ``{dossier id: amount}``, dossiers without a list missing
        """
        listed = self.filtered("guarantee_listed")
        if not listed:
            return {}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT dossier_id, ROUND(SUM(amount * percent / 100), %(digits)s)
                  FROM customer_dossier_insurance
                 WHERE dossier_id = ANY(%(dossiers)s)
                   AND kind = 'guarantee'
                   AND called_off IS NULL
                   AND date_from <= %(today)s
                   AND COALESCE(date_until, %(today)s) >= %(today)s
                 GROUP BY dossier_id
                """,
                digits=company.currency_id.decimal_places,
                dossiers=listed.ids,
                today=company._dossier_today(),
            )
        )
        return {**dict.fromkeys(listed.ids, 0.0), **{one: float(n) for one, n in rows}}
