from collections.abc import Callable
from typing import Any, NamedTuple

from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

LONG_OVERDUE_DAYS = 90


class CapCondition(NamedTuple):
    """A fact that a good score cannot outweigh.

    :param label: lazy words, said as the reason of the cap.
    :param holds: ``(dossier, raws) -> bool``; what is unknown does not hold.
    :param hard: a hard trigger: acts at once, and even where too little is known.
    """

    label: Any
    holds: Callable
    hard: bool = False


CAP_CONDITIONS = {
    "insolvent": CapCondition(
        _lt("insolvent, stopped for long, or evading debts"),
        lambda dossier, _raws: dossier.insolvent,
        hard=True,
    ),
    "lawsuit": CapCondition(
        _lt("in court over what they owe us"),
        lambda dossier, _raws: dossier.lawsuit,
        hard=True,
    ),
    "blocked": CapCondition(
        _lt("we no longer supply them"),
        lambda dossier, _raws: dossier.blocked,
        hard=True,
    ),
    "long_overdue": CapCondition(
        _lt("a debt is more than 90 days overdue"),
        lambda _dossier, raws: (raws["oldest_overdue"] or 0) > LONG_OVERDUE_DAYS,
    ),
    "distress": CapCondition(
        _lt("the last balance sheet shows distress"),
        lambda _dossier, raws: (
            raws["z2_zone"] == "distress"
            or (raws["equity"] is not None and raws["equity"] <= 0)
        ),
    ),
    "key_documents": CapCondition(
        _lt("key documents are missing"),
        lambda dossier, _raws: dossier.key_documents == "missing",
    ),
    "new_customer": CapCondition(
        _lt("a new customer"),
        lambda dossier, _raws: dossier.growth_class in ("new", "prospect"),
    ),
}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _cap_conditions(self):
        """Every condition that a scorecard may cap: ``{code: CapCondition}``."""
        return dict(CAP_CONDITIONS)

    def _conditions_met(self, raws):
        """Codes of the conditions that hold for one dossier.

        :param raws: its raw values by data point, from ``_raw_values``
        """
        self.ensure_one()
        return [
            code
            for code, condition in self._cap_conditions().items()
            if condition.holds(self, raws)
        ]
