"""What a dealer of the demo company is made of."""

from typing import NamedTuple

FOREVER = ((1095, 0),)


class Dealer(NamedTuple):
    """One dealer and the part that it plays. Ages are days before today.

    :param key: short name, also the seed of everything random about the dealer.
    :param sales: untaxed turnover of the last 12 months, the 12 before and the 12
        before those, in 10,000 of the company's currency.
    :param gap: days between two orders; ``phase`` is the age of the newest one.
    :param terms: key of ``catalogue.TERMS``.
    :param late: days paid after the due date for invoices of these three years,
        negative when early.
    :param spans: (oldest, newest) ages between which the dealer orders at all.
    :param festival: hardly orders but before the two festivals.
    :param stop_paying: age since which nothing was paid.
    :param split: share of an invoice paid on time; the rest follows three weeks later.
    :param returns: share of what was bought for a festival that comes back.
    :param payer: key of the dealer who is invoiced for this one.
    :param incidents: functions of ``incidents`` that happen to this dealer.
    :param limit: credit limit in 10,000, for the credit mode ``limit``.
    :param facts: values of the dossier beside these.
    """

    key: str
    name: str
    province: str
    city: str
    sales: tuple = (0, 0, 0)
    gap: int = 40
    phase: int = 12
    terms: str = "30"
    late: tuple = (0, 0, 0)
    spans: tuple = FOREVER
    festival: bool = False
    prepays: bool = False
    currency: str = "CNY"
    stop_paying: int = 0
    split: float = 1.0
    returns: float = 0.0
    payer: str = ""
    incidents: tuple = ()
    mode: str = "limit"
    limit: float = 0
    cooperation: int = 7
    facts: dict = {}
