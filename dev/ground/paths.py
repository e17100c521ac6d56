"""Where things lie: the checkout, its private folder and the download cache."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "dev"
GROUND = ROOT / ".ground"
LOGS = GROUND / "logs"
ADDON = ROOT / "customer_dossier"
CACHE = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    / "customer_dossier"
)
# Tells this checkout from others in folders that several of them share.
CHECKOUT_ID = hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]
