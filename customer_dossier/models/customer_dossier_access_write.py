import json

from odoo import api, models
from odoo.tools import SQL

from .customer_dossier_chained import GENESIS

FUNCTION = "customer_dossier_access_log_append"
# One user's refusals within a minute that are written one by one.
REFUSALS = 60
APPEND = """
CREATE OR REPLACE FUNCTION %(function)s(jsonb) RETURNS void AS $$
BEGIN
    WITH fresh AS MATERIALIZED (%(fresh)s),
         linked AS (
        SELECT f.*,
               COALESCE(c.position, 0) + 1 AS position,
               COALESCE(c.hash, %(genesis)s) AS previous_hash
          FROM fresh f
          LEFT JOIN customer_dossier_access_chain c USING (company_id)
    ), sealed AS MATERIALIZED (
        SELECT l.*, %(hash)s AS hash FROM linked l
    ), head AS (
        INSERT INTO customer_dossier_access_chain
                    (company_id, position, hash)
        SELECT company_id, position, hash FROM sealed
            ON CONFLICT (company_id)
            DO UPDATE SET position = EXCLUDED.position,
                          hash = EXCLUDED.hash
    )
    INSERT INTO customer_dossier_access_log
                (%(columns)s, previous_hash, hash)
    SELECT %(columns)s, previous_hash, hash FROM sealed;
END $$ LANGUAGE plpgsql
"""


class CustomerDossierAccessLog(models.Model):
    """How rows get into the access log."""

    _inherit = "customer.dossier.access.log"

    def init(self):  # pylint: disable=missing-return
        """Make the function that appends rows: its plan is kept, which is most of it."""
        super().init()
        self.env.cr.execute(
            SQL(
                APPEND,
                function=SQL.identifier(FUNCTION),
                fresh=self._fresh_sql(),
                genesis=GENESIS,
                hash=self._hash_sql("l"),
                columns=SQL(", ").join(map(SQL.identifier, self._chained)),
            )
        )

    @api.model
    def _append_chained(self, rows):
        """Append rows to their companies' chains, in one round trip of its own.

        The lock is taken before the transaction's snapshot: whoever waited for it
        sees the end of the chain as the writer before left it. It is held for the
        insert and its commit, and nobody waits for it longer than ten seconds.

        :raises psycopg2.Error: nothing was written, so nothing may be shown
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                SQL(
                    """
                    SET LOCAL lock_timeout = '10s';
                    LOCK TABLE customer_dossier_access_chain
                        IN SHARE ROW EXCLUSIVE MODE;
                    SELECT %(function)s(%(rows)s)
                    """,
                    function=SQL.identifier(FUNCTION),
                    rows=json.dumps(rows),
                )
            )

    @api.model
    def _fresh_sql(self):
        """The rows with what only the database knows, but their place in the chain.

        Whoever is refused over and over fills no disk: the 60th refusal within a
        minute says that there were more, and those are left out.
        """
        return SQL(
            """
            SELECT COALESCE(r.company_id, u.company_id) AS company_id,
                   clock_timestamp() AT TIME ZONE 'UTC' AS at,
                   r.user_id, u.login,
                   CASE WHEN recent.refusals = %(most)s - 1 THEN 'flooded'
                        ELSE r.action END AS action,
                   r.road, r.section, r.dossiers, r.dossier_count,
                   r.purpose, r.copy_number, r.address, r.detail
              FROM jsonb_populate_recordset(
                       NULL::customer_dossier_access_log, $1) r
              LEFT JOIN res_users u ON u.id = r.user_id
              LEFT JOIN LATERAL (
                   SELECT count(*) AS refusals
                     FROM customer_dossier_access_log l
                    WHERE r.action = 'refused'
                      AND l.user_id = r.user_id
                      AND l.action IN ('refused', 'flooded')
                      AND l.at > statement_timestamp() AT TIME ZONE 'UTC'
                                 - interval '1 minute'
                   ) recent ON TRUE
             WHERE recent.refusals < %(most)s
            """,
            most=REFUSALS,
        )
