"""What is sent: everything that no screen of ours would send."""

from typing import NamedTuple

from hypothesis import strategies as st

from .caller import PROGRAMS

TEXTS = (
    "",
    " ",
    "0",
    "-1",
    "None",
    "NaN",
    "1e400",
    "2026-13-45",
    "9999-12-31",
    "0001-01-01 00:00:00",
    "'; DROP TABLE customer_dossier; --",
    "1) OR 1=1 --",
    "%s %(x)s %n {0.__class__} ${7*7}",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "@SUM(1)",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "\u202egnp.exe",
    "مرحبا",
    "\u200f\u200e\ufeff",
    "é" * 3 + "e\u0301" * 3,
    "👨‍👩‍👧‍👦" * 20,
    "客户档案" * 50,
    "x" * 70_000,
    "__class__",
    "id",
    "partner_id.user_id.password",
    "base.user_root",
)
NUMBERS = (
    0,
    -1,
    1,
    2**31 - 1,
    2**31,
    -(2**31) - 1,
    2**63,
    10**60,
    1.5,
    -0.0,
    1e308,
    float("inf"),
    float("-inf"),
    float("nan"),
)
OPERATORS = ("=", "!=", "in", "not in", "ilike", "=like", "<", ">=", "any", "child_of")
#: Keys of the context: these are Odoo's own, and have to be texts that can be encoded,
#: or nothing works with or without us.
ODOO_S = ("lang", "tz")
#: The others are read by us, or become values of a form.
MAGIC = (
    *ODOO_S,
    "active_model",
    "active_id",
    "active_ids",
    "file_submission",
    "default_dossier_id",
)

texts = st.sampled_from(TEXTS) | st.text(
    st.characters(exclude_categories=()), max_size=12
)
plain = st.none() | st.booleans() | st.sampled_from(NUMBERS) | texts


def _more(inner):
    return st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=3)


def _deep(depth):
    value = 1
    for _level in range(depth):
        value = [value] if depth % 2 else {"a": value}
    return value


values = st.recursive(plain, _more, max_leaves=6) | st.sampled_from((99, 100)).map(
    _deep
)


_numbers = st.sampled_from((0, -1, 1, 2**31 - 1))
words = st.sampled_from([text for text in TEXTS if text.isprintable()])
#: Values of the right type, and of no other sense.
LIKELY = {
    "boolean": st.booleans(),
    "char": words,
    "date": st.sampled_from(("2026-01-01", "9999-12-31", "0001-01-01", False)),
    "datetime": st.sampled_from(("2026-01-01 00:00:00", "9999-12-31 23:59:59", False)),
    "float": st.sampled_from((0, -1, 0.1, 1e15, 1e308)),
    "integer": _numbers,
    "many2one": _numbers,
    "monetary": st.sampled_from((0, -1, 0.1, 1e15, 1e308)),
    "text": words,
}


class Call(NamedTuple):
    """What a door takes: `/web/dataset/call_kw` and `call_button`, or `/json/2`."""

    door: str
    model: str
    method: str
    args: list
    kwargs: dict


@st.composite
def calls(draw, entries):
    """A call of one of these entries, with arguments from good to absurd."""
    entry = draw(st.sampled_from(entries))
    ids = {} if entry.on_model else {"ids": draw(_ids(entry))}
    count = draw(st.integers(entry.needed, len(entry.params)))
    named = {name: draw(_argument(entry, name)) for name in entry.params[:count]}
    kwargs = {}
    if draw(st.integers(0, 3)) == 0:
        kwargs["context"] = {
            key: draw(_of_context(key, entries))
            for key in draw(st.sets(st.sampled_from(MAGIC)))
        }
    door = draw(st.sampled_from(("call_kw", "call_button", PROGRAMS)))
    if door == PROGRAMS:
        return Call(door, entry.model, entry.method, [], {**ids, **named, **kwargs})
    args = [*ids.values(), *named.values()]
    return Call(door, entry.model, entry.method, args, kwargs)


def _ids(entry):
    """Often some that there are: what is wrong there is refused later, or not."""
    numbers = st.sampled_from([*entry.ids, *(x for x in NUMBERS if type(x) is int)])
    known = st.lists(st.sampled_from(entry.ids or [1]), max_size=3)
    any_number = st.lists(numbers, max_size=3)
    if not entry.own:
        return known | any_number
    return st.one_of(known, known, any_number, st.lists(plain, max_size=3), values)


def _of_context(key, entries):
    if key == "active_model":
        return st.sampled_from(entries).map(lambda entry: entry.model)
    return st.sampled_from(("zz_ZZ", "zh_CN", "'", "")) if key in ODOO_S else values


@st.composite
def _rows(draw, fields):
    """Values of some fields, as often of the right type as not."""
    chosen = st.lists(st.sampled_from(list(fields)), max_size=4, unique=True)
    return {
        name: draw(LIKELY.get(fields[name], values) | values) for name in draw(chosen)
    }


def _argument(entry, name):
    """What a parameter of that name is documented to take; to ours, anything too."""
    fields = st.sampled_from(list(entry.fields) or ["id"])
    names = st.lists(fields, max_size=4)
    row = _rows(entry.fields or {"id": "integer"})
    condition = st.tuples(fields, st.sampled_from(OPERATORS), values)
    spec = st.dictionaries(fields, st.just({}), max_size=4)
    shaped = {
        "vals": row,
        "values": row,
        "default": row,
        "vals_list": st.lists(row, max_size=2),
        "domain": st.lists(condition, max_size=2),
        "fields": names,
        "fields_list": names,
        "field_names": names,
        "groupby": names,
        "aggregates": names,
        "specification": spec,
        "fields_spec": spec,
        "order": fields,
        "load": st.none() | st.just("_classic_read"),
    }.get(name, st.none() if not entry.own else values)
    return shaped | values if entry.own else shaped


#: What the page for pivot tables is sent: a table of which one part is not, or anything.
_TABLE = {
    "model": "customer.dossier",
    "title": "Dossiers",
    "measure_count": 1,
    "col_group_headers": [],
    "measure_headers": [],
    "origin_headers": [],
    "rows": [{"title": "=1+1", "indent": 0, "values": [{"value": "=1+1"}]}],
}
tables = values | st.builds(
    lambda part, value: {**_TABLE, part: value}, st.sampled_from(list(_TABLE)), values
)
