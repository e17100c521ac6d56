import json

from odoo import api, models
from odoo.tools import SQL

from .access_line import line
from .customer_dossier_chained import GENESIS

FUNCTION = "customer_dossier_access_log_append"
# One user's refusals within a minute that are written one by one.
REFUSALS = 60
# Step by step, each a plain statement whose plan is made in no time.
APPEND = """
CREATE OR REPLACE FUNCTION %(function)s(jsonb) RETURNS void AS $$
DECLARE
    r customer_dossier_access_log;
    refusals integer;
BEGIN
    FOR r IN SELECT *
               FROM jsonb_populate_recordset(NULL::customer_dossier_access_log, $1)
    LOOP
        SELECT COALESCE(r.company_id, u.company_id), u.login
          INTO r.company_id, r.login
          FROM res_users u
         WHERE u.id = r.user_id;
        IF r.action = 'refused' THEN
            SELECT count(*) INTO refusals
              FROM customer_dossier_access_log l
             WHERE l.user_id = r.user_id
               AND l.action IN ('refused', 'flooded')
               AND l.at > clock_timestamp() AT TIME ZONE 'UTC' - interval '1 minute';
            CONTINUE WHEN refusals >= %(most)s;
            IF refusals = %(most)s - 1 THEN
                r.action := 'flooded';
            END IF;
        END IF;
        SELECT c.position + 1, c.hash INTO r.position, r.previous_hash
          FROM customer_dossier_access_chain c
         WHERE c.company_id = r.company_id;
        IF NOT FOUND THEN
            r.position := 1;
            r.previous_hash := %(genesis)s;
        END IF;
        r.at := clock_timestamp() AT TIME ZONE 'UTC';
        r.hash := %(hash)s;
        INSERT INTO customer_dossier_access_chain (company_id, position, hash)
        VALUES (r.company_id, r.position, r.hash)
            ON CONFLICT (company_id)
            DO UPDATE SET position = EXCLUDED.position, hash = EXCLUDED.hash;
        INSERT INTO customer_dossier_access_log (%(columns)s) VALUES (%(values)s);
    END LOOP;
END $$ LANGUAGE plpgsql
"""


class CustomerDossierAccessLog(models.Model):
    """How rows get into the access log."""

    _inherit = "customer.dossier.access.log"

    def init(self):  # pylint: disable=missing-return
        """Make the function that appends rows.

        Whoever is refused over and over fills no disk: the 60th refusal within a
        minute says that there were more, and those are left out.
        """
        super().init()
        columns = (*self._chained, "previous_hash", "hash")
        self.env.cr.execute(
            SQL(
                APPEND,
                function=SQL.identifier(FUNCTION),
                most=REFUSALS,
                genesis=GENESIS,
                hash=self._hash_sql("r"),
                columns=SQL(", ").join(map(SQL.identifier, columns)),
                values=SQL(", ").join(SQL.identifier("r", name) for name in columns),
            )
        )

    @api.model
    def _append_chained(self, rows):
        """Append rows to their companies' chains, in one round trip of its own.

        The lock is taken before the function's snapshot: whoever waited for it sees
        the end of the chain as the writer before left it. It is held for the insert
        and its commit, and nobody waits for it longer than ten seconds.

        :raises psycopg2.Error: nothing was written, so nothing may be shown
        """
        with line(self.env.registry) as cr:
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
