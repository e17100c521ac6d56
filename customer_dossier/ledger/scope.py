"""Which documents belong to a customer."""

from collections.abc import Iterable

from odoo.tools import SQL

#: Documents that are sales: an invoice, its credit note, a receipt.
SALE_DOCUMENTS = ("out_invoice", "out_refund", "out_receipt")
#: The ones of them that ask for money.
INVOICES = ("out_invoice", "out_receipt")


def listed(ids: Iterable[int] | SQL) -> list[int] | SQL:
    """Return ids as a statement takes them; what a function is given stays as it is."""
    return ids if isinstance(ids, SQL) else list(ids)


def of_partners(column: SQL, partners: Iterable[int] | None) -> SQL:
    """Return the condition that a document's partner belongs to these customers.

    An array and no ``IN (SELECT …)``: PostgreSQL goes by the index on the partner then,
    and never through a whole table once more for each batch of customers.

    :param column: the document's partner, which may be any contact.
    :param partners: ids of commercial entities; None for everybody.
    """
    if partners is None:
        return SQL("TRUE")
    return SQL(
        "%s = ANY(ARRAY("
        "SELECT id FROM res_partner WHERE commercial_partner_id = ANY(%s)))",
        column,
        listed(partners),
    )
