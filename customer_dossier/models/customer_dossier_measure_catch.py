from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .customer_dossier_measure import REACHED, STANDING
from .customer_dossier_measure_type import DETERRENT


class CustomerDossierMeasure(models.Model):
    """The last trump: lighter steps first, a plan B, the top, time to think, and few."""

    _inherit = "customer.dossier.measure"

    plan_b = fields.Text(
        string="Fallback plan",
        help="What we do when the customer does not give in: who supplies the market, "
        "what becomes of their debt.",
    )
    candidates = fields.Text(help="Dealers who could serve the territory, and why.")
    added_partner_id = fields.Many2one(
        "res.partner",
        string="Dealer added",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Who contains this customer from now on.",
    )
    lighter_count = fields.Integer(
        string="Lighter steps tried",
        compute="_compute_lighter",
        help="Measures of a lower degree that came into force within a year.",
    )

    def _compute_lighter(self):
        for measure in self:
            measure.lighter_count = len(measure._lighter())

    def _lighter(self):
        """Lighter sanctions and deterrents on the record of the last year."""
        since = self.company_id._dossier_today() - relativedelta(years=1)
        return self.search(
            Domain("dossier_id", "=", self.dossier_id.id)
            & Domain("polarity", "!=", "reward")
            & Domain("degree", "<", self.degree)
            & Domain("state", "in", STANDING)
            & Domain("effective_on", ">", since)
        )

    def _check_application(self):
        if self.polarity == DETERRENT:
            self._check_words("plan_b")
            self._check_lighter()
        if self.effect == "add_dealer":
            self._check_words("candidates")
        return super()._check_application()

    def _check_lighter(self):
        needed = self.type_id.lighter_needed
        if self.lighter_count < needed:
            raise UserError(
                self.env._(
                    "%(measure)s: a deterrent comes last. %(needed)s lighter steps have "
                    "to be on record within a year, and there are %(found)s. Try those "
                    "first.",
                    measure=self.display_name,
                    needed=needed,
                    found=self.lighter_count,
                )
            )

    def _check_approval(self):
        if self.polarity == DETERRENT:
            # sudo: a mark on the row, so that two of them do not pass at once.
            self.dossier_id.sudo()._take_turn()
            self._check_few()
        return super()._check_approval()

    def _check_few(self):
        most = self.company_id.dossier_deterrents_a_year
        since = self.company_id._dossier_today() - relativedelta(years=1)
        used = self.search_count(
            Domain("dossier_id", "=", self.dossier_id.id)
            & Domain("polarity", "=", DETERRENT)
            & Domain("state", "in", ("approved", *REACHED))
            & Domain("decided_on", ">", since)
        )
        if used >= most:
            raise UserError(
                self.env._(
                    "%(measure)s: %(used)s deterrents were used on this customer within "
                    "a year, and the company allows %(most)s. Refuse it, or wait.",
                    measure=self.display_name,
                    used=used,
                    most=most,
                )
            )

    def _first_day(self):
        first = super()._first_day()
        if self.polarity != DETERRENT:
            return first
        days = self.company_id.dossier_deterrent_cooling_days
        return max(first, self.company_id._dossier_today() + relativedelta(days=days))

    def _check_end(self):
        if self.polarity == DETERRENT:
            self._check_words("outcome")
        return super()._check_end()
