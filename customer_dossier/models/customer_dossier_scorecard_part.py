import math

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from .roles import CONFIGURATION


class CustomerDossierScorecardPart(models.AbstractModel):
    """A piece of a scorecard: editable while the scorecard is a draft, frozen after.

    Assessments point to items, bands and caps for ever, so whoever wants other
    weights makes a new version.
    """

    _name = "customer.dossier.scorecard.part"
    _description = "Part of a scorecard"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = CONFIGURATION

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_values(vals)
        parts = super().create(vals_list)
        parts._check_draft()
        return parts

    def write(self, vals):
        self._check_draft()
        self._check_values(vals)
        result = super().write(vals)
        self._check_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._check_draft()

    def _scorecards(self):
        """The scorecards that these parts belong to."""
        return self.scorecard_id

    def _in_order(self):
        """As a person arranged them: a cached list keeps the order of its creation."""
        return self.sorted(lambda part: (part.sequence, part.id))

    def _check_draft(self):
        """:raises UserError: a scorecard of these parts is in use or was"""
        frozen = self._scorecards().filtered(lambda card: card.state != "draft")
        if frozen:
            raise UserError(
                self.env._(
                    "%(scorecard)s is in use or was, and its assessments must stay "
                    "understandable. Make a new version and change that.",
                    scorecard=frozen[0].display_name,
                )
            )

    def _check_values(self, vals):
        """Refuse a word or number that a field cannot hold, by name, not by crash."""
        for name, value in vals.items():
            kind = self._fields[name].type if name in self._fields else None
            if kind == "selection" and value:
                words = self._fields[name].get_values(self.env)
                if value not in words:
                    self._refuse_value(
                        vals,
                        name,
                        self.env._("Choose one of: %s.", ", ".join(map(str, words))),
                    )
            elif kind == "float" and value and not _is_finite(value):
                self._refuse_value(vals, name, self.env._("It must be a number."))

    def _refuse_value(self, vals, name, hint):
        line = vals.get("name") or self[:1].display_name or self._description
        raise ValidationError(
            self.env._(
                "%(line)s: %(value)s is not a possible %(field)s. %(hint)s",
                line=line,
                value=vals[name],
                field=self._fields[name].get_description(self.env, ["string"])[
                    "string"
                ],
                hint=hint,
            )
        )


def _is_finite(value):
    try:
        return math.isfinite(float(value))
    except (TypeError, ValueError):
        return False
