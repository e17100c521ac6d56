from odoo import api, fields, models
from odoo.tools import SQL

from ..models.customer_dossier import RATINGS
from ..models.roles import READ_ALONG


class CustomerDossierMigrationMove(models.TransientModel):
    """Where one customer stood on either day."""

    _name = "customer.dossier.migration.move"
    _description = "Move of a customer"
    _inherit = ["customer.dossier.cleared"]
    _order = "dossier_id"
    _rec_name = "dossier_id"

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_id"
    _dossier_section = "assessment"

    migration_id = fields.Many2one(
        "customer.dossier.migration", required=True, index=True, ondelete="cascade"
    )
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="cascade"
    )
    rating_before = fields.Selection(RATINGS, string="Rating before")
    rating_after = fields.Selection(RATINGS, string="Rating after")
    grade_before_id = fields.Many2one(
        "customer.dossier.grade", string="Grade before", ondelete="cascade"
    )
    grade_after_id = fields.Many2one(
        "customer.dossier.grade", string="Grade after", ondelete="cascade"
    )
    left = fields.Boolean(
        string="Withdrawn or lost", help="The dossier was closed between the two days."
    )

    @api.model
    def _gather(self, migration):
        """Make the rows of a wizard anew, of the dossiers that its user reads.

        Each day counts as it was: the last assessment on or before it, by what it said
        then. One query beside the user's domain.
        """
        self.env.flush_all()
        Dossier = self.env["customer.dossier"].with_context(active_test=False)
        own = Dossier._search(
            [("company_id", "in", self.env.companies.ids)], order="id"
        )
        self.env.cr.execute(
            SQL(
                """
                WITH gone AS (DELETE FROM %(table)s WHERE migration_id = %(id)s)
                INSERT INTO %(table)s (
                       migration_id, dossier_id, rating_before, rating_after,
                       grade_before_id, grade_after_id, "left",
                       create_uid, write_uid, create_date, write_date)
                SELECT %(id)s, dossier.id, before.rating, after.rating,
                       before.grade_id, after.grade_id,
                       COALESCE(dossier.closed_on <= %(date_to)s, FALSE),
                       %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM customer_dossier dossier
                  JOIN LATERAL %(before)s before ON TRUE
                  JOIN LATERAL %(after)s after ON TRUE
                 WHERE dossier.id IN %(own)s
                   AND COALESCE(dossier.closed_on > %(date_from)s, TRUE)
                """,
                table=SQL.identifier(self._table),
                id=migration.id,
                before=_stood_on(migration.date_from),
                after=_stood_on(migration.date_to),
                date_from=migration.date_from,
                date_to=migration.date_to,
                own=own.subselect(),
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.invalidate_model()


def _stood_on(day):
    """The last assessment of a dossier on or before a day."""
    return SQL(
        """(SELECT rating, grade_id FROM customer_dossier_assessment
             WHERE dossier_id = dossier.id AND date <= %s
          ORDER BY date DESC, id DESC LIMIT 1)""",
        day,
    )
