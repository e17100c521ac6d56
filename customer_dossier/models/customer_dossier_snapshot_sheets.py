from odoo import models

from .customer_dossier_snapshot import LINE_ITEMS
from .customer_dossier_sourced import SOURCE_FIELDS

SIGNED = ("verified_on", "verified_by_id")
SHEET_ITEMS = ("not_applicable", *SIGNED, "own_items")
FACT_ITEMS = ("item", "value", *SOURCE_FIELDS, *SIGNED)


class CustomerDossierRevision(models.Model):
    """The sections of a dossier in its revision: facts, lists, and their sources."""

    _inherit = "customer.dossier.revision"

    def _content(self):
        """Add a page for each section; a constant number of queries for all of them."""
        pages = super()._content()
        # sudo: see the page of the dossier itself.
        for sheet in self.sudo().dossier_id.sheet_ids:
            pages[sheet.code] = self._sheet_page(sheet)
        return pages

    def _sheet_page(self, sheet):
        items = sheet._items().get(sheet.code, ())
        live = sheet.fact_ids.filtered(lambda fact: fact.state == "live")
        page = {
            **self._entries(sheet, (*items, *SHEET_ITEMS)),
            **self._entries(live, FACT_ITEMS),
        }
        for name in sheet._lines().get(sheet.code, ()):
            lines = sheet[name]
            told = sorted(lines._told() - {"sheet_id"})
            page |= self._entries(lines, (*told, "note", *SOURCE_FIELDS, *SIGNED))
        return page

    def _course(self):
        # sudo: see the page of the revision itself.
        return {**super()._course(), **self._entries(self.sudo().line_ids, LINE_ITEMS)}
