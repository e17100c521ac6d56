"""Conditions for searching: each holds for a planted record in one world only."""

from . import marks

NUMERIC = ("integer", "float", "monetary")


def conditions(ground, book, field, path):
    """One condition for each family of operators that the field's type has."""
    base = field.base_field if field.inherited else field
    code = book.code(base.model_name, base.name, 1, 0)
    kind = field.type
    planted = base.store and (
        base.model_name in ground.tables or base.model_name in ground.guests
    )
    if not (planted or field.comodel_name or kind == "selection"):
        return _any_mark(book, kind, path)
    if field.comodel_name:
        return _behind(ground, book, field, path)
    if kind == "boolean":
        return [(path, "=", True), (path, "!=", True)]
    if kind == "selection":
        values = field.get_values(ground.env) or ["x"]
        return [(path, "=", values[0]), (path, "in", values[:2]), (path, "=", False)]
    return _by_value(kind, path, code)


def _by_value(kind, path, code):
    if kind in ("char", "text", "html"):
        word = marks.word(code)
        return [
            (path, "=", word),
            (path, "in", [word, "x"]),
            (path, "ilike", word),
            (path, "=like", f"%{word}%"),
            (path, ">=", word),
        ]
    if kind in NUMERIC:
        number = marks.number(code)
        return [(path, "=", number), (path, "in", [number]), (path, ">", number)]
    if kind in ("date", "datetime"):
        day = marks.day(code)
        moment = day if kind == "date" else f"{day} 07:19:19"
        return [(path, "=", moment), (path, ">", moment)]
    return [(path, "!=", False)]


def _any_mark(book, kind, path):
    """For a field without a column: whatever secret it goes back to, it is named."""
    make = {
        "char": marks.word,
        "text": marks.word,
        "html": marks.word,
        "date": lambda code: str(marks.day(code)),
    }.get(kind, marks.number if kind in NUMERIC else None)
    if make:
        return [(path, "in", [make(code) for code in book.all_codes(0)])]
    return [(path, "=", True), (path, "!=", False)]


def _behind(ground, book, field, path):
    """A relation is asked as such, by name, and for what lies behind it."""
    found = [
        (path, "!=", False),
        (path, "ilike", "zqm"),
        (path, "any", [("display_name", "ilike", "zqm")]),
    ]
    if ground.is_ours(field.comodel_name):
        for inner in ground.fields(field.comodel_name):
            if inner.store and inner.type in ("integer", "monetary", "char"):
                code = book.code(inner.model_name, inner.name, 1, 0)
                value = marks.word(code) if inner.type == "char" else marks.number(code)
                found += [
                    (f"{path}.{inner.name}", "=", value),
                    (path, "any", [(inner.name, "=", value)]),
                ]
    return found
