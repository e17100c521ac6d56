"""Bars of a chart as plain geometry; the template draws them as SVG.

The browser inside of ``wkhtmltopdf`` draws SVG, and runs no script that we trust.
"""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 640, 90
GAP = 0.25  # of a bar's step


class Bar(NamedTuple):
    """One bar from the zero line up, or down; all numbers are pixels."""

    x: float
    y: float
    width: float
    height: float
    label: str
    strong: bool


class Chart(NamedTuple):
    """Bars of one scale and the height of their zero line."""

    bars: list[Bar]
    zero: float
    width: int = WIDTH
    height: int = HEIGHT


def chart(
    values: Sequence[float], labels: Sequence[str], strong: Sequence[bool]
) -> Chart | None:
    """Lay out bars in the order given; None where there is nothing to see.

    :param strong: which bars are drawn dark.
    """
    top, bottom = max(0, *values, 0), min(0, *values, 0)
    if top == bottom:
        return None
    scale = HEIGHT / (top - bottom)
    zero = top * scale
    step = WIDTH / len(values)
    bars = [
        Bar(
            round(number * step + step * GAP / 2, 1),
            round(zero - max(0, value) * scale, 1),
            round(step * (1 - GAP), 1),
            round(abs(value) * scale, 1),
            label,
            dark,
        )
        for number, (value, label, dark) in enumerate(
            zip(values, labels, strong, strict=True)
        )
    ]
    return Chart(bars, round(zero, 1))
