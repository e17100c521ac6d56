"""One way to write a value down, so that the same content always has the same hash.

Keys are sorted, there are no spaces, and no number has a fraction: whatever has one
comes as a text with its digits, because a float is not the same everywhere.
"""

import hashlib
import json


def canonical(content) -> str:
    """Return ``content`` as JSON that depends on nothing but the content.

    :raises TypeError: it holds a float, a key that is no text (JSON would make one of
        it, and ``{1: 0}`` the same as ``{"1": 0}``), or something JSON does not know.

    >>> canonical({"b": [1, None, True], "a": "茅台"})
    '{"a":"茅台","b":[1,null,true]}'
    >>> canonical({"price": 0.1})
    Traceback (most recent call last):
    TypeError: 0.1 is a float: write it with its digits
    """
    _refuse_ambiguous(content)
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text, as any tool computes it.

    >>> fingerprint("")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_ambiguous(content):
    if isinstance(content, float):
        raise TypeError(f"{content} is a float: write it with its digits")
    if isinstance(content, dict):
        if not all(isinstance(key, str) for key in content):
            raise TypeError("a key is no text")
        content = content.values()
    elif not isinstance(content, (list, tuple)):
        return
    for part in content:
        _refuse_ambiguous(part)
