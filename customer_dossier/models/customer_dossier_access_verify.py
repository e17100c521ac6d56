import logging
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from .customer_dossier_chained import GENESIS
from .system_job import system_job

_logger = logging.getLogger(__name__)


class Verdict(NamedTuple):
    """What reading an access log again has shown."""

    rows: int  # on record now
    kind: str = ""  # of the first flaw; empty: the log is whole
    position: int = 0  # of the row, or of the seal, that the flaw is about


class CustomerDossierAccessLog(models.Model):
    """Finding out whether the access log is still what was written."""

    _inherit = "customer.dossier.access.log"

    def action_verify(self):
        """Read the logs of the chosen companies again and say what is wrong.

        :return: a notification: whole, or the first flaw of each broken log
        """
        self.check_access("read")
        verdicts = {company: self._verify(company) for company in self.env.companies}
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("Access log"),
                "message": "\n".join(
                    self.env._(
                        "%(company)s: %(words)s",
                        company=company.name,
                        words=self._verdict_words(verdict),
                    )
                    for company, verdict in verdicts.items()
                ),
                "type": "danger"
                if any(v.kind for v in verdicts.values())
                else "success",
                "sticky": True,
            },
        }

    @system_job
    def _cron_verify(self):
        """Read every company's log again, and raise an alarm where it is not whole."""
        for company in self._companies():
            verdict = self._verify(company)
            if verdict.kind:
                # In the server's own log as well: it may lie on another machine.
                _logger.critical("Access log of company %s: %s", company.id, verdict)
                self.env["customer.dossier.access.alarm"]._raise_broken(
                    company, verdict
                )

    @api.model
    def _verify(self, company):
        """Read a company's chain, its end and its seals again; at most six queries.

        A chain may begin after the rows that a retention seal stands for.

        :return: a ``Verdict``
        """
        Seal = self.env["customer.dossier.access.seal"]
        start = Seal._retained(company)
        rows, *end = self._end(company)
        flaw = (
            self._first_flaw(company, *start)
            or self._end_flaw(company, end if rows else start)
            or Seal._flaw(company, start)
        )
        return Verdict(rows, *flaw or ())

    @api.model
    def _end(self, company):
        """:return: how many rows there are, and position and hash of the last one"""
        [found] = self.env.execute_query(
            SQL(
                """
                SELECT count(*), max(position),
                       (SELECT hash FROM customer_dossier_access_log
                         WHERE company_id = %(company)s
                         ORDER BY position DESC LIMIT 1)
                  FROM customer_dossier_access_log
                 WHERE company_id = %(company)s
                """,
                company=company.id,
            )
        )
        return found

    @api.model
    def _end_flaw(self, company, end):
        """``cut`` when the last row is not the one that was written last."""
        written = self.env.execute_query(
            SQL(
                """
                SELECT position, hash FROM customer_dossier_access_chain
                 WHERE company_id = %s
                """,
                company.id,
            )
        )
        position, link = written[0] if written else (0, GENESIS)
        if (position, link) == tuple(end):
            return None
        return "cut", min(position, end[0] + 1)

    @api.model
    def _verdict_words(self, verdict):
        words = {
            "": self.env._("whole, %(rows)s rows.", rows=verdict.rows),
            "changed": self.env._(
                "broken. Row %(row)s was changed after it was written.",
                row=verdict.position,
            ),
            "missing": self.env._(
                "broken. Row %(row)s is missing.", row=verdict.position
            ),
            "moved": self.env._(
                "broken. Row %(row)s does not follow the row before it: a row was "
                "inserted, replaced or moved.",
                row=verdict.position,
            ),
            "cut": self.env._(
                "broken. The end from row %(row)s on was cut off or replaced.",
                row=verdict.position,
            ),
            "seal": self.env._(
                "broken. Seal %(seal)s does not fit: rows under it were replaced or "
                "taken away.",
                seal=verdict.position,
            ),
        }
        return words[verdict.kind]
