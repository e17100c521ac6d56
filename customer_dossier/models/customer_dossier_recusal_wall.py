from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

CONTACTS = "customer_dossier.contacts"


class CustomerDossierRecusal(models.Model):
    """What the wall asks: with which customers the current user has a private tie."""

    _inherit = "customer.dossier.recusal"

    @api.model
    def _own_affairs(self):
        """The customers whose dossiers are closed to the current user.

        A contact may be filed under another company by anybody at any time. Therefore
        where the user belongs is asked in each transaction, with one query.

        :return: set of ids of ``res.partner``
        """
        contacts = self.env.cr.precommit.data.setdefault(CONTACTS, {})
        if self.env.uid not in contacts:
            contacts[self.env.uid] = self._contact(self.env.uid)
        return {*contacts[self.env.uid], *self._declared(self.env.uid)}

    @api.model
    def _contact(self, uid):
        """A user's own contact, and the company that it belongs to."""
        partners = self.env["res.partner"]._fields
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.id, p.commercial_partner_id
                  FROM res_users u
                  JOIN res_partner p ON p.id = u.partner_id
                 WHERE u.id = %s
                """,
                uid,
                to_flush=partners["commercial_partner_id"],
            )
        )
        return rows[0] if rows else ()

    @api.model
    @ormcache("uid")
    def _declared(self, uid):
        # sudo: users need not read the register to be kept away by it; only ids of
        # customers with whom this very user has a tie leave this method.
        rows = self.sudo().search(
            Domain("user_id", "=", uid) & Domain("state", "=", "in_force")
        )
        return tuple(rows.partner_id.ids)
