from odoo import models
from odoo.fields import Domain


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _service_cards(self):
        """What whoever serves a customer may know: all of the service sections.

        The sensitivity of a section decides, so that a section which becomes service
        joins the card, and one which is closed leaves it.

        :return: ``{dossier id: [{"label", "text", "late"}, ...]}``, False where nothing
            is known; one query for the sections, one for the facts, one per list
        """
        sheets = self.env["customer.dossier.sheet"].search(
            Domain("dossier_id", "in", self.ids)
            & Domain("section_id.sensitivity", "=", "service")
            & Domain("section_id.active", "=", True)
            & Domain("not_applicable", "=", False)
        )
        facts = (
            self.env["customer.dossier.fact"]
            .search([("sheet_id", "in", sheets.ids), ("state", "=", "live")])
            .grouped("sheet_id")
        )
        none = self.env["customer.dossier.fact"]
        cards = {dossier.id: [] for dossier in self}
        for sheet in sheets:
            cards[sheet.dossier_id.id] += sheet._service_rows(facts.get(sheet, none))
        return {dossier: rows or False for dossier, rows in cards.items()}
