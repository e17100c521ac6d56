from odoo import models

from .customer_dossier_told import NOTE


class CustomerDossierFact(models.Model):
    """How notes, and what was told of an entry of a list, read."""

    _inherit = "customer.dossier.fact"

    def _words(self):
        if self.item == NOTE:
            return self.env._("Note"), self.value
        if isinstance(self.value, dict):
            return self._line_words()
        return super()._words()

    def _line(self):
        """The entry of a list of which this fact speaks; none where it is gone."""
        name, number = self.item.split(":")
        return self.sheet_id[name].browse(int(number)).exists()

    def _line_words(self):
        name = self.item.split(":")[0]
        listed = self.sheet_id.fields_get([name], ["string"])[name]["string"]
        line = self._line()
        label = f"{listed}: {line.display_name}" if line else listed
        described = line.browse().fields_get(list(self.value))
        texts = (
            f"{about['string']}: {self._part_text(key, about)}"
            for key, about in described.items()
        )
        return label, "; ".join(texts)

    def _part_text(self, key, about):
        value = self.value[key]
        if about["type"] == "many2one":
            # sudo: whoever reads the fact reads the name of what it points to.
            return self.env[about["relation"]].browse(value).sudo().display_name
        part = self.new({"sheet_id": self.sheet_id.id, "value": value})
        return part._value_text(about["type"], about)
