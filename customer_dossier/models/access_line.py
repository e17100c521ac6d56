"""The access log's own way to the database, beside the transaction of the request."""

from contextlib import contextmanager
from select import select

from odoo.modules import module

#: One open cursor by database: whoever writes takes it out and puts it back.
_kept = {}


@contextmanager
def line(registry):
    """A cursor on which all that is sent at once is a transaction by itself.

    No ``BEGIN`` and no ``COMMIT`` cross the wire. It stays open between two rows,
    because Odoo's pool throws the connection's plans away whenever it lends it, and
    making them anew is most of what a row costs. Two who write at once have two: one
    of them is closed afterwards.
    """
    if module.current_test:
        # The test's rows belong into the test's transaction.
        with registry.cursor() as cr:
            yield cr
        return
    cr = _take(registry)
    kept = None
    try:
        yield cr
        cr.clear()  # whoever comes next reads for himself
        kept = _kept.setdefault(registry.db_name, cr)
    finally:
        if kept is not cr:
            cr.close()


def _take(registry):
    cr = _kept.pop(registry.db_name, None)
    if cr and _is_alive(cr):
        return cr
    if cr:
        cr.close()
    cr = registry.cursor()
    cr.connection.autocommit = True
    return cr


def _is_alive(cr):
    """Whether the server is still there: one that goes says so, and nothing else does.

    A query to find out would be one more round trip for every row.
    """
    return not cr.closed and not select([cr.connection], [], [], 0)[0]
