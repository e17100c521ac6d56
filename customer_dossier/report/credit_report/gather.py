"""Gathers the credit report: what it asks Odoo and the ledger, batch by batch."""

from odoo.fields import Domain
from odoo.tools import split_every

from .balances import control, foreign_amounts
from .content import Customer, OpenItem, Rate, Section
from .items import open_item_rows

BATCH = 2000
#: A dossier has many items: fewer dossiers at a time keep the memory flat.
ITEMS_BATCH = 500


def gather(env, as_of, domain, with_items):
    """Return sections, customers and open items of the report, the lists lazily.

    :param env: its companies are those of the report, and its user reads the dossiers
    :param as_of: last day that counts
    :param domain: ``Domain`` of ``customer.dossier`` that narrows the report
    :param with_items: whether the open items are wanted
    :return: keyword arguments of :class:`~.content.CreditReport`. Queries: a few per
        company, and a few per batch of 500 dossiers of a company when the lists are
        read, whatever the number of dossiers or items in it.
    """
    env.flush_all()
    batches, sections = [], []
    for company in _ordered(env.companies):
        dossiers = _dossiers(company, domain)
        section = _section(company, as_of, dossiers)
        sections.append(section)
        batches += [
            (section, company, batch)
            for batch in split_every(BATCH, dossiers.ids, dossiers.browse)
        ]
    return {
        "sections": tuple(sections),
        "customers": _customers(batches, as_of),
        "open_items": _open_items(batches, as_of) if with_items else None,
    }


def _ordered(companies):
    """Companies with one currency side by side: their totals stand in one sum."""
    return companies.sorted(lambda c: (c.currency_id.name, c.sequence, c.id))


def _dossiers(company, domain):
    Dossier = company.env["customer.dossier"].with_context(active_test=False)
    own = Domain("company_id", "=", company.id)
    return Dossier.search(domain & own, order="name, id")


def _section(company, as_of, dossiers):
    return Section(
        company=company.name,
        currency=company.currency_id.name,
        digits=company.currency_id.decimal_places,
        control=control(company, as_of, dossiers),
        rates=tuple(
            _rate(company, as_of, *amounts)
            for amounts in foreign_amounts(company, as_of, dossiers)
        ),
        left_out=company._exposure_left_out(),
    )


def _rate(company, as_of, currency_id, residual, booked):
    currency = company.env["res.currency"].browse(currency_id)
    known = company.env["res.currency.rate"].search_count(
        [
            ("currency_id", "=", currency_id),
            ("company_id", "in", [company.root_id.id, False]),
        ],
        limit=1,
    )
    market = currency._get_conversion_rate(
        currency, company.currency_id, company, as_of
    )
    return Rate(
        currency=currency.name,
        digits=currency.decimal_places,
        residual=residual,
        booked=booked,
        market=market if known else None,
    )


def _customers(batches, as_of):
    for section, _company, dossiers in batches:
        figures = dossiers._figures(as_of, classes=False)
        modes, ratings = (
            dict(dossiers._fields[name]._description_selection(dossiers.env))
            for name in ("credit_mode", "rating")
        )
        for dossier in dossiers:
            limited = dossier.credit_mode == "limit"
            yield Customer(
                section=section,
                number=dossier.name,
                name=dossier.partner_id.name or "",
                grade=dossier.grade_id.name or "",
                rating=ratings.get(dossier.rating, ""),
                territory=dossier.territory_id.name or "",
                credit_mode=modes[dossier.credit_mode],
                credit_limit=dossier.credit_limit if limited else None,
                figures=_known(figures[dossier.id]),
            )
        # A report of many thousands must not keep every dossier it has shown.
        dossiers.partner_id.invalidate_recordset(flush=False)
        dossiers.invalidate_recordset(flush=False)


def _known(figures):
    """The ORM's False for not known becomes None; zero stays zero."""
    return {key: None if value is False else value for key, value in figures.items()}


def _open_items(batches, as_of):
    for section, company, dossiers in batches:
        for some in split_every(ITEMS_BATCH, dossiers.ids, dossiers.browse):
            for row in open_item_rows(company, as_of, some):
                yield OpenItem(section=section, **row)
