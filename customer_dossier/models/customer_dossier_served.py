from odoo import api, fields, models

from .res_partner_light import CONTRIBUTOR, LIGHTS


class CustomerDossierServed(models.AbstractModel):
    """A document for a customer: shows its user how to serve the customer.

    Odoo's orders have it. Give it to any other model with a customer, for instance
    ``_inherit = ["crm.lead", "customer.dossier.served"]``, and put the fields into its
    form as ``views/sale_order_views.xml`` does.
    """

    _name = "customer.dossier.served"
    _description = "Document that shows the service card"

    #: The field that holds the customer, or a contact of it.
    _served_partner = "partner_id"
    #: The field that holds whoever pays, where that may be somebody else.
    _paying_partner = None

    dossier_service_card = fields.Json(
        string="Service card",
        compute="_compute_dossier_service",
        groups=CONTRIBUTOR,
        help="For your own customers: what they want, like and wait for.",
    )
    dossier_light = fields.Selection(
        LIGHTS,
        string="Credit light",
        compute="_compute_dossier_service",
        groups=CONTRIBUTOR,
        help="For your own customers: whether you may take an order. It is the light of "
        "whoever pays.",
    )
    dossier_light_reason = fields.Char(
        string="Reason of the light",
        compute="_compute_dossier_service",
        groups=CONTRIBUTOR,
    )
    dossier_light_next_step = fields.Char(
        string="What to do about it",
        compute="_compute_dossier_service",
        groups=CONTRIBUTOR,
    )

    @api.depends(lambda self: ("company_id", self._served_partner, self._payer_field()))
    @api.depends_context("company", "uid", "lang")
    def _compute_dossier_service(self):
        """The customer's card, the payer's light: whatever the partners' forms show.

        In the document's company, which need not be the one the user works in.
        """
        for document in self:
            company = document.company_id or self.env.company
            payer = document[self._payer_field()].with_company(company)
            partner = document[self._served_partner].with_company(company)
            document.dossier_service_card = partner.dossier_service_card
            document.dossier_light = payer.dossier_light
            document.dossier_light_reason = payer.dossier_light_reason
            document.dossier_light_next_step = payer.dossier_light_next_step

    def _payer_field(self):
        return self._paying_partner or self._served_partner
