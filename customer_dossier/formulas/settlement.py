"""Settlement facts: what of a reconciled amount is evidence of payment behaviour."""

from collections.abc import Iterable
from typing import NamedTuple

from .rounding import finite


class OpenItem(NamedTuple):
    """An overdue residual.

    :param amount: company currency.
    :param days: as-of date less due date.
    :param disputed: a disputed item stays in the exposure but is not held against the
        customer: not in the score, the reminders or the sanctions.
    """

    amount: float
    days: int
    disputed: bool = False


class CashSplit(NamedTuple):
    """How much of a reconciled payment was money and how much was given up."""

    cash: float
    write_off: float


def undisputed(items: Iterable[OpenItem]) -> list[tuple[float, int]]:
    """Return amount and days of the items that may be held against the customer.

    >>> undisputed([OpenItem(5000, 40, disputed=True), OpenItem(5000, 10)])
    [(5000, 10)]
    """
    return [(item.amount, item.days) for item in items if not item.disputed]


def cash_split(
    partial: float, cash_received: float, receivable_credited: float
) -> CashSplit:
    """Return the money and the write-off inside one reconciled part of a payment.

    Odoo's payment wizard books a write-off inside the payment's own entry, so the
    reconciliation shows 1,000 although 900 came in.

    :param partial: reconciled amount.
    :param cash_received: sum of the positive cash, bank and outstanding lines of the
        payment's entry.
    :param receivable_credited: amount the entry takes off the receivable account.
    :return: the partial, divided in the proportion of the whole entry.

    >>> cash_split(1000, 900, 1000)
    CashSplit(cash=900.0, write_off=100.0)
    """
    finite(partial, cash_received, receivable_credited)
    share = 0.0
    if receivable_credited > 0:
        share = min(1.0, max(0.0, cash_received / receivable_credited))
    cash = partial * share
    return CashSplit(cash, partial - cash)
