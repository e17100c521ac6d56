"""Which customer a row is about."""

from odoo.fields import Domain
from odoo.tools import format_list

from .flaws import Flaw

BATCH = 200
SHOWN = 5  # names of customers that fit
# sudo is nowhere here: whoever may not read a contact does not learn of it.


def find_customers(env, keys):
    """Find the customer of each key among those that the user may read.

    All that a key says must fit: dossier number, reference, tax ID, name, city.

    :param keys: tuples in the order of ``column.CUSTOMER``
    :return: ``{key: res.partner record or Flaw}``; two queries for each 200 keys
    """
    keys, found = list(keys), {}
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        index = _Index(env, batch)
        found |= {key: index.find(key) for key in batch}
    return found


class _Index:
    """The contacts that may be meant by a batch of keys."""

    def __init__(self, env, keys):
        self._env = env
        numbers, refs, vats, names, _cities = map(set, zip(*keys, strict=True))
        self._by_number = self._dossiers(numbers - {""})
        ids = [partner.id for partner in self._by_number.values()]
        self._by = {"ref": {}, "vat": {}, "name": {}}
        for partner in self._partners(ids, refs - {""}, vats - {""}, names - {""}):
            for name, index in self._by.items():
                word = _word(partner[name])
                index[word] = index.get(word, partner.browse()) | partner

    def _dossiers(self, numbers):
        if not numbers:
            return {}
        Dossier = self._env["customer.dossier"].with_context(active_test=False)
        domain = Domain("name", "in", [*numbers])
        domain &= Domain("company_id", "=", self._env.company.id)
        found = Dossier.search_fetch(domain, ["name", "partner_id"])
        return {dossier.name: dossier.partner_id for dossier in found}

    def _partners(self, ids, refs, vats, names):
        Partner = self._env["res.partner"]
        words = vats | {_word(vat).upper() for vat in vats}
        domain = Domain("ref", "in", [*refs]) | Domain("vat", "in", [*words])
        domain |= Domain("name", "in", [*names]) | Domain("id", "in", ids)
        domain &= Domain("is_company", "=", True) | Domain("parent_id", "=", False)
        names = ["ref", "vat", "name", "city", "commercial_partner_id"]
        found = Partner.search_fetch(domain, names)
        return found.filtered(lambda one: one.commercial_partner_id == one)

    def find(self, key):
        number, ref, vat, name, city = key
        sets = [
            self._by_number.get(number, self._env["res.partner"]) if number else None
        ]
        for field, value in (("ref", ref), ("vat", vat), ("name", name)):
            index = self._by[field]
            sets.append(index.get(_word(value), self._none()) if value else None)
        given = [one for one in sets if one is not None]
        if not given:
            return Flaw("no_customer")
        fits = given[0]
        for other in given[1:]:
            fits &= other
        if city:
            fits = fits.filtered(lambda one: _word(one.city) == _word(city))
        return self._only(fits)

    def _none(self):
        return self._env["res.partner"]

    def _only(self, fits):
        if len(fits) == 1:
            return fits
        if not fits:
            return Flaw("unknown_customer")
        names = format_list(self._env, [_told_apart(one) for one in fits[:SHOWN]])
        return Flaw("which_customer", names=names)


def _told_apart(partner):
    more = partner.ref or partner.vat or partner.city
    return f"{partner.name} ({more})" if more else partner.name


def _word(value):
    return "".join((value or "").split()).lower()
