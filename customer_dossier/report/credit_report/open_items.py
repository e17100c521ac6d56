"""Sheet: every open document line, so that a total can be followed to its invoices."""

from odoo.tools.translate import LazyTranslate

from ...xlsx.columns import AMOUNT, DATE, DAYS, TEXT, Column
from .ageing import LABELS
from .summary import OVERDUE_ALERT_DAYS

_lt = LazyTranslate(__name__)

NAME = _lt("Open items")


def _days(item):
    """Days past due of a debt; a credit is not late."""
    return item.days if item.residual > 0 else None


def columns(translate):
    """Return the columns; the bucket of each row is named in the reader's language."""
    buckets = {key: translate(label) for key, label in LABELS.items()}
    return (
        Column("document", _lt("Document"), TEXT, lambda item: item.document),
        Column("date", _lt("Date"), DATE, lambda item: item.date),
        Column("due", _lt("Due"), DATE, lambda item: item.due),
        Column("days", _lt("Days overdue"), DAYS, _days, alert=OVERDUE_ALERT_DAYS),
        Column("bucket", _lt("Bucket"), TEXT, lambda item: buckets[item.bucket]),
        Column(
            "residual_currency",
            _lt("Open amount in its currency"),
            AMOUNT,
            lambda item: item.residual_currency,
            digits=lambda item: item.currency_digits,
        ),
        Column("item_currency", _lt("Item currency"), TEXT, lambda item: item.currency),
        Column(
            "residual",
            _lt("Open amount"),
            AMOUNT,
            lambda item: item.residual,
            total=True,
        ),
    )
