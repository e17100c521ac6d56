"""Foreign currencies on the cover: at which rate their open items are counted."""

from xlsxwriter.utility import xl_rowcol_to_cell

from odoo.tools.translate import LazyTranslate

from ...xlsx.columns import AMOUNT

_lt = LazyTranslate(__name__)

HEADINGS = (
    _lt("Foreign currency of open items"),
    _lt("Open amount"),
    _lt("Booked value"),
    _lt("Rate used (booked)"),
    _lt("Rate of the day"),
)
NO_RATE = _lt("No rate")
RATE_DIGITS = 6


def write_rates(cover, report):
    """Write one row per company and foreign currency, or nothing, and move on."""
    rows = [(section, rate) for section in report.sections for rate in section.rates]
    if not rows:
        return
    cover.headings(*HEADINGS)
    for section, rate in rows:
        _write_rate(cover, section, rate)
    cover.row += 1


def _write_rate(cover, section, rate):
    book, sheet, row = cover.book, cover.sheet, cover.row
    amount = book.format(AMOUNT, rate.digits)
    sheet.write_number(row, 1, rate.residual, amount)
    sheet.write_number(row, 2, rate.booked, book.format(AMOUNT, section.digits))
    used = book.format(AMOUNT, RATE_DIGITS)
    cells = [xl_rowcol_to_cell(row, column) for column in (1, 2)]
    sheet.write_formula(
        row,
        3,
        '=IF({0}=0,"",{1}/{0})'.format(*cells),
        used,
        rate.booked / rate.residual if rate.residual else "",
    )
    if rate.market is None:
        right = book.format(align="right")
        sheet.write_string(row, 4, book.translate(NO_RATE), right)
    else:
        sheet.write_number(row, 4, rate.market, used)
    cover.line(f"{rate.currency} / {section.currency}, {section.company}")
