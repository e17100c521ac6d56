from odoo import api, fields, models
from odoo.tools import SQL

from .customer_dossier_chained import GENESIS
from .system_job import system_job

KINDS = [("daily", "Daily"), ("retention", "Retention")]


class CustomerDossierAccessSeal(models.Model):
    """What the access log held when it was sealed, in counts and fingerprints.

    Handed to somebody outside, a seal proves later that the rows under it are still
    those of that day. A retention seal stands for rows that were deleted.
    """

    _name = "customer.dossier.access.seal"
    _description = "Seal of the access log"
    _inherit = ["customer.dossier.chained"]
    _log_access = False
    _dossier_roles = {"leader": "re", "auditor": "re"}
    _chained = (
        "company_id",
        "position",
        "at",
        "kind",
        "from_position",
        "to_position",
        "row_count",
        "first_previous_hash",
        "last_hash",
        "summary",
    )

    kind = fields.Selection(KINDS, required=True)
    from_position = fields.Integer(string="From no.", required=True, aggregator=None)
    to_position = fields.Integer(string="To no.", required=True, aggregator=None)
    row_count = fields.Integer(string="Rows", required=True)
    first_previous_hash = fields.Char(string="First previous hash", required=True)
    last_hash = fields.Char(
        string="Last hash", required=True, help="Fingerprint of the last row."
    )
    summary = fields.Json(
        string="Counts", help="How many rows per login and action; no content."
    )
    summary_text = fields.Text(string="Summary", compute="_compute_summary_text")

    @api.depends("summary")
    @api.depends_context("lang")
    def _compute_summary_text(self):
        field = self.env["customer.dossier.access.log"]._fields["action"]
        labels = dict(field._description_selection(self.env))
        for seal in self:
            seal.summary_text = "\n".join(
                self.env._(
                    "%(login)s: %(action)s %(count)s",
                    login=login,
                    action=labels.get(action, action),
                    count=count,
                )
                for login, action, count in seal.summary or ()
            )

    @system_job
    def _cron_seal(self):
        """Seal what came since the last seal, then let go what is past its time."""
        for company in self._companies():
            self._seal_new(company)
            self._retain(company)

    @api.model
    def _seal_new(self, company):
        """Seal the rows that no seal covers yet; two queries."""
        [[last, sealed]] = self.env.execute_query(
            SQL(
                """
                SELECT (SELECT max(position) FROM customer_dossier_access_log
                         WHERE company_id = %(company)s),
                       (SELECT max(to_position) FROM customer_dossier_access_seal
                         WHERE company_id = %(company)s)
                """,
                company=company.id,
            )
        )
        if last and last > (sealed or 0):
            self._seal(company, "daily", (sealed or 0) + 1, last)

    @api.model
    def _seal(self, company, kind, first, last):
        """Seal the rows from ``first`` to ``last``; one query."""
        self.env.cr.execute(
            SQL(
                """
                WITH sealed AS (
                    SELECT * FROM customer_dossier_access_log
                     WHERE company_id = %(company)s
                       AND position BETWEEN %(first)s AND %(last)s
                ), fresh AS (
                    SELECT %(company)s AS company_id,
                           COALESCE(p.position, 0) + 1 AS position,
                           clock_timestamp() AT TIME ZONE 'UTC' AS at,
                           %(kind)s AS kind,
                           %(first)s AS from_position,
                           %(last)s AS to_position,
                           (SELECT count(*) FROM sealed)::int AS row_count,
                           (SELECT previous_hash FROM sealed
                             WHERE position = %(first)s) AS first_previous_hash,
                           (SELECT hash FROM sealed
                             WHERE position = %(last)s) AS last_hash,
                           %(summary)s AS summary,
                           COALESCE(p.hash, %(genesis)s) AS previous_hash
                      FROM (VALUES (1)) one
                      LEFT JOIN (SELECT position, hash
                                   FROM customer_dossier_access_seal
                                  WHERE company_id = %(company)s
                                  ORDER BY position DESC LIMIT 1) p ON TRUE
                )
                INSERT INTO customer_dossier_access_seal
                            (%(columns)s, previous_hash, hash)
                SELECT %(columns)s, previous_hash, %(hash)s
                  FROM fresh
                """,
                company=company.id,
                kind=kind,
                first=first,
                last=last,
                summary=self._summary_sql(),
                genesis=GENESIS,
                columns=SQL(", ").join(map(SQL.identifier, self._chained)),
                hash=self._hash_sql("fresh"),
            )
        )

    @api.model
    def _summary_sql(self):
        return SQL(
            """
            (SELECT jsonb_agg(jsonb_build_array(login, action, rows)
                              ORDER BY login, action)
               FROM (SELECT login, action, count(*) AS rows
                       FROM sealed GROUP BY login, action) counted)
            """
        )

    @api.model
    def _flaw(self, company, retained):
        """``("seal", No.)`` of the first seal that is not whole or does not fit.

        :param retained: position and hash of the last row that may be gone
        """
        if flaw := self._first_flaw(company):
            return "seal", flaw[1]
        found = self.env.execute_query(
            SQL(
                """
                SELECT s.position
                  FROM customer_dossier_access_seal s
                  LEFT JOIN customer_dossier_access_log r
                    ON r.company_id = s.company_id AND r.position = s.to_position
                 WHERE s.company_id = %s
                   AND s.to_position > %s
                   AND r.hash IS DISTINCT FROM s.last_hash
                 ORDER BY s.position
                 LIMIT 1
                """,
                company.id,
                retained[0],
            )
        )
        return ("seal", found[0][0]) if found else None
