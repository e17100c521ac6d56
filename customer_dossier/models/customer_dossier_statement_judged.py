from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ..formulas.altman import Statement, z_score, zone
from ..formulas.working_assets import WorkingAssets, working_assets
from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary

#: An older statement says nothing about today.
STATEMENT_MONTHS = 18
ZONES = [("distress", "Distress"), ("grey", "Grey zone"), ("safe", "Safe")]
#: What the scores and the working assets need, in the order of their arguments.
CAPITAL = ("current_assets", "current_liabilities")
ALTMAN = (
    "retained_earnings",
    "operating_profit",
    "equity",
    "total_assets",
    "total_liabilities",
)
WORKING = (
    "current_assets",
    "inventory",
    "current_liabilities",
    "total_liabilities",
    "equity",
)
JUDGED = {*CAPITAL, *ALTMAN, *WORKING, "revenue"}


class CustomerDossierStatement(models.Model):
    """What a balance sheet says by itself: Z', Z'' and the working assets.

    Each is empty where an amount that it needs is not known.
    """

    _inherit = "customer.dossier.statement"

    too_old = fields.Boolean(
        string="Older than 18 months",
        compute="_compute_too_old",
        help="It says nothing about today, and is not judged.",
    )
    z2_score = OptionalFloat(string="Z''", compute="_compute_judged", aggregator=None)
    z2_zone = fields.Selection(
        ZONES,
        string="Solvency as a trader",
        compute="_compute_judged",
        help="The zone by Altman's Z''.",
    )
    z1_score = OptionalFloat(string="Z'", compute="_compute_judged", aggregator=None)
    z1_zone = fields.Selection(
        ZONES,
        string="Solvency as a maker",
        compute="_compute_judged",
        help="The zone by Altman's Z'.",
    )
    working_assets = OptionalMonetary(
        string="Working assets", compute="_compute_judged", aggregator=None
    )
    working_evaluation = OptionalFloat(
        string="Evaluation of the working assets",
        compute="_compute_judged",
        aggregator=None,
    )
    working_limit = OptionalMonetary(
        string="Most that all suppliers should give",
        compute="_compute_judged",
        aggregator=None,
        help="By the working-asset model: a cap on credit, never a target.",
    )

    @api.depends("period_end")
    def _compute_too_old(self):
        for statement in self:
            company = statement.company_id or self.env.company
            oldest = company._dossier_today() - relativedelta(months=STATEMENT_MONTHS)
            end = statement.period_end
            statement.too_old = bool(end and end < oldest)

    @api.depends("too_old", *JUDGED)
    def _compute_judged(self):
        for statement in self:
            young = not statement.too_old
            for kind in ("z1", "z2"):
                score = statement._z_score(kind) if young else None
                statement[f"{kind}_score"] = score
                statement[f"{kind}_zone"] = zone(kind, score)
            found = statement._working_assets() if young else None
            statement.working_assets = found and found.working_assets
            statement.working_evaluation = found and found.evaluation
            statement.working_limit = found and found.limit

    def _known(self, names):
        """These amounts; None for all of them where one is not known."""
        amounts = [self[name] for name in names]
        return None if any(amount is False for amount in amounts) else amounts

    def _z_score(self, kind):
        """:return: the score of ``formulas.altman``, None where it is not known"""
        self.ensure_one()
        capital, amounts = self._known(CAPITAL), self._known(ALTMAN)
        if capital is None or amounts is None:
            return None
        sales = None if self.revenue is False else self.revenue
        current, owed = capital
        return z_score(kind, Statement(current - owed, *amounts, sales))

    def _working_assets(self) -> WorkingAssets | None:
        """:return: ``formulas.working_assets.WorkingAssets``, None where not known"""
        self.ensure_one()
        amounts = self._known(WORKING)
        return None if amounts is None else working_assets(*amounts)
