"""Roads that ask without reading: conditions, orders, groups, sums."""

from collections import defaultdict

from .conditions import conditions
from .engine import Question

ORDERED = ("char", "text", "integer", "float", "monetary", "date", "datetime")
NUMERIC = ("integer", "float", "monetary")
DAYS = ("date", "datetime")
ONE_BY_ONE = ("search_panel", "search_panel multi")
PANEL = ("many2one", "selection", "many2many")


def ask_questions(ground, book):
    """Questions about all fields of our models, many fields in one question."""
    for name in ground.models:
        fields = {field.name: field for field in ground.fields(name)}
        asked = defaultdict(list)
        for field in fields.values():
            for condition in conditions(ground, book, field, field.name):
                road, pair = f"domain {condition[1]}", (field.name, condition)
                if _stored(field):
                    asked[road].append(pair)
                else:  # its own code answers, perhaps for all records at once
                    yield Question(road, name, _match, (pair,))
        for road, found in asked.items():
            yield Question(road, name, _match, tuple(found))
        for road, (make, fits) in _roads(ground.env).items():
            fitting = [(key, key) for key, field in fields.items() if fits(field)]
            if road in ONE_BY_ONE:
                yield from (Question(road, name, make, (pair,)) for pair in fitting)
            elif fitting:
                yield Question(road, name, make, tuple(fitting))
            if road in ("order", "formatted_read_group"):
                odd = sorted(fields.keys() - dict(fitting).keys())
                yield from (Question(road, name, make, ((key, key),)) for key in odd)


def field_questions(ground, book, name, field, path=None):
    """Questions on ``name`` about one field, which lies at the end of ``path``."""
    path = path or field.name
    for condition in conditions(ground, book, field, path):
        road = f"domain {condition[1]}"
        yield Question(road, name, _match, ((path, condition),))
    for road, (make, _fits) in _roads(ground.env).items():
        yield Question(road, name, make, ((path, path),))


def _match(found):
    domain = ["|"] * (len(found) - 1) + found
    return lambda M: (M.search_count(domain), M.search(domain, limit=50))


def _stored(field):
    return bool(field.store or field.inherited)


def _roads(env):
    """``{road: (fields -> (Model -> answer), field -> does it fit)}``"""

    def groups(field):
        return bool(field._description_groupable(env)) and field.type != "properties"

    def typed(kinds):
        return lambda field: _stored(field) and field.type in kinds

    return {
        "order": (_order, lambda field: bool(field._description_sortable(env))),
        "formatted_read_group": (_groups, groups),
        "read_group": (_old_groups, groups),
        "web_read_group": (_web_groups, groups),
        "grouping_sets": (_grouping_sets, groups),
        "progress_bar": (
            _bar,
            lambda field: field.type == "selection" and groups(field),
        ),
        "group by month": (_months, typed(DAYS)),
        "array_agg": (_sums("array_agg", "count_distinct"), typed(ORDERED)),
        "max and min": (_sums("max", "min"), typed(ORDERED)),
        "sum and average": (_sums("sum", "avg"), typed(NUMERIC)),
        "having": (_having, typed(ORDERED)),
        "filtered path": (_filtered, lambda field: True),
        "search_panel": (_panel("search_panel_select_range"), typed(PANEL)),
        "search_panel multi": (_panel("search_panel_select_multi_range"), typed(PANEL)),
    }


def _order(fs):
    # Among equals the database chooses, and would choose anew after every write.
    order = ", ".join([*(f"{field} desc" for field in fs), "id"])
    return lambda M: M.search([], order=order, limit=50)


def _groups(fs):
    return lambda M: M.formatted_read_group([], fs, ["__count"], limit=50)


def _old_groups(fs):
    return lambda M: M.read_group([], fs, fs, lazy=False, limit=50)


def _web_groups(fs):
    return lambda M: M.web_read_group([], fs[:1], ["__count"], limit=50)


def _grouping_sets(fs):
    sets = [[field] for field in fs] + [[]]
    return lambda M: M.formatted_read_grouping_sets([], sets, ["__count"])


def _bar(fs):
    bar = {"field": fs[0], "colors": {}}
    return lambda M: [M.read_progress_bar([], field, bar) for field in fs]


def _months(fs):
    groups = [f"{field}:month" for field in fs]
    return lambda M: M.formatted_read_group([], groups, ["__count"], limit=50)


def _sums(*kinds):
    def make(fs):
        sums = [f"{field}:{kind}" for field in fs for kind in kinds]
        return lambda M: M.formatted_read_group([], [], sums)

    return make


def _having(fs):
    having = [(f"{field}:count_distinct", ">", 0) for field in fs]
    return lambda M: M.formatted_read_group([], ["id"], ["__count"], having=having)


def _filtered(fs):
    return lambda M: [M.search([]).filtered(path).mapped(path) for path in fs]


def _panel(method):
    return lambda fs: (
        lambda M: getattr(M, method)(fs[0], enable_counters=True, expand=True)
    )
