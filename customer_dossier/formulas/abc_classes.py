"""ABC: the few customers who bring most of the sales.

The share of all larger customers decides, so the customer that crosses the line
stays in the higher class and one giant is an A. Shares 80 and 95 are defaults;
sources vary.
"""

from collections.abc import Mapping

from .rounding import clean, finite

A_SHARE, B_SHARE = 80.0, 95.0


def abc_classes(
    sales: Mapping[int, float | None], a: float = A_SHARE, b: float = B_SHARE
) -> dict[int, str | None]:
    """Return the class of each customer.

    :param sales: net sales (or margin) of the period by record id; None for unknown.
    :param a: percent of all sales up to which larger customers make a customer A.
    :param b: the same for B.
    :return: A, B or C; N for nothing bought (or net returns), None for unknown. Equal
        sales are ordered by id, so that a second run gives the same classes.

    >>> abc_classes({1: 990, 2: 5, 3: 5, 4: 0, 5: None})
    {1: 'A', 2: 'C', 3: 'C', 4: 'N', 5: None}
    """
    finite(a, b)
    classes = {key: None if value is None else "N" for key, value in sales.items()}
    bought = [
        (key, value) for key, value in sales.items() if value and clean(value) > 0
    ]
    total = sum(value for _key, value in bought)
    before = 0.0
    for key, value in sorted(bought, key=lambda row: (-row[1], row[0])):
        share = clean(before / total * 100)
        classes[key] = "A" if share < a else "B" if share < b else "C"
        before += value
    return classes
