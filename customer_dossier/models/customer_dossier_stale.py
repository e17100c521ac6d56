from odoo import api, fields, models
from odoo.tools import SQL

from .system_job import system_job

PENDING = "customer.dossier.stale"


class CustomerDossierStale(models.Model):
    """A note: documents of this customer changed, so the figures are behind.

    Only ever inserted, so that posting an invoice waits for nobody: not for the figures,
    not for the dossier. The cron takes the notes, refreshes and deletes them.
    """

    _name = "customer.dossier.stale"
    _description = "Customer whose figures are behind"
    _inherit = ["customer.dossier.cleared"]
    _log_access = False

    _dossier_roles = {}

    partner_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")

    @api.model
    def _remember(self, documents):
        """Note the documents' customers when the transaction is about to end.

        Costs no query now and one for the whole transaction.

        :param documents: records of a ``customer.dossier.stale.mixin`` model
        """
        precommit = self.env.cr.precommit
        if PENDING not in precommit.data:
            precommit.data[PENDING] = {}
            precommit.add(self._insert_remembered)
        ids = precommit.data[PENDING].setdefault(documents._name, set())
        ids.update(documents.ids)

    def _insert_remembered(self):
        pending = self.env.cr.precommit.data.pop(PENDING, {})
        self._insert(
            self.env[name]._stale_customers(sorted(ids))
            for name, ids in pending.items()
            if ids
        )

    @api.model
    def _insert(self, selections):
        """Insert one note for each customer that has a dossier; one query.

        :param selections: SQL that selects ``partner_id`` and ``company_id``
        :return: how many
        """
        selections = list(selections)
        if not selections:
            return 0
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO customer_dossier_stale (partner_id, company_id)
                SELECT DISTINCT d.partner_id, d.company_id
                  FROM (%s) document
                  JOIN res_partner p ON p.id = document.partner_id
                  JOIN customer_dossier d
                    ON d.partner_id = p.commercial_partner_id
                   AND d.company_id = document.company_id
                """,
                SQL(" UNION ALL ").join(selections),
            )
        )
        return self.env.cr.rowcount

    @system_job
    def _cron_refresh(self, batch=1000):
        """Refresh the dossiers of one batch of notes; the cron runner calls again.

        Notes whose figures somebody else is just writing stay for the next run: that
        writer may not have seen the newest documents.
        """
        notes = self._take(batch)
        Dossier = self.env["customer.dossier"]
        asked = Dossier.browse({dossier for _note, dossier in notes if dossier})
        free = asked._lock_figures()
        free._refresh_or_skip()
        self.env["customer.dossier"]._store_standings(free.company_id)
        free._recheck_holds()
        busy = set((asked - free).ids)
        done = [note for note, dossier in notes if dossier not in busy]
        self._delete(done)
        remaining = self.search_count([]) if done else 0
        self.env["ir.cron"]._commit_progress(len(done), remaining=remaining)

    def _take(self, limit):
        """:return: ``[(note id, dossier id or None)]``, the oldest first, locked"""
        return self.env.execute_query(
            SQL(
                """
                SELECT s.id, d.id
                  FROM customer_dossier_stale s
                  LEFT JOIN customer_dossier d
                    ON d.partner_id = s.partner_id AND d.company_id = s.company_id
                 ORDER BY s.id
                 LIMIT %s
                   FOR UPDATE OF s SKIP LOCKED
                """,
                limit,
            )
        )

    def _delete(self, notes):
        self.env.cr.execute(
            SQL("DELETE FROM customer_dossier_stale WHERE id = ANY(%s)", notes)
        )
