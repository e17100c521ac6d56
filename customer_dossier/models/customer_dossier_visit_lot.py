from odoo import api, fields, models

from ..formulas.commitment import commitment, new_salt
from ..formulas.visits import draw

ACTIVITY = "customer_dossier.activity_visit"


class CustomerDossierVisit(models.Model):
    """The lot: nobody knows the day of such a visit, and nobody could have chosen it.

    The seed decides the day from the moment of planning on. It is closed to everybody
    until the day is shown; its fingerprint stands beside the visit from the beginning,
    so that whoever reads the seed afterwards can see that it was this one.
    """

    _inherit = "customer.dossier.visit"

    seed = fields.Char(groups=fields.NO_ACCESS, copy=False)
    fingerprint = fields.Char(
        string="Fingerprint of the lot", readonly=True, copy=False
    )
    lot = fields.Char(
        string="Seed of the lot", readonly=True, copy=False, help="Shown with the day."
    )
    drawn_on = fields.Date(
        string="Drawn day",
        readonly=True,
        copy=False,
        help="The day that the lot drew; the visit itself may be moved later on.",
    )
    lot_holds = fields.Boolean(
        string="Lot is right",
        compute="_compute_lot_holds",
        help="The seed fits the fingerprint of the day of planning, and draws this day.",
    )

    @api.depends("fingerprint", "lot", "drawn_on", "first_on", "last_on")
    def _compute_lot_holds(self):
        for visit in self:
            visit.lot_holds = bool(
                visit.lot
                and commitment(visit.lot, visit._lot_content()) == visit.fingerprint
                and draw(visit.lot, visit.first_on, visit.last_on) == visit.drawn_on
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Plan visits; those without a day have it drawn."""
        visits = super().create(vals_list)
        # sudo: the seed is closed to everybody; it belongs to visits just planned.
        for visit in visits.sudo().filtered(lambda one: not one.day):
            seed = new_salt()
            visit.write(
                {
                    "seed": seed,
                    "fingerprint": commitment(seed, visit._lot_content()),
                }
            )
        visits._tell_visitors()
        return visits

    def write(self, vals):
        """Write values; the visitor's desk follows."""
        result = super().write(vals)
        if vals.keys() & {"visitor_id", "day", "state"}:
            self._tell_visitors()
        return result

    def _lot_content(self):
        """What was fixed when the seed was made."""
        return {
            "visit": self.id,
            "first": self.first_on.isoformat(),
            "last": self.last_on.isoformat(),
        }

    def _reveal(self):
        """Show the days drawn that have come near enough, to visitors and readers.

        Called as the system. A day that passed while no job ran is made up for today.
        """
        for visit in self:
            today = visit.company_id._dossier_today()
            notice = visit.company_id.dossier_visit_notice_days
            drawn = draw(visit.seed, visit.first_on, visit.last_on)
            if (drawn - today).days <= notice:
                visit.write(
                    {"day": max(drawn, today), "drawn_on": drawn, "lot": visit.seed}
                )

    def _tell_visitors(self):
        """Put visits with a day on their visitors' desks, and no others."""
        # sudo: an activity with neutral words; callers may write these visits.
        visits = self.sudo()
        visits.activity_unlink([ACTIVITY])
        plan = [
            (visit, visit.visitor_id, visit.day)
            for visit in visits
            if visit.state == "planned" and visit.day and visit.visitor_id
        ]
        if plan:
            visits._put_on_desks(ACTIVITY, plan)
