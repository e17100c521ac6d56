"""Roads that read planted records of our own models."""

from .engine import COMPUTED, Question

NOT_EXPORTED = ("binary", "json", "properties", "properties_definition")


def read_questions(ground, rows):
    """:param rows: ``{model: ids of planted records}``"""
    for name in ground.models:
        ids = rows.get(name, [])
        fields = ground.fields(name)
        for road, ask in _whole(ground, name, [f.name for f in fields], ids).items():
            yield Question(road, name, lambda _things, ask=ask: ask)
        for road, make in _by_fields(ground, name, ids).items():
            yield Question(road, name, make, tuple((f.name, f.name) for f in fields))
        for field in fields:
            road = "attribute" if field.store else COMPUTED
            yield Question(road, name, _attribute(ids), ((field.name, field.name),))


def _attribute(ids):
    return lambda fs: lambda Model: Model.browse(ids).mapped(fs[0])


def _whole(ground, name, fields, ids):
    """Roads that take no list of fields."""
    return {
        "search": lambda M: M.search([]),
        "search_count": lambda M: M.search_count([]),
        "name_search": lambda M: M.name_search("zqm", limit=None),
        "web_name_search": lambda M: M.web_name_search("zqm", {"display_name": {}}),
        "fields_get": lambda M: M.fields_get(),
        "display_name": lambda M: M.browse(ids).read(["display_name"]),
        "copy": lambda M: M.browse(ids).copy(),
        "copy_data": lambda M: M.browse(ids).copy_data(),
        "default_get": lambda M: M.with_context(
            active_model=name, active_ids=ids, active_id=(ids or [None])[0]
        ).default_get(fields),
        "get_metadata": lambda M: M.browse(ids).get_metadata(),
        "exists": lambda M: _refusals_differ(M, ids),
        "archived": lambda M: M.with_context(active_test=False).search_read([]),
    }


def _refusals_differ(Model, ids):
    """What is told of a planted id and of one that never was, without the ids.

    Equal refusals give nothing; the answer holds only what differs.
    """
    told = []
    for id_ in (*ids[:1], 2**31 - 7):
        try:
            Model.browse(id_).read(["display_name"])
            told.append("read")
        except Exception as error:  # noqa: BLE001 every kind of error tells something
            text = str(error).replace(str(id_), "ID")
            told.append(f"{type(error).__name__} {text}")
    return "one answer" if len(set(told)) == 1 else told


def _by_fields(ground, name, ids):
    """Roads that take a list of fields: ``fields -> (Model -> answer)``."""

    def spec(fields):
        return {field: subspec(ground, name, field) for field in fields}

    return {
        "read": lambda fs: lambda M: M.browse(ids).read(fs),
        "search_read": lambda fs: lambda M: M.search_read([], fs),
        "web_read": lambda fs: lambda M: M.browse(ids).web_read(spec(fs)),
        "web_search_read": lambda fs: lambda M: M.web_search_read([], spec(fs)),
        "export_data": lambda fs: (
            lambda M: M.browse(ids).export_data(
                [path for field in fs for path in export_paths(ground, name, field)]
            )
        ),
        "onchange": lambda fs: lambda M: M.browse(ids[:1]).onchange({}, [], spec(fs)),
        "onchange of new": lambda fs: lambda M: M.browse().onchange({}, [], spec(fs)),
    }


def subspec(ground, name, field):
    """What ``web_read`` asks of a field: of a relation all fields of ours behind it."""
    comodel = ground.registry[name]._fields[field].comodel_name
    if not comodel:
        return {}
    inner = {"display_name": {}}
    if ground.is_ours(comodel) or comodel in ground.guests:
        # One restricted field would hide the others; it is asked for by itself.
        inner |= {key.name: {} for key in ground.fields(comodel) if not key.groups}
    return {"fields": inner}


def export_paths(ground, name, field):
    """The field itself, and one step further where it leads to a model of ours."""
    kind = ground.registry[name]._fields[field]
    if kind.type in NOT_EXPORTED:
        return []
    comodel = kind.comodel_name
    if comodel and ground.is_ours(comodel):
        return [field] + [
            f"{field}/{inner.name}"
            for inner in ground.fields(comodel)
            if inner.type not in NOT_EXPORTED and not inner.comodel_name
        ]
    return [field]
