import json

from odoo import api, models


class CustomerDossierAccessLog(models.Model):
    """What a row says about a change, in the words of whoever reads it."""

    _inherit = "customer.dossier.access.log"

    @api.depends("action", "detail")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for row in self:
            changed = row.action == "changed" and row.detail
            row.explanation = self._change_words(changed) if changed else row.detail

    @api.model
    def _change_words(self, detail):
        """``More than 60 dossiers in an hour: Threshold 60 → 600``."""
        change = json.loads(detail)
        # A model or field may be gone that an old row speaks of: its name is left.
        labels = {}
        if (Model := self.env.get(change["model"])) is not None:
            labels = Model.fields_get(change["changes"], ["string", "selection"])
        return self.env._(
            "%(name)s: %(changes)s",
            name=change["name"],
            changes="; ".join(
                self.env._(
                    "%(field)s %(before)s → %(after)s",
                    field=labels.get(name, {}).get("string", name),
                    before=self._value_words(labels.get(name, {}), before),
                    after=self._value_words(labels.get(name, {}), after),
                )
                for name, (before, after) in change["changes"].items()
            ),
        )

    @api.model
    def _value_words(self, label, value):
        if value is None:
            return "–"
        if isinstance(value, bool):
            return self.env._("yes") if value else self.env._("no")
        return str(dict(label.get("selection", ())).get(value, value))
