"""What a file changes for one customer: found first, carried out later."""

from dataclasses import dataclass, field
from typing import Any

#: What becomes of a customer; also the names of the fields that count them.
OUTCOMES = NEW, UPDATED, UNCHANGED, REFUSED = (
    "opened",
    "updated",
    "unchanged",
    "refused",
)


@dataclass(slots=True)
class Change:
    """All that the file says of one customer, and what of it is new.

    :param dossier: the customer's dossier; empty where one has to be opened
    :param terms: ``{field: value}`` of the dossier
    :param items: ``[(section code, {field: value}, source)]``
    :param lines: ``[(Table, line record or None, {field: value})]``
    """

    partner: Any
    rows: list
    dossier: Any = None
    terms: dict = field(default_factory=dict)
    items: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    refused: bool = False

    def refuse(self, *findings):
        """Nothing of this customer is imported."""
        self.findings += findings
        self.refused = True

    @property
    def outcome(self):
        if self.refused or any(row.flawed for row in self.rows):
            return REFUSED
        if not self.dossier:
            return NEW
        return UPDATED if self.terms or self.items or self.lines else UNCHANGED
