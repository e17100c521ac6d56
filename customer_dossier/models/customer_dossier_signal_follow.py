import json
from datetime import timedelta

from odoo import models
from odoo.tools import SQL

# Days that the owner has to look at a signal.
DEADLINES = {"high": 1, "medium": 3, "low": 7}
SEEN = ("evidence", "kind", "last_seen")


class CustomerDossierSignal(models.Model):
    _inherit = "customer.dossier.signal"

    def _follow(self, found):
        """Give open signals the evidence of today; close those whose condition ended.

        What people reported, people close.

        :param found: ``{(rule, dossier): evidence}``
        """
        looked_for = self.filtered(lambda signal: not signal.rule_id.by_hand)
        ended = looked_for.filtered(
            lambda signal: (signal.rule_id, signal.dossier_id) not in found
        )
        (looked_for - ended)._see(found)
        ended._close("ended")

    def _see(self, found):
        """Take over what was seen today; one query for all, none for nothing new."""
        today = {one: one._dossier_today() for one in self.company_id}
        rows = [
            (signal, evidence, signal.rule_id.kind, today[signal.company_id])
            for signal in self
            for evidence in [found[signal.rule_id, signal.dossier_id]]
        ]
        self._store_seen(
            [
                {"id": signal.id, **dict(zip(SEEN, seen, strict=True))}
                for signal, *seen in rows
                if seen != [signal[name] for name in SEEN]
            ]
        )

    def _store_seen(self, rows):
        if not rows:
            return
        self.flush_recordset(SEEN)
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_dossier_signal signal
                   SET evidence = seen.evidence, kind = seen.kind,
                       last_seen = seen.last_seen
                  FROM json_populate_recordset(NULL::customer_dossier_signal, %s) seen
                 WHERE signal.id = seen.id
                """,
                json.dumps(rows, default=str),
            )
        )
        self.invalidate_recordset(SEEN, flush=False)
        self.modified(SEEN)

    def _remind_owners(self):
        """Put new signals on their owners' desks, without a word about what is up."""
        self._put_on_desks(
            "customer_dossier.activity_signal",
            [
                (signal, signal.owner_id, signal._deadline())
                for signal in self.filtered("owner_id")
            ],
        )

    def _deadline(self):
        today = self.company_id._dossier_today()
        return today + timedelta(days=DEADLINES[self.severity])
