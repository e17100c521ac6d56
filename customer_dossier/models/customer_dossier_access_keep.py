from odoo import models
from odoo.tools import SQL

FUNCTION = "customer_dossier_access_log_keep"


class CustomerDossierAccessLog(models.Model):
    """What the database lets go: sealed rows that are over a year old, no others."""

    _inherit = "customer.dossier.access.log"

    def init(self):  # pylint: disable=missing-return
        super().init()
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION %(function)s() RETURNS trigger AS $$
                BEGIN
                    IF EXISTS (
                        SELECT FROM gone
                         WHERE at > now() AT TIME ZONE 'UTC' - interval '1 year'
                            OR NOT EXISTS (
                               SELECT FROM customer_dossier_access_seal s
                                WHERE s.kind = 'retention'
                                  AND s.company_id = gone.company_id
                                  AND gone.position
                                      BETWEEN s.from_position AND s.to_position)
                    ) THEN
                        RAISE EXCEPTION '%% is append-only: %% refused',
                            TG_TABLE_NAME, TG_OP;
                    END IF;
                    RETURN NULL;
                END $$ LANGUAGE plpgsql;
                DROP TRIGGER IF EXISTS %(function)s ON customer_dossier_access_log;
                CREATE TRIGGER %(function)s AFTER DELETE
                    ON customer_dossier_access_log
                    REFERENCING OLD TABLE AS gone
                    FOR EACH STATEMENT EXECUTE FUNCTION %(function)s();
                """,
                function=SQL.identifier(FUNCTION),
            )
        )
