from odoo import api, models
from odoo.tools import SQL

from .customer_dossier_chained import GENESIS


class CustomerDossierAccessSeal(models.Model):
    """Letting go of rows that are past their time, and of no others."""

    _inherit = "customer.dossier.access.seal"

    @api.model
    def _retained(self, company):
        """Where the chain starts: position and hash of the last row let go."""
        found = self.env.execute_query(
            SQL(
                """
                SELECT to_position, last_hash
                  FROM customer_dossier_access_seal
                 WHERE company_id = %s AND kind = 'retention'
                 ORDER BY position DESC
                 LIMIT 1
                """,
                company.id,
            )
        )
        return found[0] if found else (0, GENESIS)

    @api.model
    def _retain(self, company):
        """Delete the rows older than the company keeps them, under a seal.

        A log that is not whole is left as it is: it is evidence. Up to ten queries.
        """
        Log = self.env["customer.dossier.access.log"]
        first = self._retained(company)[0] + 1
        last = self._last_expired(company)
        if not last or last < first or Log._verify(company).kind:
            return
        self._seal(company, "retention", first, last)
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM customer_dossier_access_log
                 WHERE company_id = %s AND position <= %s
                """,
                company.id,
                last,
            )
        )

    @api.model
    def _last_expired(self, company):
        """:return: the last row before the first one that is still to be kept"""
        years = company.dossier_log_retention_years
        [[last]] = (
            years
            and self.env.execute_query(
                SQL(
                    """
                SELECT max(position)
                  FROM customer_dossier_access_log
                 WHERE company_id = %(company)s
                   AND position < COALESCE(
                       (SELECT min(position)
                          FROM customer_dossier_access_log
                         WHERE company_id = %(company)s
                           AND at >= now() AT TIME ZONE 'UTC'
                                     - make_interval(years => %(years)s)),
                       2147483647)
                """,
                    company=company.id,
                    years=years,
                )
            )
            or [[0]]
        )
        return last
