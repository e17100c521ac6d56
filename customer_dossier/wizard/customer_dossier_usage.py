from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

DAYS = 90


class CustomerDossierUsage(models.TransientModel):
    """Asks how the archive is used: what stands on the shelf and is never opened."""

    _name = "customer.dossier.usage"
    _description = "Use of the archive"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = {"leader": "rwc"}

    days = fields.Integer(
        default=DAYS,
        required=True,
        help="Opened within so many days counts as being used.",
    )

    def action_show(self):
        """Look through the access log, and show the use of each dossier.

        One query over the log, whatever the number of dossiers.

        :raises UserError: the days are not between 1 and 3650
        """
        self.ensure_one()
        self.check_access("write")
        if not 1 <= self.days <= 3650:
            raise UserError(self.env._("Choose between 1 and 3650 days."))
        Row = self.env["customer.dossier.usage.row"]
        Row._gather(self.days)
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_usage_row_action"
            ),
            "domain": [("create_uid", "=", self.env.uid)],
        }


class CustomerDossierUsageRow(models.TransientModel):
    """How one dossier is used, as the access log says it."""

    _name = "customer.dossier.usage.row"
    _description = "Use of a dossier"
    _inherit = ["customer.dossier.cleared"]
    _order = "last_opened_on NULLS FIRST, dossier_id"
    _rec_name = "dossier_id"

    _dossier_roles = {"leader": "re"}
    _dossier_path = "dossier_id"
    _dossier_section = "access_log"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="cascade"
    )
    archivist_id = fields.Many2one("res.users")
    territory_id = fields.Many2one("customer.dossier.territory", ondelete="cascade")
    last_opened_on = fields.Date(string="Last opened on")
    opened_count = fields.Integer(string="Times opened")
    reader_count = fields.Integer(string="Readers", aggregator=None)
    unopened = fields.Integer(
        string="Never opened", help="1: nobody opened it within the days asked for."
    )
    fact_count = fields.Integer(string="Live facts")
    unused_count = fields.Integer(
        string="Facts never used",
        help="Nobody but the collector opened their section since they were filed.",
    )

    @api.model
    def _gather(self, days):
        """Make the user's own rows anew; two queries beside the user's domain."""
        Dossier = self.env["customer.dossier"]
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE create_uid = %s",
                SQL.identifier(self._table),
                self.env.uid,
            )
        )
        # The reader's own rights say which dossiers there are.
        own = Dossier._search(Domain("state", "!=", "closed"), order="id")
        now = fields.Datetime.now()
        self.env.cr.execute(
            SQL(
                """
                WITH own AS MATERIALIZED (
                    SELECT id, company_id, archivist_id, territory_id
                      FROM customer_dossier WHERE id IN %(own)s
                ), opened AS MATERIALIZED (
                    SELECT (subject ->> 0)::int AS dossier_id, l.section, l.user_id,
                           max(l.at) AS last,
                           count(*) FILTER (WHERE l.at >= %(since)s) AS times
                      FROM customer_dossier_access_log l
                     CROSS JOIN jsonb_array_elements(l.dossiers) subject
                     WHERE l.action IN ('opened', 'printed')
                       AND l.company_id IN (SELECT company_id FROM own)
                     GROUP BY 1, 2, 3
                ), reads AS (
                    SELECT dossier_id, max(last)::date AS last, sum(times) AS times,
                           count(DISTINCT user_id) FILTER (WHERE times > 0) AS readers
                      FROM opened GROUP BY dossier_id
                ), kept AS (
                    SELECT f.dossier_id, count(*) AS facts,
                           count(*) FILTER (WHERE NOT EXISTS (
                               SELECT FROM opened o
                                WHERE o.dossier_id = f.dossier_id
                                  AND o.section IN (s.code, 'sheet')
                                  AND o.user_id IS DISTINCT FROM f.collector_id
                                  AND o.last > f.create_date)) AS unused
                      FROM customer_dossier_fact f
                      JOIN customer_dossier_section s ON s.id = f.section_id
                      JOIN own ON own.id = f.dossier_id
                     WHERE f.state = 'live'
                     GROUP BY f.dossier_id
                )
                INSERT INTO %(table)s (
                       dossier_id, archivist_id, territory_id, last_opened_on,
                       opened_count, reader_count, unopened, fact_count, unused_count,
                       create_uid, write_uid, create_date, write_date)
                SELECT own.id, own.archivist_id, own.territory_id, reads.last,
                       COALESCE(reads.times, 0), COALESCE(reads.readers, 0),
                       (COALESCE(reads.times, 0) = 0)::int,
                       COALESCE(kept.facts, 0), COALESCE(kept.unused, 0),
                       %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM own
                  LEFT JOIN reads ON reads.dossier_id = own.id
                  LEFT JOIN kept ON kept.dossier_id = own.id
                """,
                own=own.subselect(),
                since=fields.Datetime.subtract(now, days=days),
                table=SQL.identifier(self._table),
                uid=self.env.uid,
                now=now,
            )
        )
        self.invalidate_model()
