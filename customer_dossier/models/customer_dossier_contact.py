from odoo import fields, models
from odoo.tools import SQL

from .optional_float import OptionalFloat

#: What counts as a contact, and where its day stands. News that somebody heard elsewhere
#: is none, nor is an order that came in by itself.
CONTACTS = {
    "customer.dossier.visit": SQL(
        "SELECT dossier_id, done_on, 'visit' FROM customer_dossier_visit"
        " WHERE state = 'done'"
    ),
    "customer.dossier.reading": SQL(
        "SELECT dossier_id, seen_on, 'reading' FROM customer_dossier_reading"
        " WHERE withdrawn IS NULL"
    ),
    "customer.dossier.work": SQL(
        "SELECT dossier_id, seen_on, 'work' FROM customer_dossier_work"
        " WHERE withdrawn IS NULL"
    ),
    # Not the private ones: their days are nobody else's business.
    "customer.dossier.care": SQL(
        "SELECT dossier_id, done_on, 'care' FROM customer_dossier_care"
        " WHERE state = 'done' AND way = 'visit' AND private IS NOT TRUE"
    ),
    "customer.dossier.watch": SQL(
        "SELECT dossier_id, day, 'watch' FROM customer_dossier_watch"
        " WHERE kind IN ('visit', 'enquiry', 'call')"
    ),
    "customer.dossier.promise": SQL(
        "SELECT dossier_id, made_on, 'promise' FROM customer_dossier_promise"
    ),
}


class CustomerDossierFigures(models.Model):
    """When somebody of us last had to do with the customer."""

    _inherit = "customer.dossier.figures"

    last_contact_on = fields.Date(
        string="Last contact",
        help="The last visit, enquiry, call, reading, promise to pay or work at the "
        "customer's.",
    )
    contact_days = OptionalFloat(
        string="Days since last contact",
        aggregator="avg",
        digits=(16, 0),
        help="On the day of the figures; empty where nobody wrote down any.",
    )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _last_contacts(self):
        """:return: ``{dossier id: (day of the last contact, of the last reading)}``;
        one query
        """
        for name in CONTACTS:
            self.env[name].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT dossier_id, MAX(day), MAX(day) FILTER (WHERE kind = 'reading')
                  FROM (%s) contact (dossier_id, day, kind)
                 WHERE dossier_id = ANY(%s)
                 GROUP BY dossier_id
                """,
                SQL(" UNION ALL ").join(CONTACTS.values()),
                self.ids,
            )
        )
        return {dossier: days for dossier, *days in rows}
