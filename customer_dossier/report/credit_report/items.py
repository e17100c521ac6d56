"""The open document lines of some dossiers."""

from odoo.tools import SQL

from ...formulas.ageing import UNALLOCATED, bucket, days_overdue
from ...ledger.open_items import open_items
from ...ledger.undone_currency import undone_currency


def open_item_rows(company, as_of, dossiers):
    """Yield the open lines, by dossier number, then by due date; one query.

    :param dossiers: dossiers of ``company``
    :return: dicts with the fields of :class:`~.content.OpenItem` but its section
    """
    partners = dossiers.partner_id.ids
    for row in company.env.execute_query_dict(_query(company, as_of, partners)):
        row["days"] = days_overdue(row["due"], as_of)
        credit = row["residual"] < 0
        row["bucket"] = UNALLOCATED if credit else bucket(row["days"])
        for amount in ("residual", "residual_currency"):
            row[amount] = float(row[amount])
        yield row


def _query(company, as_of, partners):
    return SQL(
        """
        SELECT d.name AS number, COALESCE(p.name, '') AS name,
               COALESCE(l.move_name, '') AS document,
               COALESCE(l.invoice_date, o.date) AS date, o.due,
               c.name AS currency, c.decimal_places AS currency_digits,
               l.amount_residual_currency + COALESCE(later.amount, 0)
                   AS residual_currency,
               o.residual
          FROM (%(items)s) o
          JOIN customer_dossier d
            ON d.partner_id = o.partner_id AND d.company_id = %(company)s
          JOIN res_partner p ON p.id = o.partner_id
          JOIN account_move_line l ON l.id = o.line_id
          JOIN res_currency c ON c.id = l.currency_id
     LEFT JOIN (%(later)s) later ON later.line_id = o.line_id
         ORDER BY d.name, d.id, o.due, o.line_id
        """,
        items=open_items(company.id, as_of, partners),
        company=company.id,
        later=undone_currency(as_of),
    )
