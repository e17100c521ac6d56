"""Sheet: what each customer owes by days past due, credits in their own column."""

from odoo.tools.translate import LazyTranslate

from ...formulas.ageing import BUCKETS, UNALLOCATED
from ...xlsx.columns import AMOUNT, Column
from .summary import OVERDUE_ALERT_DAYS

_lt = LazyTranslate(__name__)

NAME = _lt("Ageing")
NOT_DUE = BUCKETS[0]
#: How each bucket is headed, also for a single open item.
LABELS = {
    **{bucket.key: _lt("%(days)s days", days=bucket.label) for bucket in BUCKETS},
    NOT_DUE.key: _lt("Not due"),
    UNALLOCATED: _lt("Unallocated credit"),
}


def _amount(customer, bucket):
    overdue = "" if bucket is NOT_DUE else "overdue_"
    return customer.figures[overdue + bucket.key]


def _credit(customer):
    return 0.0 - abs(customer.figures["unallocated_credit"])


def _total(customer):
    return sum(_amount(customer, bucket) for bucket in BUCKETS) + _credit(customer)


def _is_late(bucket):
    return bucket.first is not None and bucket.first > OVERDUE_ALERT_DAYS


COLUMNS = (
    *(
        Column(
            bucket.key,
            LABELS[bucket.key],
            AMOUNT,
            lambda customer, bucket=bucket: _amount(customer, bucket),
            total=True,
            alert=0 if _is_late(bucket) else None,
        )
        for bucket in BUCKETS
    ),
    Column(UNALLOCATED, LABELS[UNALLOCATED], AMOUNT, _credit, total=True),
    Column(
        "total",
        _lt("Total"),
        AMOUNT,
        _total,
        total=True,
        adds=(NOT_DUE.key, UNALLOCATED),
    ),
)
