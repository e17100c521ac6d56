import json

from odoo import fields, models
from odoo.tools import SQL, split_every

from ..formulas.period import period as period_of

# Dossiers whose figures are computed and written at a time: memory stays flat.
BATCH = 2500
FIGURES = "customer.dossier.figures"


class CustomerDossier(models.Model):
    """Figures are written by set-based SQL, past the dossier: no lock, no chatter."""

    _inherit = "customer.dossier"

    def action_refresh_figures(self):
        """Recompute the figures of these dossiers now.

        Whoever may read a dossier may refresh it: nothing but the ledger decides what
        the figures say.
        """
        self.check_access("read")
        # sudo: figures are written by the system only; the dossiers are those that the
        # user may read, and no value comes from the client.
        self.sudo()._refresh_figures()

    def _refresh_figures(self, as_of=None):
        """Recompute and store the figures, and the standings in their companies.

        Derived from nothing but the documents: a second run gives the same rows.

        :param as_of: see ``_figures``
        Queries: 8 for a batch and company, 1 for the batch's festivals, 2 where terms
        change on this day, 4 for a company's standings, those of ``_quality`` and of
        what else ``_refresh_rows`` refreshes, beside flushing and reading the dossiers.
        """
        for ids in split_every(BATCH, self.ids):
            self.browse(ids)._refresh_rows(as_of)
        self._store_standings(self.company_id)

    def _refresh_rows(self, as_of=None):
        """One batch of ``_refresh_figures``, all but the standings."""
        self._settle_due()
        self.env.flush_all()
        festivals = self._festival_dates()
        for company, dossiers in self.grouped("company_id").items():
            rows = dossiers._figure_rows(company, as_of, festivals)
            dossiers._write_figures(rows, company.currency_id.decimal_places)
        self._refresh_quality()
        self._refresh_gauges()
        self._refresh_satisfaction()
        self._refresh_targets()
        self._refresh_outcomes()

    def _figure_rows(self, company, as_of, festivals):
        """What the figures of dossiers of one company should say, not rounded yet.

        :return: dicts of columns, ``id`` being the row of figures
        """
        period = period_of(as_of or company._dossier_today(), festivals)
        figures = self._figures_of_company(company, as_of, period)
        now = fields.Datetime.to_string(fields.Datetime.now())
        common = {"currency_id": company.currency_id.id, "computed_at": now}
        return [
            {"id": dossier.figures_id.id, **common, **figures[dossier.id]}
            for dossier in self
        ]

    def _write_figures(self, rows, digits):
        """Write rows of figures in one statement, those alone that say something new.

        :param rows: dicts with the same keys, ``id`` being the row of figures
        :param digits: decimals of the currency
        """
        if not rows:
            return
        names = [name for name in rows[0] if name != "id"]
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_dossier_figures f
                   SET (%(names)s) = ROW(%(values)s)
                  FROM json_populate_recordset(NULL::customer_dossier_figures, %(rows)s) v
                 WHERE f.id = v.id
                   AND ROW(%(old)s) IS DISTINCT FROM ROW(%(values)s)
                """,
                names=SQL(", ").join(map(SQL.identifier, names)),
                old=SQL(", ").join(SQL("f.%s", SQL.identifier(name)) for name in names),
                values=SQL(", ").join(
                    self._figure_value(name, digits) for name in names
                ),
                rows=json.dumps(rows, default=str),
            )
        )
        self._forget_figures([row["id"] for row in rows])

    def _figure_value(self, name, digits):
        """SQL of a computed value, rounded half up like everything in the books."""
        column = SQL.identifier(name)
        field = self.env[FIGURES]._fields[name]
        if field.type == "float":
            digits = field.get_digits(self.env)[1]
        elif field.type != "monetary":
            return SQL("v.%s", column)
        return SQL("ROUND(v.%s, %s)", column, digits)

    def _forget_figures(self, ids):
        """Drop the cached values of these rows and of the dossiers that delegate to them."""
        self.env[FIGURES].browse(ids).invalidate_recordset(flush=False)
        self.env[self._name].invalidate_model(self._figure_names(), flush=False)

    def _figure_names(self):
        """What a dossier delegates to its figures."""
        return {name for name, field in self._fields.items() if field.inherited}
