"""One way to write a value down, so that the same content always has the same hash.

Keys are sorted, there are no spaces, and no number has a fraction: whatever has one
comes as a text with its digits, because a float is not the same everywhere.
"""

import hashlib
import json


def canonical(content) -> str:
    """Return ``content`` as JSON that depends on nothing but the content.

    :raises TypeError: it holds a float, or something that JSON does not know.

    >>> canonical({"b": [1, None, True], "a": "茅台"})
    '{"a":"茅台","b":[1,null,true]}'
    >>> canonical({"price": 0.1})
    Traceback (most recent call last):
    TypeError: 0.1 is a float: write it with its digits
    """
    _refuse_floats(content)
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text, as any tool computes it.

    >>> fingerprint("")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_floats(content):
    if isinstance(content, float):
        raise TypeError(f"{content} is a float: write it with its digits")
    if isinstance(content, dict):
        content = content.values()
    elif not isinstance(content, (list, tuple)):
        return
    for part in content:
        _refuse_floats(part)
