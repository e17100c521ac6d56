from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from .optional_float import OptionalFloat

FOR_CUSTOMER, CONTROL = "for", "control"
SIDES = [(FOR_CUSTOMER, "For the customer"), (CONTROL, "Control")]
KINDS = [
    ("collecting", "Collecting money for them"),
    ("handling", "Handling their goods"),
    ("selling", "Selling for them"),
    ("errand", "Another errand for them"),
    ("visit", "Visit of inspection"),
    ("reading", "Reading of price, stock or shelf"),
    ("stocktaking", "Stocktaking"),
    ("training", "Training and advice"),
]
#: The kinds that serve the customer; all others serve our own policy.
SERVING = ("collecting", "handling", "selling", "errand")
#: Days of work that count.
WORK_DAYS = 90


class CustomerDossierWork(models.Model):
    """What a salesperson did at a customer's: for them, or to hold them to our policy.

    Readings enter by themselves, one entry for a person's day at a customer's.
    """

    _name = "customer.dossier.work"
    _description = "Work at a customer's"
    _inherit = ["customer.dossier.as.made"]
    _entered = frozenset({"dossier_id", "seen_on", "kind", "hours"})

    kind = fields.Selection(KINDS, required=True, default="visit")
    side = fields.Selection(
        SIDES, compute="_compute_side", store=True, precompute=True, index=True
    )
    serving_share = fields.Float(
        string="For the customer %",
        compute="_compute_side",
        store=True,
        precompute=True,
        aggregator="avg",
        digits=(16, 0),
        help="Entries of work for the customer among all of them.",
    )
    hours = OptionalFloat(digits=(16, 1), aggregator="sum")

    _hours_sane = models.Constraint(
        "CHECK (hours > 0 AND hours <= 24)",
        "The hours of one entry lie between 0 and 24.",
    )

    @api.depends("kind")
    def _compute_side(self):
        for work in self:
            serving = work.kind in SERVING
            work.side = FOR_CUSTOMER if serving else CONTROL
            work.serving_share = 100.0 if serving else 0.0

    @api.depends("kind", "seen_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for work in self:
            day = fields.Date.to_string(work.seen_on) or ""
            work.display_name = f"{kinds.get(work.kind, '')} {day}".strip()


class Work(NamedTuple):
    """The work of 90 days at a customer's.

    :param percent: entries for the customer, in percent of all.
    :param count: of all entries.
    """

    percent: float
    count: int


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _work_shares(self):
        """How much of the work of 90 days was done for these customers.

        :return: ``{dossier id: Work}`` where somebody worked; one query for each company
        """
        found = {}
        for company, dossiers in self.grouped("company_id").items():
            # sudo: rules and gauges look at everybody's work; sums leave this method.
            groups = (
                self.env["customer.dossier.work"]
                .sudo()
                ._read_group(
                    [
                        ("dossier_id", "in", dossiers.ids),
                        ("withdrawn", "=", False),
                        (
                            "seen_on",
                            ">",
                            company._dossier_today() - relativedelta(days=WORK_DAYS),
                        ),
                    ],
                    ["dossier_id"],
                    ["serving_share:avg", "__count"],
                )
            )
            found |= {dossier.id: Work(*sums) for dossier, *sums in groups}
        return found

    def _signal_facts(self):
        return super()._signal_facts() | {"work": self._work_shares()}
