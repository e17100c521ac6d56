import json

from odoo import models
from odoo.tools import SQL

from .customer_dossier_store import FIGURES

#: What a row of figures says about itself, and not about the customer.
ABOUT_THE_ROW = ("id", "as_of", "computed_at")


class CustomerDossier(models.Model):
    """Stored figures are derived, never accumulated: here this is put to the proof."""

    _inherit = "customer.dossier"

    def _compare_figures(self):
        """Hold the stored figures against what the books give now; nothing is written.

        The ages and standings that a pass of its own stores are not looked at.

        :return: a dict for each figure that differs: ``dossier_id``, ``figure`` (name of
            the field), ``stored``, ``computed`` (texts, None for not known),
            ``difference`` (computed less stored, None where either is no number),
            ``stored_at`` and ``cause``
        Queries: those of ``_figures`` and 1 for each company.
        """
        self.env.flush_all()
        festivals = self._festival_dates()
        found = []
        for company, dossiers in self.grouped("company_id").items():
            rows = dossiers._figure_rows(company, None, festivals)
            digits = company.currency_id.decimal_places
            found += self.env.execute_query_dict(_differences(dossiers, rows, digits))
        return found


def _differences(dossiers, rows, digits):
    """SQL: one row for each figure of these dossiers that differs from its row.

    ``cause``: the row was never computed, describes another day, a document has asked
    for it to be computed anew, or none of these: nothing explains the difference.
    """
    names = [name for name in rows[0] if name not in ABOUT_THE_ROW]
    return SQL(
        """
        SELECT d.id AS dossier_id, fact.figure, fact.stored, fact.computed,
               fact.difference, f.computed_at AS stored_at,
               CASE WHEN f.as_of IS NULL THEN 'never'
                    WHEN f.as_of <> v.as_of THEN 'day'
                    WHEN EXISTS (SELECT 1 FROM customer_dossier_stale s
                                  WHERE s.partner_id = d.partner_id
                                    AND s.company_id = d.company_id) THEN 'waiting'
                    ELSE 'none' END AS cause
          FROM json_populate_recordset(NULL::customer_dossier_figures, %(rows)s) v
          JOIN customer_dossier_figures f ON f.id = v.id
          JOIN customer_dossier d ON d.figures_id = f.id
         CROSS JOIN LATERAL (VALUES %(facts)s)
            AS fact (figure, stored, computed, difference, differs)
         WHERE fact.differs
         ORDER BY d.id, fact.figure
        """,
        rows=json.dumps(rows, default=str),
        facts=SQL(", ").join(_fact(dossiers, name, digits) for name in names),
    )


def _fact(dossiers, name, digits):
    stored = SQL("f.%s", SQL.identifier(name))
    computed = dossiers._figure_value(name, digits)
    field = dossiers.env[FIGURES]._fields[name]
    number = field.type in ("float", "monetary", "integer")
    return SQL(
        "(%(name)s, %(stored)s::text, %(computed)s::text, %(difference)s,"
        " %(stored)s IS DISTINCT FROM %(computed)s)",
        name=name,
        stored=stored,
        computed=computed,
        difference=SQL("(%s - %s)::float8", computed, stored)
        if number
        else SQL("NULL::float8"),
    )
