from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..formulas.festival import SEASON_AFTER, SEASON_BEFORE, season_window
from .customer_dossier_festival import KINDS as FESTIVALS
from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary
from .system_job import system_job

KINDS = [("temporary", "Temporary"), ("seasonal", "Every season")]


class CustomerDossierTimedLimit(models.Model):
    """More credit for a time: once, or before a festival year after year."""

    _name = "customer.dossier.timed.limit"
    _description = "Limit for a time"
    _inherit = ["customer.dossier.timed"]
    _rec_name = "reason"

    _layer_origins = ("temporary", "seasonal")
    _entered = frozenset(
        {
            *("dossier_id", "date_from", "date_until", "kind", "reason", "amount"),
            *("percent", "festival", "days_before", "days_after"),
        }
    )

    kind = fields.Selection(KINDS, required=True, default="temporary")
    reason = fields.Char(required=True, help="Why so much, and why now.")
    amount = OptionalMonetary(
        string="Raised by",
        help="Added to the agreed limit from the first to the last day.",
    )
    percent = OptionalFloat(
        string="Raised by %",
        digits=(16, 1),
        aggregator=None,
        help="Of the agreed limit, in every season. Below zero: so much less.",
    )
    festival = fields.Selection(FESTIVALS)
    days_before = fields.Integer(
        string="Days before",
        default=SEASON_BEFORE,
        help="So many days before the festival it begins.",
    )
    days_after = fields.Integer(
        string="Days after",
        default=SEASON_AFTER,
        help="So many days it lasts from the festival on.",
    )
    next_from = fields.Date(
        string="Season from",
        compute="_compute_season",
        help="The next one, or this one.",
    )
    next_until = fields.Date(string="Season until", compute="_compute_season")

    _days_sane = models.Constraint(
        "CHECK (days_before BETWEEN 0 AND 180 AND days_after BETWEEN 0 AND 180)",
        "A season has at most 180 days before its festival and 180 after it.",
    )

    @api.constrains("kind", "amount", "percent", "festival", "date_until")
    def _check_made(self):
        for limit in self:
            if limit.dossier_id.agreed_mode != "limit":
                raise ValidationError(
                    self.env._(
                        "%(dossier)s has no credit limit that could be raised. Agree on "
                        "the credit mode Limit first.",
                        dossier=limit.dossier_id.display_name,
                    )
                )
            if not limit._is_complete():
                raise ValidationError(
                    self.env._(
                        "A temporary limit is raised by an amount and has a last day. A "
                        "seasonal one changes by -100 to 200 percent and names its "
                        "festival."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Raise limits for a time.

        :raises UserError: credit terms change by request only in that company
        """
        limits = super().create(vals_list)
        if not self.env.su:
            for limit in limits:
                limit.dossier_id._check_by_request()
        return limits

    def _is_complete(self):
        if self.kind == "temporary":
            return (self.amount or 0) > 0 and bool(self.date_until)
        percent = self.percent or 0
        days = self.days_before + self.days_after
        return -100 <= percent <= 200 and percent and self.festival and days

    @api.depends("kind", "festival", "days_before", "days_after", "date_until")
    def _compute_season(self):
        festivals = self._festivals_of(self)
        for limit in self:
            season = limit._next_season(festivals)
            limit.next_from = season and season.start
            limit.next_until = season and season.end - timedelta(days=1)

    @api.model
    def _festivals_of(self, limits):
        if "seasonal" not in limits.mapped("kind"):
            return {}
        return self.env["customer.dossier"]._festival_dates()

    def _next_season(self, festivals):
        """The season under way, or the next one whose festival is in the calendar.

        :return: ``formulas.festival.Window``, or None: none is left until its last day
        """
        if self.kind != "seasonal" or not self.festival:
            return None
        today = (self.company_id or self.env.company)._dossier_today()
        dates = festivals.get(self.festival, {})
        for year in sorted(dates):
            season = season_window(dates, year, self.days_before, self.days_after)
            begun = max(season.start, self.date_from or season.start)
            if season.end > max(today, begun):
                late = self.date_until and self.date_until < begun
                return None if late else season._replace(start=begun)
        return None

    def _layer_vals(self):
        vals = {"origin": self.kind, "why": self.reason}
        if self.kind == "temporary":
            days = {"date_from": self.date_from, "date_until": self.date_until}
            return {**vals, **days, "kind": "limit_amount", "amount": self.amount}
        if not self.next_from:
            return None
        last = min(filter(None, (self.next_until, self.date_until)))
        return {
            **vals,
            "kind": "limit_percent",
            "percent": self.percent,
            "date_from": self.next_from,
            "date_until": last,
        }

    @system_job
    def _cron_turn(self):
        """Take off what is over, and lay the next season of the seasonal limits.

        A dossier whose revision is overdue waits: its credit is not raised.
        """
        self._lift_over()
        self.env["customer.dossier.insurance"]._lift_over()
        seasonal = self.search(
            Domain("kind", "=", "seasonal") & Domain("called_off", "=", False)
        )
        laid = {*seasonal._layers().mapped("origin_ref")}
        waiting = seasonal.filtered(
            lambda one: one.id not in laid and one.dossier_id.is_current
        )
        waiting._lay()
