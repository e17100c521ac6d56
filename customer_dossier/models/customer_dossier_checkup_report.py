from odoo import models

from ..formulas.quality import overall
from .customer_dossier_quality import GIVEN_PREFIX


class CustomerDossierCheckup(models.Model):
    """Writing down what a check-up found."""

    _inherit = "customer.dossier.checkup"

    def _freeze(self):
        """Keep the state of every section, the whole, and the defects; once for all."""
        # sudo: the report counts all sections; each result is read with the rights to
        # its own section. Whoever finishes keeps this dossier.
        checkup = self.sudo()
        qualities = checkup.dossier_id._quality()[self.dossier_id.id]
        sheets = checkup.env["customer.dossier.sheet"].browse(qualities)
        Result = checkup.env["customer.dossier.checkup.result"]
        Result._append([self._result_row(s, qualities[s.id]) for s in sheets])
        Defect = checkup.env["customer.dossier.checkup.defect"]
        Defect._append(
            [row for s in sheets for row in self._defect_rows(s, qualities[s.id])]
        )
        self._end("finished", overall(qualities.values()))
        self.invalidate_recordset(["result_ids", "defect_ids"])

    def _row(self, sheet):
        return {
            "checkup_id": self.id,
            "dossier_id": self.dossier_id.id,
            "company_id": self.company_id.id,
            "sheet_id": sheet.id,
            "section_id": sheet.section_id.id,
        }

    def _result_row(self, sheet, quality):
        return {
            **self._row(sheet),
            "quality": quality.state,
            "filled_count": quality.filled,
            "applicable_count": quality.applicable,
            "freshness": quality.freshness,
            "verification": quality.verification,
        }

    def _defect_rows(self, sheet, quality):
        """At most one row for each kind of defect of a section."""
        names = sheet._to_fill(quality.missing)
        counts = {
            "missing": len(names),
            "unverified": quality.unverified,
            "stale": quality.stale,
        }
        return [
            {
                **self._row(sheet),
                "kind": kind,
                "count": count,
                "items": names if kind == "missing" else [],
            }
            for kind, count in counts.items()
            if count
        ]


class CustomerDossierSheet(models.Model):
    _inherit = "customer.dossier.sheet"

    def _to_fill(self, missing):
        """Those of the missing items that people can fill in; the books fill theirs."""
        given = (
            self.env["customer.dossier"]._given_facts().get(self.section_id.code, {})
        )
        books = {
            f"{GIVEN_PREFIX}{name}" for name, fact in given.items() if not fact.by_hand
        }
        return [name for name in missing if name not in books]
