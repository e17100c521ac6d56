from odoo import api, fields, models

from ..formulas.life_stage import life_stage
from ..formulas.quality import overall
from .customer_dossier_given import GIVEN_FIELDS
from .optional_float import OptionalFloat

PENDING = "customer.dossier.quality"
STAGES = [("onboarding", "Onboarding"), ("upkeep", "Upkeep"), ("lost", "Lost")]


class CustomerDossierFigures(models.Model):
    """How good the dossier is: counted in its sections, stored with the figures."""

    _inherit = "customer.dossier.figures"

    completeness = OptionalFloat(
        string="Completeness %",
        aggregator="avg",
        digits=(16, 0),
        help="Share of what could be known of the customer, by weight of the sections.",
    )
    freshness = OptionalFloat(
        string="Freshness %",
        aggregator="avg",
        digits=(16, 0),
        help="100: all was verified within one cycle of revision. Older counts less, "
        "never verified counts nothing.",
    )
    verification = OptionalFloat(
        string="Verified %",
        aggregator="avg",
        digits=(16, 0),
        help="Share of the facts that somebody verified.",
    )
    life_stage = fields.Selection(
        STAGES,
        string="Stage",
        help="Onboarding of new customers, upkeep of old ones, and those we have lost.",
    )
    onboarding_due = fields.Date(
        string="Onboarding due",
        help="By this day a new customer's dossier has what it must have.",
    )
    onboarding_left = fields.Integer(
        string="Sections left",
        aggregator="sum",
        help="Sections that a new customer's dossier still lacks.",
    )


class CustomerDossier(models.Model):
    """Storing it: with the figures, and at once for the dossier under work."""

    _inherit = "customer.dossier"

    @api.model_create_multi
    def create(self, vals_list):
        dossiers = super().create(vals_list)
        dossiers._touch_quality()
        return dossiers

    def write(self, vals):
        result = super().write(vals)
        if not GIVEN_FIELDS.isdisjoint(vals):
            self._touch_quality()
        return result

    def _touch_quality(self):
        """Let quality follow when the transaction is about to end; costs no query now."""
        precommit = self.env.cr.precommit
        if PENDING not in precommit.data:
            precommit.data[PENDING] = set()
            precommit.add(self._refresh_touched)
        precommit.data[PENDING].update(self.ids)

    def _refresh_touched(self):
        """Store the quality of what was touched.

        Where somebody else is writing the figures a note is left for the cron.
        """
        ids = self.env.cr.precommit.data.pop(PENDING, set())
        # sudo: figures are written by the system only; no value comes from the client.
        dossiers = self.env["customer.dossier"].sudo().browse(ids).exists()
        free = dossiers._lock_figures()
        free._refresh_quality()
        if busy := dossiers - free:
            notes = dossiers.env["customer.dossier.stale"]
            notes._insert([self._stale_customers(busy.ids)])
            self._wake("customer_dossier.cron_refresh_stale")

    def _refresh_quality(self):
        """Compute and store the quality of these dossiers from their figures as stored.

        Queries: those of ``_quality``, and one to write for each company.
        """
        qualities = self._quality()
        for company, dossiers in self.grouped("company_id").items():
            today = company._dossier_today()
            rows = [
                {
                    "id": dossier.figures_id.id,
                    **dossier._quality_figures(qualities[dossier.id].values(), today),
                }
                for dossier in dossiers
            ]
            self._write_figures(rows, 0)

    def _quality_figures(self, qualities, today):
        """What the row of figures says about the quality of one dossier."""
        left = sum(quality.is_lacking for quality in qualities)
        figures = self.figures_id
        began = figures.first_order_date or fields.Date.context_today(
            self, self.create_date
        )
        stage = life_stage(figures.growth_class or None, began, today, left)
        return {
            **overall(qualities),
            "life_stage": stage.stage,
            "onboarding_due": stage.due,
            "onboarding_left": left if stage.due else 0,
        }
