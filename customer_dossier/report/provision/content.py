"""A provision run as one computed object; the sheets only walk it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix; cells of one segment stand together."""

    key: str
    segment: str
    position: int
    bucket: str
    customers: int
    gross: float
    rate: float
    source: str
    reason: str
    allowance: float


@dataclass(frozen=True, slots=True)
class Specific:
    """A customer assessed by itself; without number and reason: those not shown."""

    number: str
    name: str
    gross: float
    allowance: float
    reason: str


@dataclass(frozen=True, slots=True)
class Movement:
    """One segment before and now.

    :param key: ``segment_key``; ``specific`` and ``used`` are no segments of the matrix.
    """

    key: str
    segment: str
    previous: float
    required: float


@dataclass(frozen=True, slots=True)
class Provision:
    """Everything that the sheets show; amounts in ``currency`` with ``digits``."""

    number: str
    company: str
    currency: str
    digits: int
    as_of: date
    state: str
    basis: str
    segmentation: str
    rate_source: str
    factor: float
    computed_by: str
    approved_by: str
    previous: str
    credits: float
    ledger: float
    cells: tuple[Cell, ...]
    specific: tuple[Specific, ...]
    movements: tuple[Movement, ...]
    method: tuple[str, ...]
    purpose: str
    printed_by: str
    printed_at: datetime
    copy_number: str
