"""The formulas are plain Python: they are imported without Odoo, as a package of their own.

Hypothesis draws the same examples in every run and keeps no files.
"""

import sys
from pathlib import Path

from hypothesis import settings

sys.path.append(str(Path(__file__).resolve().parents[2] / "customer_dossier"))
settings.register_profile(
    "house", derandomize=True, deadline=None, database=None, max_examples=100
)
settings.load_profile("house")
