import math

from odoo import api, models
from odoo.exceptions import ValidationError

NUMBERS = ("float", "integer", "monetary")


class CustomerDossierTyped(models.AbstractModel):
    """Refuses what a field cannot hold by its name and line, not by a crash.

    Forms do not let such values through; programs from outside do.
    """

    _name = "customer.dossier.typed"
    _description = "Record that names a wrong value"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_values(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_values(vals)
        return super().write(vals)

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
            elif kind in NUMBERS and value and not _is_finite(value):
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
