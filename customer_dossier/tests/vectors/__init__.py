"""Vectors: inputs and results of every formula, and how each reaches its function.

``ADAPTERS`` maps the beginning of a vector's id to a function that takes the vector's
inputs and returns results under the names the vector uses.
"""

import json
from pathlib import Path

from . import allowance, credit, customer, ledger

ADAPTERS = {
    **allowance.ADAPTERS,
    **credit.ADAPTERS,
    **customer.ADAPTERS,
    **ledger.ADAPTERS,
}


def load_vectors():
    """Return the list of vectors of ``vectors.json``."""
    text = Path(__file__).with_name("vectors.json").read_text(encoding="utf-8")
    return json.loads(text)["vectors"]


def prefix_of(vector):
    """Return the longest key of ``ADAPTERS`` that the id begins with, or None."""
    fitting = [prefix for prefix in ADAPTERS if vector["id"].startswith(prefix)]
    return max(fitting, key=len, default=None)
