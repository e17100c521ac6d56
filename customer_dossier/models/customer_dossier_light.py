from odoo import models

from ..formulas.light import Credit, light


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _light(self):
        """The traffic light of these dossiers, from their stored figures.

        Advice for a conversation, not a decision: whoever holds or releases an order
        asks the exposure engine live.

        :return: ``{dossier id: formulas.light.Light}``; no query beside reading, and
            those of the limits that some share with others
        """
        left = self._group_headrooms()
        return {
            dossier.id: light(dossier._credit(left.get(dossier.id))) for dossier in self
        }

    def _credit(self, group_headroom):
        """What the light looks at; before the first figures nothing is known."""
        known = bool(self.as_of)
        limited = known and self.credit_mode == "limit"
        return Credit(
            credit_mode=self.credit_mode,
            headroom=self.credit_limit - self.exposure if limited else None,
            utilisation=None if self.utilisation is False else self.utilisation,
            oldest_overdue_days=self.oldest_overdue_days if known else None,
            rating=self.rating or None,
            stopped=self.insolvent or self.lawsuit or self.blocked,
            group_headroom=group_headroom,
        )
