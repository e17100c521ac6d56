"""The credit report as one computed object, before anybody writes a sheet of it.

Renderers only walk it. Amounts are in the company's currency unless said otherwise;
amounts of different currencies never meet in one sum. ``None`` is not known, never 0.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Control:
    """What the receivable accounts of one company must add up to, and from what.

    :param ledger: sum of the posted lines on receivable accounts, asked of the ledger
        itself and not of the dossiers.
    :param outside_scope: open amounts of dossiers that the report leaves out.
    :param no_dossier: open amounts of partners without a dossier.
    :param no_partner: open amounts of entries without a partner.
    """

    ledger: float = 0.0
    outside_scope: float = 0.0
    no_dossier: float = 0.0
    no_partner: float = 0.0


@dataclass(frozen=True, slots=True)
class Rate:
    """A foreign currency met in the open items of one company.

    :param digits: decimals of the foreign currency.
    :param residual: open amount in the foreign currency.
    :param booked: the same items at their booked value, in the company's currency.
    :param market: company currency for one unit at the report's date; None = no rate.
    """

    currency: str
    digits: int
    residual: float
    booked: float
    market: float | None


@dataclass(frozen=True, slots=True)
class Section:
    """One company of the report.

    :param digits: decimals of its currency.
    :param left_out: what does not count towards an exposure there, in words.
    """

    company: str
    currency: str
    digits: int
    control: Control
    rates: tuple[Rate, ...] = ()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """One dossier: who it is, and its figures by the names of the figures' fields.

    :param credit_limit: None where the credit mode has no limit.
    """

    section: Section
    number: str
    name: str
    grade: str
    rating: str
    territory: str
    credit_mode: str
    credit_limit: float | None
    figures: Mapping[str, float | int | None]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One document line still open at the report's date; a credit is negative.

    :param days: days past due, negative before it.
    :param bucket: key of ``formulas.ageing.BUCKETS`` or ``UNALLOCATED``.
    :param residual_currency: in the item's own ``currency`` with ``currency_digits``.
    """

    section: Section
    number: str
    name: str
    document: str
    date: datetime.date
    due: datetime.date
    days: int
    bucket: str
    currency: str
    currency_digits: int
    residual_currency: float
    residual: float


@dataclass(frozen=True, slots=True)
class CreditReport:
    """Everything that the sheets show; the two long lists are read once, in order.

    :param sections: the companies, those with one currency side by side.
    :param customers: by section, then by number.
    :param open_items: in the same order; None = not asked for.
    :param past: the date lies before today, so orders and drafts are not known.
    """

    as_of: datetime.date
    past: bool
    scope: str
    purpose: str
    printed_by: str
    printed_at: datetime.datetime
    copy_number: str
    sections: tuple[Section, ...]
    customers: Iterable[Customer] = field(repr=False)
    open_items: Iterable[OpenItem] | None = field(default=None, repr=False)
