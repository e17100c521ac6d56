"""Sheet: one row per customer, the figures that a credit meeting goes through."""

from odoo.tools.translate import LazyTranslate

from ...xlsx.columns import AMOUNT, DAYS, DECIMAL, RATIO, TEXT, Column

_lt = LazyTranslate(__name__)

NAME = _lt("Summary")
PAST_NOTE = _lt(
    "The date lies in the past: grade, rating, territory and credit terms are those of "
    "the day of printing."
)
OVERDUE_ALERT_DAYS = 90


def _figure(key):
    return lambda customer: customer.figures[key]


def _utilisation(customer):
    percent = customer.figures["utilisation"]
    return None if percent is None else percent / 100


COLUMNS = (
    Column("grade", _lt("Grade"), TEXT, lambda customer: customer.grade),
    Column("rating", _lt("Rating"), TEXT, lambda customer: customer.rating),
    Column("territory", _lt("Territory"), TEXT, lambda customer: customer.territory),
    Column("mode", _lt("Credit mode"), TEXT, lambda customer: customer.credit_mode),
    Column(
        "limit",
        _lt("Limit"),
        AMOUNT,
        lambda customer: customer.credit_limit,
        total=True,
    ),
    Column("exposure", _lt("Exposure"), AMOUNT, _figure("exposure"), total=True),
    Column("utilisation", _lt("Utilisation"), RATIO, _utilisation, alert=1),
    Column("receivable", _lt("Receivable"), AMOUNT, _figure("receivable"), total=True),
    Column("overdue", _lt("Overdue"), AMOUNT, _figure("overdue"), total=True),
    Column(
        "oldest",
        _lt("Oldest overdue (days)"),
        DAYS,
        _figure("oldest_overdue_days"),
        alert=OVERDUE_ALERT_DAYS,
    ),
    Column(
        "beyond_terms", _lt("Days beyond terms"), DECIMAL, _figure("days_beyond_terms")
    ),
    Column("payment_index", _lt("Payment index"), DAYS, _figure("payment_index")),
    Column("dso", _lt("DSO (days)"), DECIMAL, _figure("dso")),
)
