from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .called import check_called

READERS = (
    "customer_dossier.group_account_manager,customer_dossier.group_archivist,"
    "customer_dossier.group_credit,customer_dossier.group_leader"
)


class ResPartner(models.Model):
    _inherit = "res.partner"

    dossier_ids = fields.Many2many(
        "customer.dossier",
        string="Dossiers",
        context={"active_test": False},
        compute="_compute_dossier_ids",
        groups=READERS,
        help="The dossiers of this customer that you may read, archived ones included.",
    )
    dossier_id = fields.Many2one(
        "customer.dossier",
        compute="_compute_dossier_ids",
        groups=READERS,
        help="The dossier of this customer in the current company, if you may read it.",
    )

    @api.depends_context("company", "uid")
    @api.depends("commercial_partner_id")
    def _compute_dossier_ids(self):
        """The same for every contact of a customer; one query."""
        dossiers = (
            self.env["customer.dossier"]
            .with_context(active_test=False)
            .search_fetch(
                [("partner_id", "in", self.commercial_partner_id.ids)],
                ["partner_id", "company_id"],
            )
        )
        for partner in self:
            own = dossiers.filtered(
                lambda dossier, customer=partner.commercial_partner_id: (
                    dossier.partner_id == customer
                )
            )
            partner.dossier_ids = own
            partner.dossier_id = own.filtered(
                lambda dossier: dossier.company_id == self.env.company
            )

    @api.constrains("parent_id", "is_company")
    def _check_dossier_stays_commercial(self):
        """A partner with a dossier stays the commercial entity of its documents."""
        moved = self.filtered(lambda partner: partner.commercial_partner_id != partner)
        if not moved:
            return
        # sudo: whoever files a contact under another company may not read the
        # archive; only the existence of a dossier is asked, no content.
        if (
            self.env["customer.dossier"]
            .sudo()
            .with_context(active_test=False)
            .search_count([("partner_id", "in", moved.ids)], limit=1)
        ):
            raise ValidationError(
                self.env._(
                    "A contact that has a customer dossier cannot be filed under "
                    "another company. Ask an archivist."
                )
            )

    def action_open_dossier(self):
        """Open the dossier of the customer; an archivist or leader creates it first."""
        check_called(self, "read", one=True)
        if not self.dossier_id:
            return self.action_create_dossiers()
        return self.dossier_id._form_action()

    def action_create_dossiers(self):
        """Create the missing dossiers of these customers and show all of them.

        Contacts count for their company; a customer who has one keeps it.

        :raises AccessError: the user may not create dossiers
        """
        check_called(self, "read")
        dossiers = self.env["customer.dossier"]._open_for(self.commercial_partner_id)
        if len(dossiers) == 1:
            return dossiers._form_action()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_action"
            ),
            "domain": [("id", "in", dossiers.ids)],
            "context": {"active_test": False},
        }
