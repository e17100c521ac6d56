from odoo import api, models
from odoo.exceptions import ValidationError

from .roles import KEEPING


class CustomerDossier(models.Model):
    """Nobody keeps the dossier of a customer with whom they have a private tie."""

    _inherit = "customer.dossier"

    @api.constrains("partner_id", *KEEPING)
    def _check_keepers(self):
        for name in KEEPING:
            # sudo: whether a dossier is closed to its keeper is asked, and why not told.
            for keeper, dossiers in self.sudo().grouped(name).items():
                if keeper and self._closed_to(keeper) & {*dossiers.partner_id.ids}:
                    raise ValidationError(
                        self.env._(
                            "%(person)s cannot keep this dossier. Choose somebody else.",
                            person=keeper.name,
                        )
                    )

    @api.model
    def _closed_to(self, user):
        """Ids of the customers whose dossiers are closed to a user."""
        return self.env["customer.dossier.recusal"].with_user(user)._own_affairs()

    @api.model
    def _unbiased(self, partner):
        """The customer's salesperson, or nobody where there is a private tie."""
        # sudo: as in ``_check_keepers``.
        seller = partner.user_id.sudo()
        biased = seller and partner.id in self._closed_to(seller)
        return seller.browse() if biased else seller
