from .measure_common import MeasureCommon


class OverviewCommon(MeasureCommon):
    """Dealers of every grade, with figures that a test writes by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grades = {
            code: cls.env.ref(f"customer_dossier.grade_{code}")
            for code in ("key", "special", "general")
        }
        cls.dossier.sudo().next_revision_date = "2026-08-30"

    def _dossiers(self, count, grade=None, **figures):
        customers = self.env["res.partner"].create(
            [{"name": f"Dealer {n}", "is_company": True} for n in range(count)]
        )
        dossiers = self.env["customer.dossier"].create(
            [
                {
                    "partner_id": customer.id,
                    "archivist_id": self.archivist.id,
                    "account_manager_id": self.account_manager.id,
                    "credit_mode": "unlimited",
                }
                for customer in customers
            ]
        )
        dossiers.sudo().grade_id = grade and self.grades[grade]
        self._set_figures(dossiers, **figures)
        return dossiers

    def _hold(self, dossier):
        return self.env["customer.dossier.hold"].create(
            {
                "dossier_id": dossier.id,
                "order_number": "S00042",
                "held_on": "2026-06-29 08:00:00",
                "amount": 10,
                "overdue": 0,
            }
        )
