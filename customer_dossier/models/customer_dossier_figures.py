from odoo import api, fields, models

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary
from .roles import READ_ALONG

GROWTH_CLASSES = [
    ("prospect", "Never sold"),
    ("new", "New"),
    ("reactivated", "Reactivated"),
    ("fast_growing", "Fast growing"),
    ("growing", "Growing"),
    ("stable", "Stable"),
    ("declining", "Declining"),
    ("fast_declining", "Fast declining"),
    ("lost", "Lost"),
]
RHYTHMS = [
    ("insufficient", "Too few orders"),
    ("on_rhythm", "On rhythm"),
    ("late", "Late"),
    ("at_risk", "At risk"),
    ("lost", "Lost"),
]
# A portfolio of fewer than 25 customers has three bins.
BINS = [(str(place), str(place)) for place in range(1, 6)]
ABC_CLASSES = [("A", "A"), ("B", "B"), ("C", "C"), ("N", "No sales")]


class CustomerDossierFigures(models.Model):
    """Numbers derived from the ledger and from the sections: one narrow row per dossier.

    Written by set-based SQL only (``_refresh_figures``). A row is never the base
    of a decision: decisions ask the exposure engine live.
    """

    _name = "customer.dossier.figures"
    _description = "Customer figures"
    _inherit = ["customer.dossier.cleared"]
    _rec_name = "as_of"
    _log_access = False

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_ids"
    _dossier_section = "figures"

    dossier_ids = fields.One2many(
        "customer.dossier",
        "figures_id",
        string="Dossiers",
        context={"active_test": False},
    )
    currency_id = fields.Many2one("res.currency", required=True, ondelete="restrict")
    as_of = fields.Date(string="Figures as of", help="The day these figures describe.")
    computed_at = fields.Datetime(string="Figures computed at")

    turnover = fields.Monetary(
        string="Turnover 12 months",
        help="Untaxed invoices less credit notes of the last 12 months.",
    )
    turnover_prior = fields.Monetary(
        string="Turnover 12 months before",
        help="The same for the 12 months before those.",
    )
    growth = OptionalFloat(
        string="Growth %",
        aggregator=None,
        digits=(16, 1),
        help="Change of turnover against the 12 months before.",
    )
    growth_class = fields.Selection(
        GROWTH_CLASSES,
        string="Growth class",
        help="Growth by class; lost means silent against the own rhythm.",
    )
    season_turnover = fields.Monetary(
        string="Season turnover",
        help="Turnover of the last 60 days, counted by their distance to the festival.",
    )
    season_turnover_prior = fields.Monetary(
        string="Season turnover a year before",
        help="Turnover of the same days around the same festival a year before.",
    )
    abc_class = fields.Selection(
        ABC_CLASSES, string="ABC", help="Share of the company's turnover: A first 80 %."
    )
    recency = fields.Selection(
        BINS, help="How lately they ordered among all: 5 is best."
    )
    frequency = fields.Selection(
        BINS, help="How often they order among all: 5 is best."
    )
    monetary = fields.Selection(
        BINS, string="Monetary value", help="How much they buy among all: 5 is best."
    )
    sales_share = OptionalFloat(
        string="Share of our sales %",
        digits=(16, 1),
        help="Turnover of 12 months in percent of the company's.",
    )
    receivable_share = OptionalFloat(
        string="Share of our receivable %",
        digits=(16, 1),
        help="What they owe in percent of what all customers owe.",
    )
    territory_share = OptionalFloat(
        string="Share of the territory %",
        digits=(16, 1),
        help="Turnover of 12 months in percent of what all dealers of the territory "
        "bought.",
    )
    order_count = fields.Integer(
        string="Orders 12 months",
        help="Confirmed orders, and invoices that come from no order.",
    )
    first_order_date = fields.Date(string="First order")
    last_order_date = fields.Date(string="Last order")
    last_order_amount = OptionalMonetary(
        string="Last order amount", help="Untaxed, what was ordered on that day."
    )
    order_anomaly = OptionalFloat(
        string="Last order, deviation",
        aggregator=None,
        digits=(16, 1),
        help="How far the last order lies from the usual ones of the same season, as a "
        "robust score: beyond 3.5 or below -3.5 it does not look like this customer.",
    )
    rhythm = fields.Selection(
        RHYTHMS, help="Days since the last order against the usual interval."
    )
    rhythm_ratio = OptionalFloat(string="Rhythm ratio", aggregator=None, digits=(16, 2))

    receivable = fields.Monetary(
        help="What the customer owes by the ledger: open items less unallocated credit."
    )
    not_due = fields.Monetary(string="Not due")
    overdue = fields.Monetary(help="Open items whose due date is before today.")
    overdue_1_30 = fields.Monetary(string="Overdue 1-30")
    overdue_31_60 = fields.Monetary(string="Overdue 31-60")
    overdue_61_90 = fields.Monetary(string="Overdue 61-90")
    overdue_91_180 = fields.Monetary(string="Overdue 91-180")
    overdue_181_365 = fields.Monetary(string="Overdue 181-365")
    overdue_over_365 = fields.Monetary(string="Overdue > 365")
    overdue_disputed = fields.Monetary(
        string="Disputed",
        help="Overdue invoices marked No Follow-Up: owed, but not held against them.",
    )
    overdue_undisputed_30 = fields.Monetary(
        string="Overdue > 30, undisputed",
        help="What the scorecard and the signals hold against the customer.",
    )
    oldest_overdue_days = fields.Integer(
        string="Oldest overdue (days)",
        aggregator="max",
        help="Invoices marked No Follow-Up (disputed) are left out, and open amounts too "
        "small to count, if the settings name one.",
    )
    arrears = fields.Float(
        string="Arrears (amount × days)",
        digits=(16, 0),
        help="Every undisputed overdue amount times its days overdue.",
    )
    unallocated_credit = fields.Monetary(
        string="Unallocated credit",
        help="Payments and credit notes not yet matched with an invoice.",
    )

    days_beyond_terms = OptionalFloat(
        string="Days beyond terms",
        aggregator="avg",
        digits=(16, 1),
        help="Days paid after the due date, weighted by amount; open overdue included, "
        "invoices marked No Follow-Up (disputed) left out. Empty with too little history.",
    )
    payment_index = OptionalFloat(
        string="Payment index",
        aggregator="avg",
        # One decimal: 79.6 is not paid in time, and scores so.
        digits=(16, 1),
        help="1 to 100; 80 means paid on the due date, 50 about 30 days late.",
    )
    late_days_recent = OptionalFloat(
        string="Days late, 3 months",
        aggregator=None,
        digits=(16, 1),
        help="How late the money of the last three months came in, weighted by amount.",
    )
    late_days_before = OptionalFloat(
        string="Days late, 9 months before",
        aggregator=None,
        digits=(16, 1),
        help="The same for the nine months before those.",
    )
    dso = OptionalFloat(
        string="DSO (count-back)",
        aggregator="avg",
        digits=(16, 1),
        help="Days of newest sales that the receivable stands for. Empty when the "
        "sales of two years do not make it up.",
    )
    best_possible_dso = OptionalFloat(
        string="Best possible DSO",
        aggregator="avg",
        digits=(16, 1),
        help="The same if nothing were overdue.",
    )

    exposure_receivable = fields.Monetary(
        string="Open receivable", help="Open items, disputed ones included."
    )
    exposure_delivered = fields.Monetary(string="Delivered, not invoiced")
    exposure_ordered = fields.Monetary(string="Ordered, not delivered")
    exposure_draft = fields.Monetary(
        string="Draft invoices", help="Being prepared; no longer among the orders."
    )
    exposure_special = fields.Monetary(string="Plus special liabilities")
    exposure_credit = fields.Monetary(string="Less unallocated credit")
    exposure_secured = fields.Monetary(string="Less deposits and guarantees")
    exposure = fields.Monetary(
        help="What we would lose today if the customer never paid again."
    )
    utilisation = OptionalFloat(
        string="Utilisation %",
        aggregator=None,
        digits=(16, 1),
        help="Exposure as a share of the credit limit; empty without a limit.",
    )

    @api.model
    def _clearance_domain(self, operation, roles=None):
        """The figures of the dossiers that the user reads.

        Whoever writes a dossier is asked for its figures' rows as well, since the
        dossier delegates to them; the figures themselves nobody may write.
        """
        inside = "export" if operation == "export" else "read"
        return super()._clearance_domain(inside, roles)

    def _noted_dossiers(self):
        # sudo: ids of dossiers go into the log, and nowhere else.
        dossiers = self.env["customer.dossier"].sudo().with_context(active_test=False)
        return dossiers.search([("figures_id", "in", self.ids)]).sudo(False)
