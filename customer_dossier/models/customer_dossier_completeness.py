from odoo import models

from ..formulas.completeness import Section, completeness


def _partner(name):
    return lambda dossier, partner: partner[name]


def _dossier(name):
    return lambda dossier, partner: dossier[name]


# A section is its weight and its facts; a fact says whether it is there.
SECTIONS = {
    "identity": (
        25,
        (
            _partner("vat"),
            _partner("company_registry"),
            lambda dossier, partner: partner.street and partner.city,
            lambda dossier, partner: partner.country_id,
            _partner("phone"),
            _partner("email"),
            _partner("website"),
            _partner("industry_id"),
        ),
    ),
    "credit": (
        30,
        (
            _partner("property_payment_term_id"),
            _partner("bank_ids"),
            lambda dossier, partner: dossier.credit_mode != "unlimited",
            lambda dossier, partner: dossier.key_documents != "unknown",
            _dossier("account_manager_id"),
        ),
    ),
    "people": (
        15,
        (
            _partner("child_ids"),
            lambda dossier, partner: any(partner.child_ids.mapped("function")),
            lambda dossier, partner: any(
                person.phone or person.email for person in partner.child_ids
            ),
        ),
    ),
    "market": (15, (_dossier("territory_id"), _dossier("cooperation"))),
    "trade": (
        15,
        (
            _dossier("first_order_date"),
            _dossier("turnover"),
            lambda dossier, partner: dossier.payment_index is not False,
            lambda dossier, partner: dossier.rhythm not in (False, "insufficient"),
        ),
    ),
}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _sections(self):
        """What belongs into a dossier: ``{section: (weight, facts)}``."""
        return dict(SECTIONS)

    def _completeness(self):
        """How much of each dossier is filled in.

        :return: ``{dossier id: percent}``; a constant number of queries per company
        """
        self.check_access("read")
        sections, result = self._sections(), {}
        # sudo: contacts and bank accounts are looked at, not shown; only a
        # percentage of dossiers that the user may read leaves this method.
        for company, dossiers in self.sudo().grouped("company_id").items():
            for dossier in dossiers.with_company(company):
                partner = dossier.partner_id
                result[dossier.id] = completeness(
                    Section(
                        weight,
                        sum(bool(fact(dossier, partner)) for fact in facts),
                        len(facts),
                    )
                    for weight, facts in sections.values()
                )
        return result
