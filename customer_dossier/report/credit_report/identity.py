"""The columns that every table begins with: which company, which customer."""

from odoo.tools.translate import LazyTranslate

from ...xlsx.columns import TEXT, Column

_lt = LazyTranslate(__name__)

COMPANY = (
    Column("company", _lt("Company"), TEXT, lambda row: row.section.company),
    Column("currency", _lt("Currency"), TEXT, lambda row: row.section.currency),
)
CUSTOMER = (
    Column("number", _lt("Number"), TEXT, lambda row: row.number),
    Column("name", _lt("Customer"), TEXT, lambda row: row.name),
)


def identity(report):
    """Return the first columns; the company only where there are several."""
    return (COMPANY if len(report.sections) > 1 else ()) + CUSTOMER
