from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ..words import worded
from .called import is_id, shown

_lt = LazyTranslate(__name__)

#: How far the cockpit looks back: code -> (label, span). The first is the cycle of
#: revisions, in which it looks when nobody chooses.
PERIODS = {
    "cycle": (_lt("2 months"), relativedelta(months=2)),
    "half": (_lt("6 months"), relativedelta(months=6)),
    "year": (_lt("12 months"), relativedelta(months=12)),
}
#: Fields of a dossier that the cockpit is narrowed by.
NARROWED_BY = ("territory_id", "account_manager_id")


class CustomerDossierOverview(models.AbstractModel):
    """What narrows the cockpit, as it comes from a client that may send anything."""

    _inherit = "customer.dossier.overview"

    @api.model
    def _check_filters(self, filters):
        """:return: the filters, each of them set: an id or False; a code of PERIODS
        :raises ValidationError: names the filter that makes no sense
        """
        if not isinstance(filters, dict | None):
            self._refuse_filter("filters", filters)
        given = {
            name: value
            for name, value in (filters or {}).items()
            if value not in (None, False)
        }
        period = given.pop("period", next(iter(PERIODS)))
        if not isinstance(period, str) or period not in PERIODS:
            self._refuse_filter("period", period)
        checked = {"period": period}
        for name in NARROWED_BY:
            value = checked[name] = given.pop(name, False)
            if value is not False and not is_id(value):
                self._refuse_filter(name, value)
        for name in given:
            self._refuse_filter(name, given[name])
        return checked

    @api.model
    def _refuse_filter(self, name, value):
        raise ValidationError(
            self.env._(
                "The cockpit cannot be narrowed by %(name)s = %(value)s. Choose from its "
                "own lists, or reload the page.",
                name=shown(name),
                value=shown(value),
            )
        )

    @api.model
    def _narrowed(self, checked):
        """:return: ``Domain`` of the dossiers that the cockpit is about"""
        return Domain("state", "!=", "closed") & Domain.AND(
            Domain(name, "=", checked[name]) for name in NARROWED_BY if checked[name]
        )

    @api.model
    def _since(self, checked):
        """:return: the first day of the period"""
        _label, span = PERIODS[checked["period"]]
        return self.env.company._dossier_today() - span

    @api.model
    def _choices(self):
        """What each filter can be set to, among the dossiers that the user reads.

        :return: ``{filter: [[value, label], ...]}``; two queries for each field
        """
        Dossier = self.env["customer.dossier"]
        choices = {
            "period": [
                [code, worded(self.env, label)] for code, (label, _) in PERIODS.items()
            ]
        }
        for name in NARROWED_BY:
            groups = Dossier._read_group(
                self._narrowed(dict.fromkeys(NARROWED_BY)), [name]
            )
            choices[name] = [[one.id, one.display_name] for [one] in groups if one]
        return choices
