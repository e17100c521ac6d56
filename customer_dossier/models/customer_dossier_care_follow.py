from odoo import models

from .customer_dossier_care import OPEN

#: An approval is of whoever gives: another one asks anew.
UNSIGNED = {
    "state": "planned",
    "requested_by_id": False,
    "approved_by_id": False,
    "approved_on": False,
}


class CustomerDossier(models.Model):
    """Care that is planned goes on with whoever keeps the dossier now."""

    _inherit = "customer.dossier"

    def _drop_cares(self):
        cares = self._cares_ahead()
        words = self.env._("The dossier was closed or archived.")
        cares.filtered(lambda one: not one.remark).write({"remark": words})
        cares.write({"state": "dropped", "done_by_id": self.env.uid})

    def _hand_over_cares(self):
        """Care by a plan goes to whom the plan names; other care only where whoever had
        it no longer reads it. A few queries for each person, whatever is planned."""
        cares = self._cares_ahead()
        by_hand = cares.filtered(lambda one: not one.plan_id)
        left = by_hand - by_hand._read_by_responsible()
        for person, theirs in (cares - by_hand + left).grouped(_next_person).items():
            moved = theirs.filtered(lambda one: one.responsible_id != person)  # noqa: B023
            moved.filtered(lambda one: one.state != "planned").write(UNSIGNED)
            moved.write({"responsible_id": person.id})

    def _cares_ahead(self):
        # sudo: whoever was just allowed to hand over, close or archive these dossiers
        # takes along what is planned there.
        cares = self.env["customer.dossier.care"].sudo()
        return cares.search([("dossier_id", "in", self.ids), ("state", "in", OPEN)])


class CustomerDossierCare(models.Model):
    _inherit = "customer.dossier.care"

    def _read_by_responsible(self):
        """:return: those that whoever is responsible reads today"""
        found = self.browse()
        for person, cares in self.grouped("responsible_id").items():
            if person.active:
                companies = (cares.company_id & person.company_ids).ids
                theirs = cares.with_user(person).with_context(
                    allowed_company_ids=companies or person.company_id.ids
                )
                found |= theirs._filtered_access("read").with_env(self.env)
        return found


def _next_person(care):
    """Who sees to it from now on."""
    dossier = care.dossier_id
    if care.plan_id:
        return care.plan_id._person(dossier)
    return dossier.account_manager_id or dossier.archivist_id
