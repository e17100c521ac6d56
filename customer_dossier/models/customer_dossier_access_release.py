import json
import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

# How long after it was released the addon may be uninstalled.
HOURS = 24


class CustomerDossierAccessLog(models.Model):
    """Letting go of the log as a whole: when the addon is uninstalled, and not before."""

    _inherit = "customer.dossier.access.log"

    @api.model
    def _release(self, reason):
        """Put on record, in every company, that the addon may be uninstalled.

        The log is sealed and verified first, and leaders and auditors are told.

        :param reason: why, in the words of the current user
        :return: what the logs held at that moment, as ``_anchors`` gives it
        """
        # sudo: who may do this need not read the log; counts and hashes are all that
        # leaves this method, and it is on record who asked for them.
        system = self.sudo()
        companies = system._companies()
        for company in companies:
            system.env["customer.dossier.access.seal"]._seal_new(company)
        anchors = system._anchors()
        self._record(
            "released",
            self.env["customer.dossier"],
            purpose=reason,
            companies=companies.ids,
            detail=json.dumps(anchors, ensure_ascii=False),
        )
        system.env["customer.dossier.access.alarm"]._raise_released(self.env.user)
        system._shout(f"released for uninstalling by {self.env.user.login}")
        return anchors

    @api.model
    def _anchors(self):
        """Where each company's log and seals end, and whether they are whole.

        :return: a list of dicts that a person can write down and a program can compare
        """
        return [
            {
                "company": company.name,
                "rows": verdict.rows,
                "verdict": verdict.kind or "whole",
                **self._ends(company),
            }
            for company in self._companies()
            for verdict in [self._verify(company)]
        ]

    @api.model
    def _ends(self, company):
        own = Domain("company_id", "=", company.id)
        row = self.search(own, limit=1)
        seal = self.env["customer.dossier.access.seal"].search(own, limit=1)
        return {
            "last_row": row.position,
            "last_hash": row.hash or "",
            "last_seal": seal.position,
            "last_seal_hash": seal.hash or "",
        }

    @api.model
    def _shout(self, event):
        """Say it in the server's own log as well: it may lie on another machine."""
        _logger.warning("Access log %s: %s", event, self._anchors())

    @api.model
    def _check_released(self):
        """:raises UserError: there is a log, and nobody has released it of late"""
        # sudo: whoever uninstalls need not read the log; yes or no is all that is told.
        system = self.sudo()
        since = fields.Datetime.now() - timedelta(hours=HOURS)
        released = Domain("action", "=", "released") & Domain("at", ">=", since)
        if system.search_count([], limit=1) and not system.search_count(released):
            raise UserError(
                self.env._(
                    "The customer archive keeps a record of who read what, and it would "
                    "be lost. Release it first: Customer Dossier, Trust, Release for "
                    "uninstalling. That is on record, and holds for %(hours)s hours.",
                    hours=HOURS,
                )
            )
