from itertools import starmap
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

SHOWN = 20  # flaws that one message names


class Flaw(NamedTuple):
    """The first link of a dossier's chain that is not what was approved."""

    dossier: int
    kind: str
    version: int
    page: str | None = None


class CustomerDossierVersion(models.Model):
    """Finding out whether approved revisions are still what was approved."""

    _inherit = "customer.dossier.version"

    def action_verify(self):
        """Read the chains of the chosen versions' dossiers again.

        All dossiers of the user's companies, where no version is chosen.

        :raises AccessError: not a leader's or an auditor's to ask
        :return: a notification: whole, or the first broken link of each dossier
        """
        self.check_access("read")
        if not self._is_cleared("export"):
            raise self._make_refusal("export")
        companies = self.company_id or self.env.companies
        every = self or self.search([("company_id", "in", companies.ids)])
        # sudo: which dossiers these versions are of stands on the versions.
        flaws = self._verify(companies, self.sudo().dossier_id)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("Approved revisions"),
                "message": self._flaws_text(flaws, len(every)),
                "type": "danger" if flaws else "success",
                "sticky": True,
            },
        }

    @api.model
    def _verify(self, companies, dossiers=None):
        """Compute all hashes of approved revisions again; three queries.

        :param dossiers: those of the companies to look at; all of them if not given
        :return: list of :class:`Flaw`, the first of each broken dossier
        """
        found = {}
        chains = self._chains(companies, dossiers)
        of_chains = starmap(Flaw, self._flaws(chains))
        of_pages = self._page_flaws(chains)
        for flaw in sorted([*of_chains, *of_pages], key=lambda one: one.version):
            found.setdefault(flaw.dossier, flaw)
        return list(found.values())

    @api.model
    def _chains(self, companies, dossiers):
        """Ids of the dossiers that have, or ought to have, an approved revision.

        Read from both tables: what was taken out of one is still in the other.
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT dossier_id FROM customer_dossier_version
                 WHERE company_id = ANY(%(companies)s)
                 UNION
                SELECT dossier_id FROM customer_dossier_revision
                 WHERE company_id = ANY(%(companies)s)
                """,
                companies=companies.ids,
            )
        )
        chosen = set(dossiers.ids) if dossiers else None
        return [row[0] for row in rows if chosen is None or row[0] in chosen]

    @api.model
    def _page_flaws(self, dossiers):
        """Where revisions and pages are not those that their versions seal.

        :return: list of :class:`Flaw`: a sealed revision without version
            (``unsealed``), other signatures (``signed``), a page that is not there
            (``page_missing``), is new (``page_added``) or differs (``page_changed``)
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT r.dossier_id, v.position, v.id IS NULL,
                       r.state NOT IN ('approved', 'superseded')
                       OR r.name <> v.number OR v.signatures <> %(signatures)s,
                       v.pages, %(pages)s, r.number
                  FROM customer_dossier_revision r
                  LEFT JOIN customer_dossier_version v ON v.revision_id = r.id
                 WHERE r.dossier_id = ANY(%(dossiers)s)
                   AND (v.id IS NOT NULL OR r.sealed)
                """,
                signatures=self._signatures_sql(),
                pages=self._pages_sql(),
                dossiers=list(dossiers),
            )
        )
        return [flaw for row in rows if (flaw := _page_flaw(*row))]

    @api.model
    def _flaws_text(self, flaws, count):
        """The verdict in the reader's words; numbers of dossiers, and no content."""
        if not flaws:
            return self.env._("Whole: %(count)s versions.", count=count)
        # sudo: the number of a dossier is on its version as well.
        Dossier = self.env["customer.dossier"].sudo()
        lines = [
            self.env._(
                "%(dossier)s, version %(version)s: %(words)s",
                dossier=Dossier.browse(flaw.dossier).exists().name or flaw.dossier,
                version=flaw.version,
                words=self._flaw_words(flaw),
            )
            for flaw in flaws[:SHOWN]
        ]
        if len(flaws) > SHOWN:
            lines.append(self.env._("And %(more)s more.", more=len(flaws) - SHOWN))
        return "\n".join(lines)

    @api.model
    def _flaw_words(self, flaw):
        words = {
            "missing": self.env._("it is missing."),
            "moved": self.env._("it does not follow the one before it."),
            "changed": self.env._("its seal was changed."),
            "unsealed": self.env._("a revision is in force without a seal."),
            "signed": self.env._("its revision or a signature was changed."),
            "page_missing": self.env._("page %(page)s is missing.", page=flaw.page),
            "page_added": self.env._("page %(page)s was added.", page=flaw.page),
            "page_changed": self.env._("page %(page)s was changed.", page=flaw.page),
        }
        return words[flaw.kind]


def _page_flaw(dossier, version, unsealed, signed, sealed, found, number):
    if unsealed:
        return Flaw(dossier, "unsealed", number)
    if signed:
        return Flaw(dossier, "signed", version)
    then, now = dict(sealed or ()), dict(found or ())
    for code in sorted({*then, *now}):
        if then.get(code) != now.get(code):
            kind = "page_missing" if code not in now else "page_changed"
            kind = "page_added" if code not in then else kind
            return Flaw(dossier, kind, version, code)
    return None
