"""Sheet: what this file is, who took it, and what the run comes to."""

from odoo.tools.translate import LazyTranslate

from ...xlsx import UNCONTROLLED
from . import matrix, movement, specific
from .sheet import Sheet

_lt = LazyTranslate(__name__)

NAME = _lt("Cover")
TITLE = _lt("Provision for receivables")
FACTS = (
    (_lt("Company"), lambda p: p.company),
    (_lt("As of"), lambda p: f"{p.as_of}"),
    (_lt("Currency"), lambda p: p.currency),
    (_lt("State"), lambda p: p.state),
    (_lt("Ageing by"), lambda p: p.basis),
    (_lt("Segments"), lambda p: p.segmentation),
    (_lt("Rates from"), lambda p: p.rate_source),
    (_lt("Computed by"), lambda p: p.computed_by),
    (_lt("Approved by"), lambda p: p.approved_by),
    (_lt("Run before"), lambda p: p.previous),
    (_lt("Purpose"), lambda p: p.purpose),
    (_lt("Printed by"), lambda p: p.printed_by),
    (_lt("Printed at"), lambda p: f"{p.printed_at:%Y-%m-%d %H:%M}"),
    (_lt("Copy number"), lambda p: p.copy_number),
)
GROSS = _lt("Gross receivable")
CREDITS = _lt("Unallocated credits")
LEDGER = _lt("Receivable accounts of the ledger")
DIFFERENCE = _lt("Difference")
ALLOWANCE = _lt("Allowance")
NET = _lt("Net receivable")
MOVED = _lt("Charge (+) or release (−)")


class Cover(Sheet):
    """The first sheet; written last, because it points at the others."""

    def fill(self, provision, tables):
        """Write the whole sheet.

        :param tables: the written ``Matrix``, ``SpecificSheet`` and ``MovementSheet``
        """
        words = self.book.translate
        self.title(f"{words(TITLE)} · {provision.number}")
        stamp = f"{words(UNCONTROLLED)} {provision.copy_number}"
        self.text(0, stamp, bold=True, font_color="#9C0006")
        self.row += 2
        for label, value in FACTS:
            self.text(0, words(label))
            self.text(1, value(provision), align="right")
            self.row += 1
        self.row += 1
        self._write_figures(provision, *tables)
        self.finish()

    def _write_figures(self, provision, cells, own, moved):
        gross = sum(row.gross for row in (*provision.cells, *provision.specific))
        loss = sum(row.allowance for row in (*provision.cells, *provision.specific))
        change = sum(row.required - row.previous for row in provision.movements)
        rest = provision.ledger - gross - provision.credits
        top = self._figure(
            GROSS, f"{cells.total(matrix.GROSS)}+{own.total(specific.GROSS)}", gross
        )
        credit = self._figure(CREDITS, None, provision.credits)
        ledger = self._figure(LEDGER, None, provision.ledger)
        self._figure(DIFFERENCE, f"ROUND({ledger}-{top}-{credit},6)", rest)
        self.row += 1
        bottom = self._figure(
            ALLOWANCE,
            f"{cells.total(matrix.ALLOWANCE)}+{own.total(specific.ALLOWANCE)}",
            loss,
        )
        self._figure(NET, f"{top}-{bottom}", gross - loss)
        self._figure(MOVED, moved.total(movement.CHANGE), change)

    def _figure(self, label, formula, value):
        """Write a figure, and return the address of its cell."""
        self.text(0, self.book.translate(label))
        address = self.cell(1)
        if formula is None:
            self.amount(1, value)
        else:
            self.formula(1, formula, value)
        self.row += 1
        return address
