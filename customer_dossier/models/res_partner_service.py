from odoo import api, fields, models

from .res_partner_light import CONTRIBUTOR


class ResPartner(models.Model):
    _inherit = "res.partner"

    dossier_service_card = fields.Json(
        string="Service card",
        compute="_compute_dossier_service_card",
        groups=CONTRIBUTOR,
        help="For your own customers: what they want, like and wait for.",
    )

    @api.depends("commercial_partner_id", "user_id")
    @api.depends_context("company", "uid", "lang")
    def _compute_dossier_service_card(self):
        """Empty for other people's customers and where nothing is known: the same.

        A constant number of queries.
        """
        dossiers = self._own_dossiers()
        cards = dossiers._service_cards()
        cards = {dossier.partner_id.id: cards[dossier.id] for dossier in dossiers}
        for partner in self:
            partner.dossier_service_card = cards.get(
                partner.commercial_partner_id.id, False
            )
