"""The archive as rows of the workbook: what the import reads back unchanged."""

from . import layout
from .column import CUSTOMER
from .links import link_word

BATCH = 200


def write_archive(workbook, env, tables, dossiers):
    """Write the dossiers into a workbook, with no more than the user may read.

    A constant number of queries for each 200 dossiers.
    """
    for start in range(0, len(dossiers), BATCH):
        batch = dossiers[start : start + BATCH]
        for table in tables:
            for values in _rows(env, table, batch):
                workbook.append(table, values)
        env.invalidate_all()


def _rows(env, table, dossiers):
    if table.model == layout.DOSSIER:
        return (_row(table, dossier, dossier, table.columns) for dossier in dossiers)
    domain = [("dossier_id", "in", dossiers.ids)]
    if table.key:
        found = env[table.model].search(domain, order="dossier_id, sequence, id")
        return (_row(table, one.dossier_id, one, table.columns) for one in found)
    domain.append(("section_id.code", "=", table.section))
    found = env[table.model].search(domain, order="dossier_id")
    # The facts of a section have a source each, so that its row has none.
    columns = [column for column in table.columns if column.part != "source"]
    return (_row(table, one.dossier_id, one, columns) for one in found)


def _row(table, dossier, record, columns):
    partner = dossier.partner_id
    who = (dossier.name, partner.ref, partner.vat, partner.name, partner.city)
    values = dict(zip(CUSTOMER, who, strict=True))
    own = dict(record.own_items or {}) if layout.OWN in record._fields else {}
    for column in columns:
        if column.part == "line":
            values[column.name] = record.id
        elif column.part != "customer":
            values[column.name] = _value(record, column, own)
    return {name: value for name, value in values.items() if value not in (None, "")}


def _value(record, column, own):
    if "." in column.name:
        value = own.get(column.name.partition(".")[2])
    else:
        value = record[column.name]
    if column.kind == "link":
        return link_word(value)
    if column.kind == "flag":
        return column.choices[bool(value)]
    if value is False or value is None:
        return None
    return column.choices.get(value, value)
