"""A fingerprint that proves a value while it exists, and tells nothing once it is gone.

The salt is random and kept beside the value. Without it nobody can try out birthdays
until one fits, so a document may keep the fingerprint after value and salt are wiped.
"""

import json
from hashlib import sha256
from secrets import token_hex

SALT_BYTES = 32


def new_salt() -> str:
    """Return a salt that nobody can guess, as hexadecimal digits."""
    return token_hex(SALT_BYTES)


def canonical(value) -> str:
    """Return plain data as JSON that is written in one way only.

    >>> canonical({"b": None, "a": "生日"})
    '{"a":"生日","b":null}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def commitment(salt: str, value) -> str:
    """Return the SHA-256 of the salt and the canonical value, as hexadecimal digits.

    >>> commitment("s", {"a": 1}) == commitment("s", {"a": 1})
    True
    >>> commitment("s", {"a": 1}) == commitment("t", {"a": 1})
    False
    """
    return sha256((salt + canonical(value)).encode()).hexdigest()
