"""Compares rows with the archive: what of a file is new.

The dry run shows this plan and the import carries it out, so that they agree.
"""

from ..models.customer_dossier_terms import default_of
from . import layout
from .cells import clean
from .change import Change
from .entries import find_line, line_flaw
from .flaws import Flaw
from .links import Links

DOSSIER, SHEET = layout.DOSSIER, layout.SHEET


class Plan:
    """The changes for a batch of customers.

    A constant number of queries, whatever the number of customers and rows: two for
    dossiers, one for sections, one for each list and for each kind of link.

    :param groups: ``{partner: [Row]}``
    :param source: where rows come from that do not say it, as values of
        ``customer.dossier.sourced``
    """

    def __init__(self, env, groups, source):
        self._env = env
        self._source = source
        self._defaults = {}
        self.changes = [Change(partner, rows) for partner, rows in groups.items()]
        rows = [row for change in self.changes for row in change.rows]
        self._links = Links(env, rows)
        self._find_dossiers()
        self._find_sheets()
        self._find_lines(dict.fromkeys(row.table for row in rows if row.table.key))
        for change in self.changes:
            self._compare(change)

    def _find_dossiers(self):
        """Give each change its dossier; refuse where it is not the user's to keep."""
        Dossier = self._env[DOSSIER].with_context(active_test=False)
        ids = [change.partner.id for change in self.changes]
        domain = [
            ("partner_id", "in", ids),
            ("company_id", "=", self._env.company.id),
        ]
        # sudo: an archivist must not open a second dossier for a customer of whom
        # another archivist keeps one; only the partners' ids are used.
        taken = Dossier.sudo().search_fetch(domain, ["partner_id"])
        taken = {partner.id for partner in taken.partner_id}
        mine = Dossier.search_fetch(domain)._filtered_access("write")
        mine = mine.with_env(self._env)
        by_partner = {dossier.partner_id.id: dossier for dossier in mine}
        for change in self.changes:
            change.dossier = by_partner.get(change.partner.id, mine.browse())
            if not change.dossier and change.partner.id in taken:
                change.refuse(change.rows[0].find("kept_by_others"))

    def _find_sheets(self):
        dossiers = [change.dossier.id for change in self.changes if change.dossier]
        found = self._env[SHEET].search_fetch([("dossier_id", "in", dossiers)])
        self._sheets = {(one.dossier_id.id, one.section_id.code): one for one in found}

    def _find_lines(self, tables):
        """``{(table code, dossier id): lines}`` and the same by their key."""
        dossiers = [change.dossier.id for change in self.changes if change.dossier]
        self._lines = {}
        for table in tables:
            found = self._env[table.model].search_fetch(
                [("dossier_id", "in", dossiers)]
            )
            for line in found:
                place = table.code, line.dossier_id.id
                self._lines.setdefault(place, []).append(line)

    def _compare(self, change):
        seen = {}
        for row in change.rows:
            values = self._resolve(change, row, "value", row.values)
            source = self._resolve(change, row, "source", row.source)
            if row.table.model == DOSSIER:
                compare = self._compare_terms
            else:
                compare = self._compare_line if row.table.key else self._compare_items
            flaw = compare(change, row, values, source, seen)
            if flaw:
                change.refuse(flaw)

    def _resolve(self, change, row, part, words):
        """Values of a row with ids in the place of the words for records."""
        values = dict(words)
        for column in row.table.columns:
            if column.kind != "link" or column.part != part:
                continue
            if column.name not in values:
                continue
            word = values.pop(column.name)
            try:
                values[column.name] = self._links.resolve(column, word)
            except Flaw as flaw:
                change.refuse(row.find(flaw.code, column, word, **flaw.values))
        return values

    def _compare_terms(self, change, row, values, _source, seen):
        if twice := _twice(row, seen):
            return twice
        Dossier = self._env[DOSSIER]
        for name, value in values.items():
            if self._is_same(change.dossier, Dossier, name, value):
                continue
            if not Dossier._has_field_access(Dossier._fields[name], "write"):
                column = _column(row.table, name)
                change.refuse(row.find("not_yours", column, row.values[name]))
            change.terms[name] = value
        return None

    def _compare_items(self, change, row, values, source, seen):
        if twice := _twice(row, seen):
            return twice
        Sheet = self._env[SHEET]
        sheet = self._sheets.get((change.dossier.id, row.table.section), Sheet)
        own = {name: values.pop(name) for name in [*values] if "." in name}
        fresh = {
            name: value
            for name, value in values.items()
            if not self._is_same(sheet, Sheet, name, value)
        }
        if items := _own_items(sheet, own):
            fresh[layout.OWN] = items
        if fresh:
            source = self._source | source
            change.items.append((row.table.section, fresh, source))
        return None

    def _compare_line(self, change, row, values, source, seen):
        Model = self._env[row.table.model]
        known = self._lines.get((row.table.code, change.dossier.id), [])
        line, flaw = find_line(row, values, known)
        if flaw or (flaw := line_flaw(row, values, line, seen)):
            return flaw
        if not line:
            change.lines.append((row.table, None, self._source | source | values))
            return None
        told = {
            name: value
            for name, value in values.items()
            if not self._is_same(line, Model, name, value)
        }
        # What is told anew comes from where the row says, or else from this import.
        source = self._source | source if told.keys() & Model._told() else source
        told |= {
            name: value
            for name, value in source.items()
            if not self._is_same(line, Model, name, value)
        }
        if told:
            change.lines.append((row.table, line, told))
        return None

    def _is_same(self, record, Model, name, value):
        """Whether the archive has this value already, as its field would keep it."""
        field = Model._fields[name]
        if not record:
            return value is False or _is_equal(self._default(Model, name), value)
        current = record[name]
        if field.type == "many2one":
            return current.id == value
        if field.type in ("char", "text"):
            return clean(current or "") == (value or "")
        kept = field.convert_to_cache(value, record)
        return _is_equal(current, field.convert_to_record(kept, record))

    def _default(self, Model, name):
        place = Model._name, name
        if place not in self._defaults:
            self._defaults[place] = default_of(Model, name).get(name, False)
        return self._defaults[place]


def _column(table, name):
    return next(column for column in table.columns if column.name == name)


def _twice(row, seen):
    """A finding where another row of this sheet is about the same customer."""
    other = seen.setdefault(row.table.code, row)
    return row.find("row_twice", row=other.number) if other is not row else None


def _own_items(sheet, own):
    """All items of our own, where one of them is new: they are written together."""
    if not own:
        return {}
    names = {name: name.partition(".")[2] for name in own}
    current = dict(sheet.own_items or {}) if sheet else {}
    fresh = {names[name]: _json(value) for name, value in own.items()}
    changed = any(
        not _is_equal(_json(current.get(name, False)), value)
        for name, value in fresh.items()
    )
    return {**current, **fresh} if changed else {}


def _json(value):
    """A value as properties keep it; not set is False."""
    if value is None:
        return False
    return str(value) if hasattr(value, "isoformat") else value


def _is_equal(one, other):
    """Whether two values are the same; not known and zero are not."""
    return one == other and (one is False) == (other is False)
