"""Sheet: the parts of the exposure, with the sign they count with."""

from typing import Any, NamedTuple

from odoo.tools.translate import LazyTranslate

from ...xlsx.columns import AMOUNT, Column

_lt = LazyTranslate(__name__)

NAME = _lt("Exposure")
PAST_NOTE = _lt(
    "The date lies in the past: orders, drafts, special liabilities and securities of "
    "that day are not known, so they and the exposure stay empty."
)


class Part(NamedTuple):
    """A part of the exposure: field of the figures, heading, sign it counts with."""

    key: str
    label: Any
    sign: int = 1


PARTS = (
    Part("exposure_receivable", _lt("Open receivable")),
    Part("exposure_delivered", _lt("Delivered, not invoiced")),
    Part("exposure_ordered", _lt("Ordered, not delivered")),
    Part("exposure_draft", _lt("Draft invoices")),
    Part("exposure_special", _lt("Special liabilities")),
    Part("exposure_credit", _lt("Less unallocated credit"), -1),
    Part("exposure_secured", _lt("Less deposits and guarantees"), -1),
)


def _part(key, sign):
    def value(customer):
        amount = customer.figures[key]
        return None if amount is None else 0.0 + sign * abs(amount)

    return value


COLUMNS = (
    *(
        Column(key, label, AMOUNT, _part(key, sign), total=True)
        for key, label, sign in PARTS
    ),
    Column(
        "exposure",
        _lt("Exposure"),
        AMOUNT,
        lambda customer: customer.figures["exposure"],
        total=True,
        adds=(PARTS[0].key, PARTS[-1].key),
    ),
)
