from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date

#: So many lines of each kind: a briefing is one page.
LINES = 5


class CustomerDossierVisit(models.Model):
    """What to know before going there: on one page, and only what its reader may know.

    Every part is asked in the reader's own right, so that a briefing opens no door: to
    somebody who does not read the dossier it is the service card of an own customer.
    """

    _inherit = "customer.dossier.visit"

    briefing = fields.Json(compute="_compute_briefing")

    @api.depends("state", "day")
    @api.depends_context("uid", "lang", "company")
    def _compute_briefing(self):
        """Rows for the widget ``dossier_rows``; a constant number of queries a visit."""
        readable = self._filtered_access("read")
        (self - readable).briefing = False
        for visit in readable:
            visit.briefing = [
                {"label": label if not place else "", "text": text, "late": late}
                for label, rows in visit._briefing_parts()
                for place, (text, late) in enumerate(rows[:LINES])
            ]

    def _briefing_parts(self):
        """The parts in the order in which they are read.

        Override to add some; whatever is added asks in the reader's own right.

        :return: list of ``(label, [(text, whether it is urgent)])``
        """
        if not self.env["customer.dossier"].has_access("read"):
            return self._service_parts()
        # The dossier as the reader has it, or none.
        dossier = self.dossier_id._filtered_access("read")
        if not dossier:
            return self._service_parts()
        return [
            *self._light_part(),
            (self.env._("Last visit"), self._last_visit()),
            (self.env._("Promises to pay"), self._promises()),
            (self.env._("Needs"), self._needs()),
            (self.env._("Disagreements"), self._disagreements()),
            (self.env._("Signals"), self._signals()),
            (self.env._("To read there"), self._readings_to_take()),
            (self.env._("To find out"), self._questions()),
        ]

    def _service_parts(self):
        """What whoever serves an own customer may know."""
        cards = self.partner_id.dossier_service_card or []
        return [
            *self._light_part(),
            *((row["label"], [(row["text"], row["late"])]) for row in cards),
        ]

    def _light_part(self):
        """The light of an own customer, in words; nobody else's."""
        partner = self.partner_id
        if not partner._has_field_access(partner._fields["dossier_light"], "read"):
            return []
        words = [partner.dossier_light_reason, partner.dossier_light_next_step]
        urgent = partner.dossier_light == "red"
        text = " ".join(filter(None, words))
        return [(self.env._("Credit"), [(text, urgent)])] if text else []

    def _found(self, model, domain, order=None):
        """Records of this dossier that the reader may read, the first few."""
        Model = self.env[f"customer.dossier.{model}"]
        if not Model.has_access("read"):
            return Model
        of_dossier = Domain("dossier_id", "=", self.dossier_id.id)
        return Model.search(of_dossier & Domain(domain), limit=LINES, order=order)

    def _day(self, day):
        return day and format_date(self.env, day)

    def _last_visit(self):
        last = self._found(
            "visit",
            [("state", "=", "done"), ("id", "!=", self._origin.id)],
            "done_on desc, id desc",
        )[:1]
        words = [self._day(last.done_on), last.met, last.report]
        return [(" · ".join(filter(None, words)), False)] if last else []

    def _promises(self):
        made = self._found("promise", [("called_off", "=", False)])
        return [
            (
                " · ".join(
                    filter(
                        None,
                        [
                            format_amount(self.env, one.amount, one.currency_id),
                            self._day(one.due_on),
                            states[one.state],
                        ],
                    )
                ),
                one.state == "broken",
            )
            for states in [dict(made._fields["state"]._description_selection(self.env))]
            for one in made
            if one.state != "kept"
        ]

    def _needs(self):
        pending = self.env["customer.dossier.need"]._pending_domain()
        return [
            (row["text"], row["late"])
            for need in self._found("need", pending, "deadline, id")
            if (row := need._service_row(""))
        ]

    def _disagreements(self):
        found = self._found("disagreement", [("state", "=", "open")])
        topics = dict(found._fields["topic"]._description_selection(self.env))
        return [
            (
                self.env._(
                    "%(topic)s. They: %(theirs)s We: %(ours)s",
                    topic=topics[one.topic],
                    theirs=one.theirs,
                    ours=one.ours,
                ),
                False,
            )
            for one in found
        ]

    def _signals(self):
        found = self._found("signal", [("state", "!=", "closed")])
        return [
            (one.explanation or one.note or one.display_name, one.severity == "high")
            for one in found
        ]

    def _readings_to_take(self):
        """The policies that bind this customer: each wants to be held against the shop."""
        Policy = self.env["customer.dossier.policy"]
        today = self.company_id._dossier_today()
        issued = Policy._issued_between(self.company_id, today, today).sudo(False)
        return [
            (policy.name, False)
            for policy in issued._filtered_access("read")
            if policy._binds(self.dossier_id)
        ]

    def _questions(self):
        found = self._found("question", [("state", "=", "open")])
        return [(one.label or one.display_name, False) for one in found]
