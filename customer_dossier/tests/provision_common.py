from odoo import Command

from .common import appoint
from .ledger_common import LedgerCommon


class ProvisionCommon(LedgerCommon):
    """Runs over a small ledger; two credit accountants and a leader."""

    @classmethod
    def _setup_users(cls):
        super()._setup_users()
        groups = "base.group_user,customer_dossier.group_credit"
        cls.other_credit = cls._create_user("other_credit", groups)

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.other_credit.write(
            {
                "company_ids": [Command.link(cls.company.id)],
                "company_id": cls.company.id,
            }
        )
        appoint(cls.other_credit, "credit", company_id=cls.company.id)

    def _run(self, user=None, **vals):
        """A draft of a run as of the last month end."""
        return (
            self.env["customer.dossier.provision.run"]
            .with_user(user or self.credit)
            .create({"as_of": self._day(0), **vals})
        )

    def _computed(self, **vals):
        run = self._run(**vals)
        run.action_compute()
        return run

    def _approved(self, **vals):
        run = self._computed(**vals)
        run.with_user(self.other_credit).action_approve()
        return run

    def _matrix(self, basis="due", rows=((0, 0.01), (1, 0.02), (31, 0.03), (91, 0.2))):
        """Rates of the company's own."""
        return (
            self.env["customer.dossier.provision.matrix"]
            .with_user(self.credit)
            .create(
                {
                    "name": "Ours",
                    "basis": basis,
                    "rate_ids": [
                        Command.create({"first": first, "rate": rate})
                        for first, rate in rows
                    ],
                }
            )
        )

    def assertCells(self, run, expected):
        """Gross of each cell that has any, by segment and bucket."""
        found = {
            (line.segment, line.bucket): line.gross
            for line in run.line_ids
            if line.gross
        }
        self.assertEqual(found, expected)
