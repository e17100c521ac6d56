from ..formulas import ageing, dso
from .oracle_sales import OracleSales


class OracleDebts(OracleSales):
    """What a customer owes, and for how many days of sales."""

    def open_figures(self, dossier):
        items = self.open_items(dossier)
        columns = ageing.spread((residual, days) for residual, days, _why in items)
        overdue = [item for item in items if item[0] > 0 and item[1] > 0]
        held = [
            (residual, days) for residual, days, disputed in overdue if not disputed
        ]
        receivable = sum(columns.values())
        months = [
            (self.sold(dossier, start, end, "amount_total_signed"), (end - start).days)
            for start, end in self.months(dossier)
        ]
        late = sum(value for key, value in columns.items() if key[0].isdigit())
        late += columns["over_365"]
        tolerance = dossier.company_id.dossier_exposure_tolerance or 0
        return {
            "receivable": receivable,
            "not_due": columns["not_due"],
            "overdue": late,
            "overdue_1_30": columns["1_30"],
            "overdue_31_60": columns["31_60"],
            "overdue_61_90": columns["61_90"],
            "overdue_91_180": columns["91_180"],
            "overdue_181_365": columns["181_365"],
            "overdue_over_365": columns["over_365"],
            "unallocated_credit": -columns["unallocated"],
            "overdue_disputed": sum(
                residual for residual, _days, why in overdue if why
            ),
            "overdue_undisputed_30": sum(
                residual for residual, days in held if days > 30
            ),
            "oldest_overdue_days": max(
                (days for residual, days in held if residual > tolerance), default=None
            ),
            "dso": self.count_back(receivable, months),
            "best_possible_dso": self.count_back(receivable - late, months),
        }

    def count_back(self, receivable, months):
        if all(sales <= 0 for sales, _days in months):
            return None
        counted = dso.dso_countback(receivable, months)
        return None if counted.exhausted else counted.dso
