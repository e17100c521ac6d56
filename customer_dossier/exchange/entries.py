"""Which entry of a list a row is: by its number, or by what tells entries apart."""


def find_line(row, values, known):
    """:return: ``(line of the archive or None, Finding or None)``"""
    if row.line:
        line = next((line for line in known if line.id == row.line), None)
        return line, None if line else row.find("unknown_line", value=row.line)
    fits = [
        line
        for line in known
        if all(_key(line[name]) == _key(values.get(name)) for name in row.table.key)
    ]
    if len(fits) < 2:
        return (fits[0] if fits else None), None
    column = next(one for one in row.table.columns if one.part == "line")
    return None, row.find("which_line", count=len(fits), column=column.label)


def line_flaw(row, values, line, seen):
    """What forbids to take this row as an entry: a missing value, or another row."""
    for column in row.table.columns:
        needed = column.required or column.name in row.table.key
        if needed and not line and column.name not in values:
            return row.find("missing", column)
    place = (row.table.code, line.id) if line else (row.table.code, _name(row, values))
    other = seen.setdefault(place, row)
    return row.find("line_twice", row=other.number) if other is not row else None


def _name(row, values):
    return tuple(_key(values.get(name)) for name in row.table.key)


def _key(value):
    return "".join(value.split()).lower() if isinstance(value, str) else value
