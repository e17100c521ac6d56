from collections.abc import Callable
from typing import Any, NamedTuple


class Now:
    """A dossier as rules see it: its figures are read where they stand.

    The dossier's own fields of them would be computed record by record.

    :param figures: the figures by name; a record of ``customer.dossier.figures``
    :param names: what stands in them
    """

    def __init__(self, dossier, figures, names):
        self._dossier, self._figures, self._names = dossier, figures, names

    def __getattr__(self, name):
        if name in self._names:
            return self._figure(name)
        return getattr(self._dossier, name)

    def _figure(self, name):
        return self._figures[name]


class SignalKind(NamedTuple):
    """What a rule looks for.

    :param label: lazy name.
    :param threshold: lazy words for what the rule's threshold counts; None without one.
    :param sentence: lazy words for the evidence.
    :param evidence: ``(dossier, rule, batch) -> {name: fact} | None``; facts fit into
        JSON, None means there is nothing to look at, and ``batch`` holds what
        ``_signal_facts`` found for all dossiers at once. None for what only people
        see: no rule looks for it, they report it.
    :param amounts: names of facts that are money of the dossier's company.
    :param past: whether the figures of a past day say what it would have found then.
    """

    label: Any
    threshold: Any = None
    sentence: Any = None
    evidence: Callable | None = None
    amounts: tuple = ()
    past: bool = False
