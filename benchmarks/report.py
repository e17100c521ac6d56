"""Measure the credit report against xlsxwriter alone writing as many cells."""

import resource
import statistics
import tempfile
import time
from pathlib import Path

import xlsxwriter

from odoo.addons.customer_dossier.report.credit_report import (
    ageing,
    exposure,
    render,
    summary,
)

ROUNDS = 3
IDENTITY = 2  # columns that stand before those of each sheet: number, name
SHEETS = [len(sheet.COLUMNS) + IDENTITY for sheet in (summary, ageing, exposure)]
CUSTOMERS = """
SELECT d.id, d.name, p.name, f.currency_id, f.exposure, f.receivable, f.overdue,
       f.overdue_31_60, f.overdue_61_90, f.turnover, f.oldest_overdue_days
  FROM customer_dossier d
  JOIN res_partner p ON p.id = d.partner_id
  JOIN customer_dossier_figures f ON f.id = d.figures_id
"""


def main(env):
    """Print customers, seconds of both, their ratio, and how memory grew."""
    wizard = env["customer.dossier.credit.report"].create(
        {"purpose": "Measured", "detail": "summary"}
    )
    ways = {
        "raw": lambda path: _raw(env, path),
        "ours": lambda path: _ours(wizard, path),
    }
    seconds, memory = {name: [] for name in ways}, {}
    for _round in range(ROUNDS):
        for name, write in ways.items():
            env.invalidate_all()
            with tempfile.TemporaryDirectory() as folder:
                before, begin = _peak(), time.perf_counter()
                write(str(Path(folder) / "report.xlsx"))
                seconds[name].append(time.perf_counter() - begin)
                memory.setdefault(name, _peak() - before)
    raw, ours = map(statistics.median, seconds.values())
    count = env["customer.dossier"].search_count([])
    print(
        f"| {count:6} | {raw:6.2f} | {ours:6.2f} | {ours / raw:5.2f} "
        f"| {memory['ours']:5.0f} |"
    )
    env.cr.rollback()


def _ours(wizard, path):
    render(wizard._compute_report("BENCH"), path, wizard.env._)


def _raw(env, path):
    """As many rows and columns, straight from a cursor."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheets = [(book.add_worksheet(), width) for width in SHEETS]
        env.cr.execute(CUSTOMERS)
        for number, row in enumerate(env.cr._obj):
            for sheet, width in sheets:
                for column in range(width):
                    value = row[column % len(row)]
                    if value is not None:
                        sheet.write(number, column, value)


def _peak():
    """The process's peak resident memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
