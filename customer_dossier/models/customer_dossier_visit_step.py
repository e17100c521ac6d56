from odoo import models
from odoo.exceptions import UserError, ValidationError

from .customer_dossier_visit import PLANNERS

VISITED = "visit"


class CustomerDossierVisit(models.Model):
    """How a visit ends: reported, or called off with a reason."""

    _inherit = "customer.dossier.visit"

    def action_done(self):
        """End visits as done: what is new goes to the archive, as a submission.

        :raises UserError: ended already, its day is still to come, or nothing is
            reported
        """
        self.check_access("write")
        self._check_open()
        for visit in self:
            day = visit._check_done()
            # sudo: people may not write the state; access and state are checked above.
            visit.sudo().write(
                {
                    "state": "done",
                    "done_on": day,
                    "ended_on": visit.company_id._dossier_today(),
                    "ended_by_id": self.env.uid,
                    "submission_id": visit._hand_in(day).id,
                    "photo": False,
                }
            )
        # sudo: the entry follows from visits that the user has just ended.
        self.sudo()._note_work()

    def action_call_off(self):
        """End visits without going there; readers of the dossier only.

        :raises AccessError: somebody to whom the dossier is closed
        :raises UserError: ended already, or no reason is given
        """
        self.check_access("write")
        self._check_roles(PLANNERS, "write")
        self._check_open()
        for visit in self:
            if not (visit.reason or "").strip():
                raise UserError(
                    self.env._(
                        "%(customer)s: write down why the visit is called off.",
                        customer=visit.display_name,
                    )
                )
            # sudo: as in ``action_done``.
            visit.sudo().write(
                {
                    "state": "called_off",
                    "ended_on": visit.company_id._dossier_today(),
                    "ended_by_id": self.env.uid,
                }
            )

    def _check_done(self):
        """:return: the day on which it was done"""
        today = self.company_id._dossier_today()
        day = self.done_on or today
        if not self.day:
            raise UserError(
                self.env._(
                    "%(customer)s: the day of this visit is not drawn yet. Plan a visit "
                    "of its own for the one that took place.",
                    customer=self.display_name,
                )
            )
        if day > today:
            raise ValidationError(
                self.env._(
                    "%(day)s lies in the future: report a visit once it has taken place.",
                    day=day,
                )
            )
        if not (self.report or "").strip():
            raise UserError(
                self.env._(
                    "%(customer)s: write down what was said and done, if only in a few "
                    "words.",
                    customer=self.display_name,
                )
            )
        return day

    def _hand_in(self, day):
        """Hand the news over to the archive; by the user, who need not read it.

        :return: ``customer.dossier.submission``, empty where there is no news
        """
        Submission = self.env["customer.dossier.submission"]
        if not ((self.news or "").strip() or self.photo):
            return Submission
        submission = Submission.with_company(self.company_id).create(
            {
                "partner_id": self.partner_id.id,
                "what": self.news or self.report,
                "informant": self.met,
                "observed_on": day,
                "photo": self.photo,
            }
        )
        submission.action_transmit()
        return submission

    def _note_work(self):
        """Going there is control work, one entry for a person's day; one search."""
        work = self.env["customer.dossier.work"]
        went = self.filtered(lambda one: one.kind != "enquiry" and one.visitor_id)
        days = {(one.dossier_id, one.visitor_id, one.done_on) for one in went}
        known = work.search(
            [
                ("kind", "=", VISITED),
                ("dossier_id", "in", went.dossier_id.ids),
                ("seen_on", "in", went.mapped("done_on")),
            ]
        )
        days -= {(one.dossier_id, one.collector_id, one.seen_on) for one in known}
        work.create(
            [
                {
                    "dossier_id": dossier.id,
                    "collector_id": person.id,
                    "seen_on": day,
                    "kind": VISITED,
                }
                for dossier, person, day in sorted(
                    days, key=lambda one: (one[2], one[0].id, one[1].id)
                )
            ]
        )

    def action_add_reading(self):
        """Open the form of a market reading at this customer, of the day of the visit."""
        self.ensure_one()
        self.check_access("read")
        self.env["customer.dossier.reading"].check_access("create")
        day = min(self.done_on or self.day or today(self), today(self))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Market reading"),
            "res_model": "customer.dossier.reading",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_dossier_id": self.dossier_id.id,
                "default_visit_id": self.id,
                "default_seen_on": day,
            },
        }

    def action_report_signal(self):
        """Open the form that reports what was seen at this customer's."""
        self.ensure_one()
        self.check_access("read")
        return self.dossier_id.action_report_signal()


def today(visit):
    return visit.company_id._dossier_today()
