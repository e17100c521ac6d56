from odoo import api, fields, models
from odoo.fields import Domain

from .customer_dossier_personal import READERS


class CustomerDossierPerson(models.Model):
    _inherit = "customer.dossier.person"

    personal_ids = fields.One2many(
        "customer.dossier.personal",
        "person_id",
        string="Personal matters",
        groups=READERS,
        copy=False,
    )
    expired_personal_count = fields.Integer(
        string="Expired personal matters",
        compute="_compute_expired_personal_count",
        groups=READERS,
        help="Nobody sees them any more; they are erased soon.",
    )

    @api.depends("personal_ids.expires_on", "personal_ids.erased_on")
    def _compute_expired_personal_count(self):
        """One query, whatever the number of persons."""
        counts = dict(
            self._expired_personal()._read_group(
                self._expired_personal_domain(), ["person_id"], ["__count"]
            )
        )
        counts = {person.id: count for person, count in counts.items()}
        for person in self:
            person.expired_personal_count = counts.get(person.id, 0)

    @api.model
    def _told(self):
        return super()._told() - {"personal_ids"}

    def unlink(self):
        """Delete persons; what was private is erased on record before."""
        self.check_access("unlink")
        # sudo: expired entries go as well, though nobody sees them.
        self.sudo().personal_ids._erase("person")
        return super().unlink()

    def action_keep_personal(self):
        """Bring expired matters back for another 30 days: time to renew the consent.

        :raises AccessError: the user keeps no personal matters of this customer
        """
        self.ensure_one()
        self.check_access("write")
        self.env["customer.dossier.personal"].check_access("write")
        self._expired_personal().search(self._expired_personal_domain())._keep_longer()

    def action_erase_personal(self):
        """Ask for the reason, then erase all personal matters of this person."""
        self.ensure_one()
        self.check_access("write")
        self.env["customer.dossier.personal"].check_access("write")
        return self.env["customer.dossier.personal.erasure"]._action_for(self)

    def _expired_personal(self):
        # sudo: expired entries are behind the wall for everybody; callers count them
        # or move their day, and show no value.
        return self.env["customer.dossier.personal"].sudo()

    def _expired_personal_domain(self):
        Personal = self._expired_personal()
        return Personal._expired() & Domain("person_id", "in", self.ids)
