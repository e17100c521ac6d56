"""A fingerprint that proves a value while it exists, and tells nothing once it is gone.

The salt is random and kept beside the value. Without it nobody can try out birthdays
until one fits, so a document may keep the fingerprint after value and salt are wiped.
"""

from secrets import token_hex

from .canonical import canonical, fingerprint

SALT_BYTES = 32


def new_salt() -> str:
    """Return a salt that nobody can guess, as hexadecimal digits."""
    return token_hex(SALT_BYTES)


def commitment(salt: str, content) -> str:
    """Return a fingerprint that tells nothing about ``content`` once the salt is gone.

    :raises ValueError: no salt: a guess could be tried against it.
    :raises TypeError: see ``canonical``.

    >>> commitment("4f1c", {"birthday": "1970-05-01"}) == commitment(
    ...     "4f1d", {"birthday": "1970-05-01"}
    ... )
    False
    >>> commitment("", {})
    Traceback (most recent call last):
    ValueError: a commitment without a salt hides nothing
    """
    if not salt:
        raise ValueError("a commitment without a salt hides nothing")
    return fingerprint(salt + canonical(content))
