from odoo import api, models
from odoo.exceptions import UserError, ValidationError


class CustomerDossierEntered(models.AbstractModel):
    """What people enter stays as they entered it; the rest is the system's to write.

    Steps write it through sudo, after their checks.
    """

    _name = "customer.dossier.entered"
    _description = "Record that stays as it was entered"

    #: What people say when they make a record, and rewrite never again.
    _entered = frozenset()
    #: What they may say, or correct, later as well.
    _added = frozenset()
    #: The field with the day of what happened; such a day is not ahead.
    _happened = None

    @api.model
    def _has_field_access(self, field, operation):
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name in self._entered | self._added

    def write(self, vals):
        """Write what is added, and what steps write.

        :raises UserError: what was entered would change
        """
        self.check_access("write")
        if self._entered & vals.keys() and self._standing_as_entered():
            raise UserError(self._entered_text())
        return super().write(vals)

    def _standing_as_entered(self):
        """Those of these records that stay as they are: all, unless a model has drafts."""
        return self

    def _entered_text(self):
        """What to do instead."""
        return self.env._(
            "%(record)s stays as it was made. Make another one instead.",
            record=self[:1].display_name,
        )

    @api.constrains(lambda self: [self._happened] if self._happened else [])
    def _check_happened(self):
        for record in self if self._happened else ():
            day = record[self._happened]
            if day > record.company_id._dossier_today():
                raise ValidationError(self._ahead_text(day))

    def _ahead_text(self, day):
        return self.env._(
            "%(day)s lies in the future: write it down once it has happened.", day=day
        )
