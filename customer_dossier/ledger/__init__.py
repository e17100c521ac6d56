"""Odoo's own tables, read only: one SQL fragment per kind of fact.

Every function returns an ``odoo.tools.SQL`` that selects one row per fact for one company,
in that company's currency, with ``partner_id`` the commercial entity. ``partners`` limits
it to some commercial entities; None means everybody. Archived partners and contacts count.
The caller flushes before and decides who may see the result: no access rule applies here.
"""

from . import aged_items
from . import counted
from . import customer_sums
from . import draft_invoices
from . import open_items
from . import orders
from . import purchases
from . import receipts
from . import sales
from . import scope
from . import settlements
from . import sold_products
from . import sold
from . import undone_currency
from . import write_offs
