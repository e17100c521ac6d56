from collections.abc import Callable
from typing import Any, NamedTuple

from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class Given(NamedTuple):
    """A fact of a section that stands in Odoo itself and not in the section.

    :param label: lazy name.
    :param there: ``(dossier) -> `` anything that is true when the fact is there.
    :param by_hand: whether people fill it in; what the books say by themselves is
        nobody's to fill in or to verify.
    """

    label: Any
    there: Callable
    by_hand: bool = True


def _partner(name):
    return lambda dossier: dossier.partner_id[name]


def _dossier(name):
    return lambda dossier: dossier[name]


def _figures(name):
    # Past the dossier's own field, which Odoo computes record by record.
    return lambda dossier: dossier.figures_id[name]


def _contacts(*names):
    return lambda dossier: any(
        contact[name] for contact in dossier.partner_id.child_ids for name in names
    )


# Section code -> name -> fact.
GIVEN = {
    "identity": {
        "vat": Given(_lt("Tax number"), _partner("vat")),
        "registry": Given(_lt("Company registry"), _partner("company_registry")),
        "address": Given(
            _lt("Street and city"),
            lambda dossier: dossier.partner_id.street and dossier.partner_id.city,
        ),
        "country": Given(_lt("Country"), _partner("country_id")),
        "phone": Given(_lt("Phone"), _partner("phone")),
        "email": Given(_lt("Email"), _partner("email")),
        "website": Given(_lt("Website"), _partner("website")),
        "industry": Given(_lt("Industry"), _partner("industry_id")),
    },
    "credit": {
        "terms": Given(_lt("Payment terms"), _partner("property_payment_term_id")),
        "bank": Given(_lt("Bank account"), _partner("bank_ids")),
        "credit_mode": Given(
            _lt("Credit terms decided"),
            lambda dossier: dossier.credit_mode != "unlimited",
        ),
        "documents": Given(
            _lt("Key documents checked"),
            lambda dossier: dossier.key_documents != "unknown",
        ),
        "account_manager": Given(
            _lt("Account manager"), _dossier("account_manager_id")
        ),
    },
    "organisation": {
        "contacts": Given(_lt("Contacts"), _partner("child_ids")),
        "functions": Given(_lt("A contact's function"), _contacts("function")),
        "reachable": Given(
            _lt("A contact's phone or email"), _contacts("phone", "email")
        ),
    },
    "capacity": {"territory": Given(_lt("Territory"), _dossier("territory_id"))},
    "competitiveness": {
        "cooperation": Given(_lt("Mark for cooperation"), _dossier("cooperation"))
    },
    "transactions": {
        "first_order": Given(_lt("First order"), _figures("first_order_date"), False),
        "turnover": Given(_lt("Turnover"), _figures("turnover"), False),
        "payment": Given(
            _lt("Payment index"),
            lambda dossier: dossier.figures_id.payment_index is not False,
            False,
        ),
        "rhythm": Given(
            _lt("Order rhythm"),
            lambda dossier: dossier.figures_id.rhythm not in (False, "insufficient"),
            False,
        ),
    },
}
# Setting one of these on the dossier changes how complete it is.
GIVEN_FIELDS = {
    "credit_mode",
    "key_documents",
    "account_manager_id",
    "territory_id",
    "cooperation",
}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _given_facts(self):
        """What of each section stands in Odoo itself: ``{section code: {name: Given}}``."""
        return GIVEN
