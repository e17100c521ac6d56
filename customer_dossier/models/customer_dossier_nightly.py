import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.tools import SQL

from .customer_dossier_store import BATCH
from .system_job import system_job

_logger = logging.getLogger(__name__)
# A dossier whose refresh failed is tried again after this time, not at once for ever.
RETRY = timedelta(hours=1)
# What figures are made of besides the documents.
TERMS = frozenset(
    {
        "credit_mode",
        "agreed_mode",
        "credit_limit",
        "agreed_limit",
        "deposit_held",
        "guarantees_usable",
        "special_liabilities",
    }
)


class CustomerDossier(models.Model):
    """Keeping all figures of the day, whatever happens to one of them."""

    _inherit = "customer.dossier"

    @api.model_create_multi
    def create(self, vals_list):
        """Create dossiers; those without figures get them within a minute or two."""
        dossiers = super().create(vals_list)
        self._wake("customer_dossier.cron_refresh_all")
        return dossiers

    def write(self, vals):
        """Write values; new credit terms move the exposure and how much of it is used."""
        result = super().write(vals)
        if not TERMS.isdisjoint(vals):
            self.env["customer.dossier.stale"]._remember(self)
            self._wake("customer_dossier.cron_refresh_stale")
        return result

    @api.model
    def _stale_customers(self, ids):
        """The same as for documents: the dossier's own terms are one."""
        return SQL(
            "SELECT partner_id, company_id FROM customer_dossier WHERE id = ANY(%s)",
            ids,
        )

    @api.model
    def _wake(self, cron):
        """Let a cron run soon; one that somebody deleted sleeps on."""
        job = self.env.ref(cron, raise_if_not_found=False)
        if job:
            job._trigger()

    @system_job
    def _cron_refresh_figures(self, batch=BATCH):
        """Refresh one batch of the figures that describe another day than today.

        Runs every hour and finds nothing to do but in the first hour of a company's day,
        in whatever time zone that is. A crash loses the batch under way; the next run
        goes on where ``computed_at`` ends.
        """
        done, remaining = self._refresh_due(batch)
        self.env["ir.cron"]._commit_progress(done, remaining=remaining)

    @api.model
    def _refresh_due(self, batch=BATCH):
        """Refresh one batch of the figures that describe another day than today.

        With the last batch everybody is placed among the others anew.

        :return: how many were due, and how many are left that nobody is writing
        """
        due = self._due_figures(batch)
        failed = due._refresh_or_skip()
        self.env.cr.execute(
            SQL(
                "UPDATE customer_dossier_figures SET computed_at = %s WHERE id = ANY(%s)",
                fields.Datetime.now(),
                failed.figures_id.ids,
            )
        )
        remaining = len(self._due_figures(batch)) if due else 0
        if due and not remaining:
            self._store_standings(self._kept_companies())
            # Who waited for the others' figures may be judged now.
            self._wake("customer_dossier.cron_assess")
            # A day passed: a horizon came nearer, a guarantee began, a signal was closed.
            self._recheck_all_holds_soon()
        return len(due), remaining

    @api.model
    def _kept_companies(self):
        """:return: the companies that have dossiers, archived ones included"""
        every = self.with_context(active_test=False)
        companies = (company for [company] in every._read_group([], ["company_id"]))
        return self.env["res.company"].union(*companies)

    @api.model
    def _due_figures(self, limit, lock=True):
        """Dossiers whose figures are of another day, the longest untouched first.

        :param lock: whether to lock their figures and to leave out those that somebody
            else is writing
        """
        today = [
            SQL("(%s, %s)", company.id, company._dossier_today())
            for company in self._kept_companies()
        ]
        if not today:
            return self.browse()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT d.id
                  FROM customer_dossier d
                  JOIN customer_dossier_figures f ON f.id = d.figures_id
                  JOIN (VALUES %s) company (id, today) ON company.id = d.company_id
                 WHERE f.as_of IS DISTINCT FROM company.today
                   AND (f.computed_at IS NULL OR f.computed_at <= %s)
                 ORDER BY f.computed_at NULLS FIRST, d.id
                 LIMIT %s
                    %s
                """,
                SQL(", ").join(today),
                fields.Datetime.now() - RETRY,
                limit,
                SQL("FOR UPDATE OF f SKIP LOCKED" if lock else ""),
            )
        )
        return self.browse(dossier for (dossier,) in rows)

    def _lock_figures(self):
        """Lock the rows of figures.

        :return: the dossiers whose figures nobody else is writing; one query
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT d.id
                  FROM customer_dossier d
                  JOIN customer_dossier_figures f ON f.id = d.figures_id
                 WHERE d.id = ANY(%s)
                   FOR UPDATE OF f SKIP LOCKED
                """,
                self.ids,
            )
        )
        return self.browse(dossier for (dossier,) in rows)

    def _refresh_or_skip(self):
        """Refresh all that can be refreshed: one bad dossier costs itself only.

        A batch that fails is halved until the culprit is alone; that one is logged.

        :return: the dossiers that failed
        """
        if not self:
            return self
        try:
            with self.env.cr.savepoint():
                self._refresh_rows()
            return self.browse()
        except OperationalError:
            # The database's own troubles (a concurrent write, a lost connection) are
            # nobody's fault here: the whole run is repeated.
            raise
        except Exception:
            if len(self) == 1:
                _logger.exception(
                    "Figures of dossier %s could not be computed", self.id
                )
                return self
        half = len(self) // 2
        return self[:half]._refresh_or_skip() + self[half:]._refresh_or_skip()
