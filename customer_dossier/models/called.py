"""The records of a call, as they come from outside: a client may send any JSON as ids."""

from odoo.api import NewId
from odoo.exceptions import UserError

#: The largest number that PostgreSQL's integer holds.
MOST = 2**31 - 1
LONGEST = 40  # characters of a value that an error repeats


def is_id(value):
    """Whether this can be the number of a record."""
    return type(value) is int and 0 < value <= MOST


def shown(value):
    """A value of a client's making, as an error may repeat it: short, and to be encoded.

    >>> shown("a\ud800b")
    'a?b'
    """
    return str(value)[:LONGEST].encode("utf-8", "replace").decode()


def not_records(records):
    """:return: ``UserError`` where these ids are no numbers of records, or None"""
    for id_ in records._ids:
        if not (is_id(id_) or isinstance(id_, NewId)):
            return UserError(
                records.env._(
                    "%(value)s is not the number of a record of %(records)s. Reload the "
                    "page and try again.",
                    value=shown(id_),
                    records=records._description,
                )
            )
    return None


def not_one(records):
    """:return: ``UserError`` where these are none or several, or None"""
    if len(records._ids) == 1:
        return None
    return UserError(
        records.env._(
            "This is done with one record of %(records)s at a time, and was asked of "
            "%(count)s. Open one and try again.",
            records=records._description,
            count=len(records._ids),
        )
    )


def check_called(records, operation, one=False):
    """Check what a method of ours on one of Odoo's models was called with.

    Our own models do so wherever access is asked, see ``customer.dossier.cleared``.

    :raises UserError: these are no records, or not one where one is meant
    :raises AccessError: the user may not
    """
    wrong = not_records(records) or (one and not_one(records))
    if wrong:
        raise wrong
    records.check_access(operation)
