from odoo import models

INQUEST_ITEMS = (
    "growth_class", "as_of", "season_from", "season_to", "season_then_from",
    "season_then_to", "festival", "season_delta", "year_delta", "cause_id",
    "statement", "stated_by_id", "conclusion", "concluded_by_id",
)  # fmt: skip
CONTRIBUTION_ITEMS = (
    "span", "product_id", "quantity_then", "value_then", "quantity_now", "value_now",
    "delta", "volume", "price", "other",
)  # fmt: skip


class CustomerDossierRevision(models.Model):
    """The inquest in its revision, its arithmetic included."""

    _inherit = "customer.dossier.revision"

    def _course(self):
        # sudo: see the page of the revision itself.
        inquest = self.sudo().inquest_ids
        return {
            **super()._course(),
            **self._entries(inquest, INQUEST_ITEMS),
            **self._entries(inquest.line_ids, CONTRIBUTION_ITEMS),
        }
