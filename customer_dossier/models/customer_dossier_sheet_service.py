from odoo import models


class CustomerDossierSheet(models.Model):
    _inherit = "customer.dossier.sheet"

    def _service_rows(self, facts):
        """This section's single facts in their order, then the entries of its lists."""
        self.ensure_one()
        code = self.section_id.code
        place = {
            name: number for number, name in enumerate(self._items().get(code, ()))
        }
        rows = [
            {"label": fact.label, "text": fact.text, "late": False}
            for fact in facts.sorted(lambda fact: place.get(fact.item, len(place)))
        ]
        for name in self._lines().get(code, ()):
            label = self._fields[name]._description_string(self.env)
            rows += filter(None, (line._service_row(label) for line in self[name]))
        return [row for row in rows if row["text"]]
