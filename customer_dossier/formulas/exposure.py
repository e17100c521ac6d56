"""Exposure: what a customer could cost us, in named parts that add up.

Parts as in SAP's credit segments (100 orders, 200 open items, 300 special, 400
deliveries). The same object stands behind the form, the list, the hold and the reports.
"""

from dataclasses import dataclass, fields
from typing import NamedTuple

from .rounding import finite

#: Every part and how it counts in the gross exposure; 0 = only in the net exposure.
PARTS = (
    ("open_receivable", 1),
    ("delivered_not_invoiced", 1),
    ("open_orders", 1),
    ("draft_invoices", 1),
    ("special_liabilities", 1),
    ("unallocated_credits", -1),
    ("deposits", 0),
    ("guarantees", 0),
)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The exposure of one customer, all amounts positive and in one currency.

    A part may be None: unknown, for example the orders of a past day.

    :param open_receivable: positive residuals of posted documents, disputed included.
    :param delivered_not_invoiced: goods out of the house without an invoice.
    :param open_orders: confirmed orders not yet delivered nor invoiced.
    :param draft_invoices: invoices being prepared, where the company counts them.
    :param special_liabilities: notes receivable, guarantees given, consignment.
    :param unallocated_credits: payments and credit notes no invoice has used.
    :param deposits: deposits held.
    :param guarantees: usable part of guarantees received.
    :raise ValueError: for a part that is no finite number.

    >>> exposure = Exposure(120000, 30000, 50000, 0, 20000, 10000, 15000)
    >>> exposure.gross, exposure.net, exposure.utilisation(200000)
    (210000.0, 195000.0, 97.5)
    """

    open_receivable: float = 0.0
    delivered_not_invoiced: float = 0.0
    open_orders: float = 0.0
    draft_invoices: float = 0.0
    special_liabilities: float = 0.0
    unallocated_credits: float = 0.0
    deposits: float = 0.0
    guarantees: float = 0.0

    def __post_init__(self):
        finite(*(getattr(self, part) for part, _sign in PARTS))

    @property
    def gross(self) -> float | None:
        """Sum of the parts, unallocated credits taken off; may be negative.

        None as soon as one part is unknown: a sum that leaves it out would be a lie.

        >>> Exposure(500, open_orders=None).gross is None
        True
        """
        total = 0.0
        for part, sign in PARTS:
            amount = getattr(self, part)
            if sign and amount is None:
                return None
            total += sign * (amount or 0.0)
        return total

    @property
    def net(self) -> float | None:
        """Gross less deposits and usable guarantees; None if something is unknown."""
        gross = self.gross
        if None in (gross, self.deposits, self.guarantees):
            return None
        return gross - self.deposits - self.guarantees

    def utilisation(self, limit: float | None) -> float | None:
        """Return net / limit in percent; None without a limit or with a limit of 0.

        A limit of 0 is not "no limit": a ratio to nothing is not a number, ask
        :meth:`headroom`.

        >>> Exposure(500).utilisation(0), Exposure(500).headroom(0)
        (None, -500.0)
        """
        finite(limit)
        net = self.net if limit else None
        return None if net is None else net / limit * 100

    def headroom(self, limit: float | None) -> float | None:
        """Return what credit is left, negative when over; None without a limit."""
        finite(limit)
        return None if None in (limit, self.net) else limit - self.net

    def __add__(self, other: "Exposure") -> "Exposure":
        """Return the joint exposure of two customers or documents, part by part.

        What is unknown of one is unknown of both.

        >>> (Exposure(1.0) + Exposure(2.0, deposits=1.0)).net
        2.0
        """
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Exposure(*(None if None in pair else sum(pair) for pair in pairs))


class OrderLineExposure(NamedTuple):
    """The two parts a confirmed order line adds to the exposure."""

    delivered_not_invoiced: float
    open_order: float


def split_order_line(
    ordered: float,
    delivered: float,
    invoiced: float,
    price_total: float,
    currency_rate: float = 1.0,
    ordered_closed: float = 0.0,
    delivered_closed: float = 0.0,
) -> OrderLineExposure:
    """Return what a confirmed order line adds to the exposure, by quantities.

    What was invoiced ahead of delivery is in the receivable already and is not counted
    twice. Odoo's own credit check looks at delivered quantities only and so misses a
    confirmed order that was not delivered yet.

    :param ordered: quantity ordered; without a positive one there is no unit price.
    :param delivered: quantity delivered, in the same unit.
    :param invoiced: quantity invoiced, in the same unit.
    :param price_total: amount of the line, tax included, in the order's currency.
    :param currency_rate: order currency per company currency (``sale.order``'s rate);
        0 is none, and counts one to one.
    :param ordered_closed: quantity that was ordered when the rest of the order was
        closed: what is ordered beyond it counts.
    :param delivered_closed: quantity that was delivered when what is not invoiced was
        given up: what is delivered beyond it counts.
    :return: both parts in company currency, never negative for a positive price.

    >>> split_order_line(10, 6, 4, 11300)
    OrderLineExposure(delivered_not_invoiced=2260.0, open_order=4520.0)
    >>> split_order_line(10, 4, 7, 11300)
    OrderLineExposure(delivered_not_invoiced=0.0, open_order=3390.0)
    >>> split_order_line(10, 6, 4, 11300, ordered_closed=10)
    OrderLineExposure(delivered_not_invoiced=2260.0, open_order=0.0)
    """
    finite(ordered, delivered, invoiced, price_total, currency_rate)
    finite(ordered_closed, delivered_closed)
    if ordered <= 0:
        return OrderLineExposure(0.0, 0.0)
    price = price_total / (currency_rate or 1.0)
    return OrderLineExposure(
        max(delivered - max(invoiced, delivered_closed), 0) * price / ordered,
        max(ordered - max(delivered, invoiced, ordered_closed), 0) * price / ordered,
    )
