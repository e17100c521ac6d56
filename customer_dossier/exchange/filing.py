"""Carries out a plan: all of a customer's changes, or none of them."""

import psycopg2

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, mute_logger

from .layout import DOSSIER, SHEET

#: What refuses the changes of one customer; anything else ends the whole import, and
#: what the database says about two at the same time lets Odoo try all of it again.
REFUSALS = (UserError, AccessError, psycopg2.IntegrityError)


def file_changes(env, changes):
    """File the changes of some customers.

    All of them at once, because that is quick; where anything is refused, it is all
    taken back and tried customer by customer.

    :return: dossiers that were changed
    """
    if not changes:
        return env[DOSSIER]
    _take(env, changes)
    try:
        return _file(env, changes)
    except REFUSALS:
        dossiers = env[DOSSIER]
        for change in changes:
            try:
                dossiers |= _file(env, [change])
            except REFUSALS as error:
                change.refuse(_finding(change, error))
        return dossiers


def _take(env, changes):
    """Change the dossiers' rows, so that of two imports of one customer at the same
    time the second starts anew, and sees what the first has done; one query."""
    ids = [change.dossier.id for change in changes if change.dossier]
    env.flush_all()
    env.cr.execute(
        SQL(
            "UPDATE customer_dossier SET write_date = %s WHERE id = ANY(%s)",
            fields.Datetime.now(),
            ids,
        )
    )


def _finding(change, error):
    row = change.rows[0]
    if isinstance(error, psycopg2.Error):
        return row.find("meanwhile")
    return row.find("refused", reason=error.args[0])


def _file(env, changes):
    # What the database refuses is reported; values have no place in the server's log.
    with mute_logger("odoo.sql_db"), env.cr.savepoint():
        missing = [change.partner.id for change in changes if not change.dossier]
        opened = _open(env, missing)
        sheets = _sheets(env, [*opened.values(), *(one.dossier for one in changes)])
        dossiers = env[DOSSIER]
        for change in changes:
            dossier = change.dossier or opened[change.partner.id]
            if change.terms:
                dossier.write(change.terms)
            for section, values, source in change.items:
                file_items(sheets[dossier.id, section], values, source)
            for table, line, values in change.lines:
                sheet = sheets[dossier.id, table.section]
                file_line(env, table.model, sheet, line, values)
            dossiers |= dossier
        return dossiers


def _open(env, partners):
    if not partners:
        return {}
    opened = env[DOSSIER]._open_for(env["res.partner"].browse(partners))
    return {dossier.partner_id.id: dossier for dossier in opened}


def _sheets(env, dossiers):
    ids = [dossier.id for dossier in dossiers]
    found = env[SHEET].search_fetch([("dossier_id", "in", ids)])
    return {(one.dossier_id.id, one.section_id.code): one for one in found}


def file_items(sheet, values, source):
    """The one place where single values of a file enter a section."""
    return sheet._write_items(values, source)


def file_line(env, model, sheet, line, values):
    """The one place where an entry of a list enters a section."""
    if line:
        line.write(values)
    else:
        env[model].create({"sheet_id": sheet.id, **values})
