from odoo import api, fields, models

from ..words import worded
from .customer_dossier_signal_rule import SEVERITIES
from .res_partner_light import STEPS

GRAVITY = [code for code, _label in SEVERITIES]


class CustomerDossierOverview(models.AbstractModel):
    """What to do next about a customer: what the dossier's own mechanisms wait for."""

    _inherit = "customer.dossier.overview"

    @api.model
    def _next_steps(self, dossiers, lights):
        """The next step of each of these dossiers, in a sentence.

        A held order comes first, then an open signal, a revision that is due, a measure
        that waits; then what the light advises, and care where all is well. One search
        for each, under the reader's rights.

        :param lights: ``{dossier id: formulas.light.Light}``
        :return: ``{dossier id: sentence}``
        """
        waiting = (
            self._hold_steps(dossiers),
            self._signal_steps(dossiers),
            self._revision_steps(dossiers),
            self._measure_steps(dossiers),
        )
        care = self.env._("All is well: keep in touch.")
        advice = {
            one.id: care
            if lights[one.id].colour == "green"
            else worded(self.env, STEPS[lights[one.id].step])
            for one in dossiers
        }
        return {
            one.id: next(
                (steps[one.id] for steps in waiting if one.id in steps), advice[one.id]
            )
            for one in dossiers
        }

    @api.model
    def _readable(self, model, domain, dossiers, order=None):
        """The records about these dossiers that the user reads; none without the right."""
        Model = self.env[model]
        if not Model.has_access("read"):
            return Model
        return Model.search([("dossier_id", "in", dossiers.ids), *domain], order=order)

    @api.model
    def _hold_steps(self, dossiers):
        held = self._readable(
            "customer.dossier.hold",
            [("state", "=", "open")],
            dossiers,
            "held_on desc, id desc",
        )
        # The second is what is left to whoever may only look.
        decides = any(
            self.env.user.has_group(f"customer_dossier.group_{role}")
            for role in ("credit", "leader")
        )
        return {
            hold.dossier_id.id: self.env._(
                "Order %(order)s is held: decide on it.", order=hold.order_number
            )
            if decides
            else self.env._(
                "Order %(order)s is held: the credit accountant decides.",
                order=hold.order_number,
            )
            for hold in held
        }

    @api.model
    def _signal_steps(self, dossiers):
        found = self._readable(
            "customer.dossier.signal", [("state", "!=", "closed")], dossiers
        )
        # The gravest comes last and stays; the oldest among equals.
        gravest_last = found.sorted(
            lambda one: (-GRAVITY.index(one.severity), one.raised_on), reverse=True
        )
        return {
            signal.dossier_id.id: self.env._(
                "Look into the signal: %(rule)s.", rule=signal.rule_id.name
            )
            for signal in gravest_last
        }

    @api.model
    def _revision_steps(self, dossiers):
        return {
            dossier.id: self.env._(
                "Finish the revision that was due on %(day)s.",
                day=fields.Date.to_string(dossier.next_revision_date),
            )
            for dossier in dossiers
            if dossier.state == "active"
            and dossier.next_revision_date
            and dossier.next_revision_date <= dossier.company_id._dossier_today()
        }

    @api.model
    def _measure_steps(self, dossiers):
        proposed = self._readable(
            "customer.dossier.measure",
            [("state", "=", "proposed")],
            dossiers,
            "id desc",
        )
        return {
            measure.dossier_id.id: self.env._(
                "Decide on the measure: %(type)s.", type=measure.type_id.name
            )
            for measure in proposed
        }
