from datetime import timedelta

from odoo import models

# Days that the owner has to look at a signal.
DEADLINES = {"high": 1, "medium": 3, "low": 7}


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
        for signal in looked_for - ended:
            signal.write(
                {
                    "evidence": found[signal.rule_id, signal.dossier_id],
                    "kind": signal.rule_id.kind,
                    "last_seen": signal.company_id._dossier_today(),
                }
            )
        ended._close("ended")

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
