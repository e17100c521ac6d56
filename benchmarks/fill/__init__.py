"""Fill a database with dealers by set-based SQL.

One dealer's documents are booked through Odoo's own API; their rows are the templates of
all others, so that every column that Odoo fills is filled. ``check`` proves that the
result is a ledger: entries balance and residuals follow from the reconciliations.
"""

from odoo.tools import SQL

from .check import check
from .dealers import clone_dossiers, clone_partners, plan_dealers
from .invoices import clone_invoices
from .orders import clone_orders
from .payments import clone_payments
from .template import book_template

__all__ = ["check", "fill"]


def fill(env, dealers):
    """Add dealers until there are ``dealers`` of them, each with documents and dossier."""
    template = book_template(env)
    [(have,)] = env.execute_query(
        SQL("SELECT COUNT(*) FROM res_partner WHERE ref LIKE 'bench %%'")
    )
    if have < dealers:
        env.flush_all()
        plan_dealers(env, have, dealers)
        clone_partners(env, template)
        clone_invoices(env, template)
        clone_payments(env, template)
        clone_orders(env, template)
        clone_dossiers(env, template)
        env.cr.commit()
        env.cr._cnx.autocommit = True
        env.cr.execute("ANALYZE")
        env.cr._cnx.autocommit = False
        env.invalidate_all()
