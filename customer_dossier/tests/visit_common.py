from odoo.tests import freeze_time

from .ledger_common import NOW, LedgerCommon

NOTHING_FOUND = "Nothing new."


class VisitCommon(LedgerCommon):
    """An active dossier of a grade, in a company of its own, at noon in China."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Visit = cls.env["customer.dossier.visit"]
        cls.grade = cls.env["customer.dossier.grade"].create(
            {
                "name": "Visited",
                "code": "visited",
                "visit_days": 30,
                "visit_kind": "planned",
                "visit_ask": "Is the stock there?",
            }
        )
        with freeze_time(NOW):
            # Others of the database are none of these tests' business.
            cls.env["customer.dossier"].search([]).write({"grade_id": False})
            cls.dossier.write({"state": "active", "grade_id": cls.grade.id})
        cls.dossier.partner_id.user_id = cls.contributor

    def _run(self):
        """What the job does, without the server's commits."""
        self.Visit._turn()
        self.env.invalidate_all()

    def _visits(self, state=None):
        visits = self.dossier.visit_ids.sudo().sorted("id")
        return visits.filtered(lambda one: state in (None, one.state))

    def _plan(self, user=None, **vals):
        return self.Visit.with_user(user or self.account_manager).create(
            {
                "dossier_id": self.dossier.id,
                "day": self._day(0),
                "visitor_id": self.contributor.id,
                **vals,
            }
        )

    def _report(self, visit, **vals):
        visit.write({"report": NOTHING_FOUND, **vals})
        visit.action_done()
