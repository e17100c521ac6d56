from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .customer_dossier_revision import OPEN
from .customer_dossier_signal_rule import SEVERITIES

#: So many days ahead a revision or the end of a clearance is told.
REVISION_DAYS, CLEARANCE_DAYS = 14, 60
#: From these days on what is overdue asks for somebody, as on the ladder of sanctions.
LATE_DAYS = 30
OVER_LIMIT = Domain("utilisation", ">", 100) | (
    Domain("credit_mode", "=", "limit")
    & Domain("credit_limit", "=", 0)
    & Domain("exposure", ">", 0)
)


class CustomerDossierOverview(models.AbstractModel):
    """The tiles of the cockpit: a title, a main entry, and a few beside it."""

    _inherit = "customer.dossier.overview"

    @api.model
    def _tile(self, name, title, main, *more):
        return {"name": name, "title": title, "main": main, "more": [*more]}

    @api.model
    def _money_tiles(self, domain, sums):
        """Exposure with the use of limits, and what is overdue; three queries."""
        return [self._exposure_tile(domain, sums), self._overdue_tile(domain, sums)]

    @api.model
    def _exposure_tile(self, domain, sums):
        Dossier, limits = self.env["customer.dossier"], sums["credit_limit"]
        used = limits and round(100 * sums["limited_exposure"] / limits)
        limited = domain & Domain("credit_mode", "=", "limit")
        return self._tile(
            "exposure",
            self.env._("Exposure"),
            self._summed(domain, sums, "exposure"),
            self._entry(
                self.env._("of the limits used"), used, Dossier, limited, kind="percent"
            ),
            self._counted(
                self.env._("over the limit"), domain & OVER_LIMIT, urgent=True
            ),
        )

    @api.model
    def _overdue_tile(self, domain, sums):
        return self._tile(
            "overdue",
            self.env._("Overdue"),
            self._summed(domain, sums, "overdue"),
            self._counted(self.env._("customers"), domain & Domain("overdue", ">", 0)),
            self._counted(
                self.env._("longer than 30 days"), self._late(domain), urgent=True
            ),
        )

    @api.model
    def _summed(self, domain, sums, field):
        records = self.env["customer.dossier"]
        return self._amount(
            "", sums[field], records, self._having(domain, field), field
        )

    @api.model
    def _counted(self, label, domain, urgent=False):
        """How many customers there are; one query."""
        Dossier = self.env["customer.dossier"]
        count = Dossier.search_count(domain)
        return self._entry(label, count, Dossier, domain, alert=urgent and bool(count))

    @api.model
    def _late(self, domain):
        return domain & Domain("oldest_overdue_days", ">", LATE_DAYS)

    @api.model
    def _having(self, domain, field):
        return domain & Domain(field, "!=", 0)

    @api.model
    def _tiles_about(self, domain):
        """Revisions, signals, held orders, clearances, as far as the user reads them."""
        tiles = (
            ("customer.dossier.revision", self._revision_tile),
            ("customer.dossier.signal", self._signal_tile),
            ("customer.dossier.hold", self._hold_tile),
            ("customer.dossier.clearance", self._clearance_tile),
        )
        return [
            tile(self.env[model], self._about(domain))
            for model, tile in tiles
            if self.env[model].has_access("read")
        ]

    @api.model
    def _about(self, domain):
        """The records about these dossiers; all that the user reads without dossiers."""
        if domain.is_true():
            return domain
        return Domain("dossier_id", "any", domain)

    @api.model
    def _revision_tile(self, Revision, about):
        today = self.env.company._dossier_today()
        soon = (
            about
            & Domain("state", "in", OPEN)
            & self._until("planned_date", today + timedelta(days=REVISION_DAYS))
        )
        lapsed = soon & self._until("planned_date", today - timedelta(days=1))
        count = Revision.search_count(lapsed)
        return self._tile(
            "revisions",
            self.env._("Revisions due"),
            self._entry("", Revision.search_count(soon), Revision, soon),
            self._entry(
                self.env._("lapsed"), count, Revision, lapsed, alert=bool(count)
            ),
        )

    @api.model
    def _until(self, field, day):
        return Domain(field, "<=", fields.Date.to_string(day))

    @api.model
    def _signal_tile(self, Signal, about):
        """One query: the gravest first."""
        opened = about & Domain("state", "!=", "closed")
        counts = dict(Signal._read_group(opened, ["severity"], ["__count"]))
        words = dict(Signal._fields["severity"]._description_selection(self.env))
        return self._tile(
            "signals",
            self.env._("Open signals"),
            self._entry("", sum(counts.values()), Signal, opened),
            *(
                self._entry(
                    words[code].lower(),
                    counts.get(code, 0),
                    Signal,
                    opened & Domain("severity", "=", code),
                    alert=code == "high" and code in counts,
                )
                for code, _label in reversed(SEVERITIES)
            ),
        )

    @api.model
    def _hold_tile(self, Hold, about):
        held = about & Domain("state", "=", "open")
        [[count, amount]] = Hold._read_group(
            held, [], ["__count", "amount:sum_currency"]
        )
        return self._tile(
            "holds",
            self.env._("Held orders"),
            self._entry("", count, Hold, held, alert=bool(count)),
            self._amount(self.env._("waiting"), amount, Hold, held, "amount"),
        )

    @api.model
    def _clearance_tile(self, Clearance, about):
        """Appointments are about people, so that no filter narrows them."""
        today = self.env.company._dossier_today()
        ending = Domain("state", "=", "in_force") & self._until(
            "date_to", today + timedelta(days=CLEARANCE_DAYS)
        )
        count = Clearance.search_count(ending)
        standing = Domain("state", "=", "in_force")
        return self._tile(
            "clearances",
            self.env._("Clearances lapsing"),
            self._entry("", count, Clearance, ending, alert=bool(count)),
            self._entry(
                self.env._("in force"),
                Clearance.search_count(standing),
                Clearance,
                standing,
            ),
        )
