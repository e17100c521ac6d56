"""The control on the cover: the parts, live, against the ledger; a gap is shown."""

from xlsxwriter.utility import xl_rowcol_to_cell

from odoo.tools.translate import LazyTranslate

from ...xlsx.book import ALERT
from ...xlsx.columns import AMOUNT

_lt = LazyTranslate(__name__)

HEADING = _lt("Control total")
LABELS = (
    _lt("Dossiers in this report"),
    _lt("Dossiers outside the scope of this report"),
    _lt("Partners without a dossier"),
    _lt("Entries without a partner"),
    _lt("Total"),
    _lt("Receivable accounts of the ledger"),
    _lt("Difference"),
    _lt("Difference: ageing against summary"),
)
OPEN_ITEMS = _lt("Difference: open items against summary")
TOTAL, LEDGER, DIFFERENCE = 4, 5, 6
VERDICT = _lt("Agrees with the ledger")
YES, NO = _lt("Yes"), _lt("No: ask the accountant")


def write_control(cover, report, tables):
    """Write the control, one column for each company, and move the cover on.

    :param tables: the finished tables by name: summary, ageing and perhaps open_items
    """
    translate, sections = cover.book.translate, report.sections
    names = (f"{section.company}, {section.currency}" for section in sections)
    cover.headings(HEADING, *names)
    first = cover.row
    amounts = [
        _amounts(section, tables, first, column)
        for column, section in enumerate(sections, start=1)
    ]
    labels = LABELS + ((OPEN_ITEMS,) if "open_items" in tables else ())
    for label, cells in zip(labels, zip(*amounts, strict=True), strict=True):
        for column, (section, cell) in enumerate(zip(sections, cells, strict=True), 1):
            _write_amount(cover, section, column, *cell)
        cover.line(translate(label))
    last = cover.row - 1
    for column, cells in enumerate(amounts, start=1):
        agrees = not any(value for _formula, value in cells[DIFFERENCE:])
        _write_verdict(cover, first + DIFFERENCE, last, column, agrees)
    cover.line(translate(VERDICT))
    _colour(cover, first + DIFFERENCE, last, len(sections))
    cover.row += 1


def _amounts(section, tables, first, column):
    """Return formula (None = a plain number) and value of each line of a company."""
    control, digits = section.control, section.digits
    cell = [xl_rowcol_to_cell(first + line, column) for line in range(DIFFERENCE)]
    formula, dossiers = tables["summary"].sum_of(section, "receivable")
    others = (control.outside_scope, control.no_dossier, control.no_partner)
    total = round(dossiers + sum(others), digits)
    lines = [
        (formula, dossiers),
        *((None, amount) for amount in others),
        (f"SUM({cell[0]}:{cell[TOTAL - 1]})", total),
        (None, control.ledger),
        (
            f"ROUND({cell[TOTAL]}-{cell[LEDGER]},{digits})",
            round(total - control.ledger, digits),
        ),
    ]
    for name, key in (("ageing", "total"), ("open_items", "residual")):
        if name in tables:
            formula, amount = tables[name].sum_of(section, key)
            lines.append(
                (
                    f"ROUND({formula}-{cell[0]},{digits})",
                    round(amount - dossiers, digits),
                )
            )
    return lines


def _write_amount(cover, section, column, formula, value):
    cell_format = cover.book.format(AMOUNT, section.digits)
    if formula is None:
        cover.sheet.write_number(cover.row, column, value, cell_format)
    else:
        cover.sheet.write_formula(cover.row, column, f"={formula}", cell_format, value)


def _write_verdict(cover, first, last, column, agrees):
    yes, no = (cover.book.translate(text).replace('"', '""') for text in (YES, NO))
    tests = ",".join(
        f"{xl_rowcol_to_cell(row, column)}=0" for row in range(first, last + 1)
    )
    cover.sheet.write_formula(
        cover.row,
        column,
        f'=IF(AND({tests}),"{yes}","{no}")',
        cover.book.format(bold=True, align="right"),
        yes if agrees else no,
    )


def _colour(cover, first, last, companies):
    """Colour what is not zero, so that nobody has to look for it."""
    alert = {"criteria": "!=", "value": 0, "format": cover.book.format(**ALERT)}
    cover.sheet.conditional_format(first, 1, last, companies, {"type": "cell", **alert})
