"""The stage of a customer's file: onboarding of new, upkeep of old, archive of lost."""

from datetime import date, timedelta
from typing import NamedTuple

#: Days in which a new customer's file must be opened properly.
ONBOARDING_DAYS = 30
#: Growth classes of customers who are new to us, and of those who are gone.
NEW, LOST = ("prospect", "new"), ("lost",)


class LifeStage(NamedTuple):
    """:param stage: ``onboarding``, ``upkeep`` or ``lost``; None when not known.

    :param due: the day by which onboarding must be done; None in the other stages.
    """

    stage: str | None
    due: date | None = None


def life_stage(
    growth_class: str | None, begun: date, today: date, left: int
) -> LifeStage:
    """Return the stage of a file.

    A new customer's file stays in onboarding for 30 days, and longer while something
    that it must have is missing; what is late stays visible.

    :param growth_class: class of :mod:`growth`, None when not known.
    :param begun: the day of the first order, or of opening the file before it.
    :param left: number of sections that a new customer's file lacks.

    >>> day = date(2026, 3, 1)
    >>> life_stage("new", day, date(2026, 3, 20), 0)
    LifeStage(stage='onboarding', due=datetime.date(2026, 3, 31))
    >>> life_stage("new", day, date(2026, 5, 1), 0).stage
    'upkeep'
    >>> life_stage("new", day, date(2026, 5, 1), 2).stage
    'onboarding'
    >>> life_stage("lost", day, day, 2).stage, life_stage(None, day, day, 2).stage
    ('lost', None)
    """
    if growth_class is None:
        return LifeStage(None)
    due = begun + timedelta(days=ONBOARDING_DAYS)
    if growth_class in NEW and (left or today <= due):
        return LifeStage("onboarding", due)
    return LifeStage("lost" if growth_class in LOST else "upkeep")
