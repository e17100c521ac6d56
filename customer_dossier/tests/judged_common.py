from .common import DossierCommon

# A dealer who pays in time, grows and orders in rhythm.
PROMPT = {
    "as_of": "2026-06-30",
    "first_order_date": "2023-01-10",
    "payment_index": 80.0,
    "not_due": 1000.0,
    "exposure": 700.0,
    "exposure_secured": 300.0,
    "utilisation": 55.0,
    "abc_class": "A",
    "growth_class": "growing",
    "rhythm": "on_rhythm",
}
# A dealer far behind with payments and above the limit.
LATE = {
    "as_of": "2026-06-30",
    "first_order_date": "2023-01-10",
    "payment_index": 41.0,
    "not_due": 600.0,
    "overdue": 400.0,
    "overdue_91_180": 400.0,
    "overdue_undisputed_30": 400.0,
    "oldest_overdue_days": 130,
    "exposure": 1000.0,
    "utilisation": 130.0,
    "abc_class": "C",
    "growth_class": "declining",
    "rhythm": "at_risk",
}


class JudgedCommon(DossierCommon):
    """Dossiers whose figures a test writes by hand: the judgement is what is tested."""

    def _set_figures(self, dossiers, **figures):
        dossiers.figures_id.sudo().write(figures)
        dossiers.invalidate_recordset()

    def _assess(self, figures=None, **marks):
        self._set_figures(self.dossier, **(figures or {}))
        self.dossier.sudo().write(marks)
        return self.dossier._assess()

    def _second_company_dossier(self):
        company = self._create_company("Second Distillery")
        return self._create_dossier(
            self._create_customer("Xi'an Trade"), company_id=company.id
        )
