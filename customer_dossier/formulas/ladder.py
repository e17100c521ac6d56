"""Ladder: what arrears call for, and who may be rewarded.

The article's instruments (less credit, cash customer, support withdrawn, deposit and
year-end reward). Every step is a proposal that a person approves.
"""

from .bands import Band, find
from .rounding import finite

NO_STEP = "none"
#: Step by days of the oldest undisputed overdue item.
STEPS = (
    Band(NO_STEP, upper=0),
    Band("remind", upper=30),
    Band("credit_stop_limit_cut", upper=60),
    Band("cash_customer_support_withdrawn", upper=90),
    Band("deposit_and_year_end_reward_review"),
)
#: So many broken promises weigh as much as the highest step.
MOST_BROKEN = 2
REWARD_RATINGS = ("AAA", "AA")
REWARD_GROWTH = ("fast_growing", "growing", "stable")
#: A file thinner than this percent proves nothing worth a reward.
REWARD_COMPLETENESS = 70


def sanction_step(
    oldest_days: int | None, disputed: bool = False, broken_promises: int = 0
) -> str | None:
    """Return the step that the oldest overdue item calls for.

    :param oldest_days: days overdue, 0 for nothing overdue, None for unknown.
    :param disputed: a disputed item does not climb the ladder.
    :param broken_promises: promises to pay that were not kept; two of them call for
        the highest step, as long as anything is overdue.
    :return: result of :data:`STEPS`; None when the days are unknown.

    >>> sanction_step(30), sanction_step(75, disputed=True), sanction_step(None)
    ('remind', 'none', None)
    >>> sanction_step(5, broken_promises=2)
    'deposit_and_year_end_reward_review'
    """
    finite(oldest_days, broken_promises)
    if disputed or oldest_days is None or oldest_days <= 0:
        return NO_STEP if disputed else find(oldest_days, STEPS)
    return find(oldest_days, STEPS if broken_promises < MOST_BROKEN else STEPS[-1:])


def may_be_rewarded(
    rating: str | None,
    overdue: float | None,
    growth_class: str | None,
    completeness: float | None,
) -> bool:
    """Return whether all conditions of a reward hold; unknown is not good enough.

    :param rating: AAA or AA is needed.
    :param overdue: overdue amount (or days), must be 0.
    :param growth_class: stable or better.
    :param completeness: percent of the file, 70 or more.

    >>> may_be_rewarded("AA", 0, "stable", 70)
    True
    >>> may_be_rewarded("AA", None, "stable", 70)
    False
    """
    finite(overdue, completeness)
    return (
        rating in REWARD_RATINGS
        and overdue is not None
        and overdue <= 0
        and growth_class in REWARD_GROWTH
        and completeness is not None
        and completeness >= REWARD_COMPLETENESS
    )
