from odoo import models

from ..formulas.light import Credit, light
from .customer_dossier import HARD_MARKS

#: The fields of a dossier that its light looks at.
CREDIT_FACTS = (
    *("as_of", "credit_mode", "credit_limit", "exposure", "utilisation"),
    *("oldest_overdue_days", "rating", *HARD_MARKS),
)


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
        return {one.id: light(credit(one, left.get(one.id))) for one in self}


def credit(facts, group_headroom=None):
    """What the light looks at; before the first figures nothing is known.

    :param facts: ``CREDIT_FACTS`` by name: a dossier, or a row of the database
    :param group_headroom: what is left of a limit shared with others
    :return: ``formulas.light.Credit``
    """
    known = bool(facts["as_of"])
    limited = known and facts["credit_mode"] == "limit"
    headroom = (facts["credit_limit"] or 0.0) - (facts["exposure"] or 0.0)
    used = facts["utilisation"]
    return Credit(
        credit_mode=facts["credit_mode"],
        headroom=headroom if limited else None,
        utilisation=None if used is False else used,
        oldest_overdue_days=(facts["oldest_overdue_days"] or 0) if known else None,
        rating=facts["rating"] or None,
        stopped=any(facts[mark] for mark in HARD_MARKS),
        group_headroom=group_headroom,
    )
