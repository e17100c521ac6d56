"""Roads from open models: through fields that we brought, and through doors to them."""

from .conditions import conditions
from .engine import COMPUTED, Question
from .roads_ask import field_questions
from .roads_read import export_paths, subspec


def guest_questions(ground, book, people):
    """Everything about our fields on open models, one field at a time.

    A batch would not do here: the first restricted field hides the others.
    """
    for name, fields in ground.guests.items():
        ids = _ids(name, people)
        for field in fields:
            yield from field_questions(ground, book, name, field)
            for road, make in _reads(ground, name, ids, people).items():
                yield Question(road, name, make, ((field.name, field.name),))
    yield from _door_questions(ground, book)


def _ids(name, people):
    """Records that the planted ones belong to, and such that have none."""
    actors = [user.id for user in people.actors.values()]
    return {
        "res.partner": (people.customers | people.twins).ids,
        "res.users": [user.id for user in people.keepers] + actors[:3],
        "res.company": [company.id for company in people.companies[1:]],
    }.get(name, [])


def _reads(ground, name, ids, people):
    def spec(fs):
        return {field: subspec(ground, name, field) for field in fs}

    def export(fs):
        paths = [path for field in fs for path in export_paths(ground, name, field)]
        return lambda M: [
            _told(lambda path=path: M.browse(ids).export_data([path]))
            for path in paths or fs
        ]

    chosen = _chosen(ground, name, people)
    return {
        **_plain_reads(ids),
        "web_read": lambda fs: lambda M: M.browse(ids).web_read(spec(fs)),
        "web_search_read": lambda fs: lambda M: M.web_search_read([], spec(fs)),
        "export_data": export,
        "onchange": lambda fs: lambda M: M.browse(ids[:1]).onchange({}, [], spec(fs)),
        "onchange of new": lambda fs: (
            lambda M: [
                _told(lambda key=key: M.onchange(chosen[key], [key], spec([*fs, key])))
                for key in chosen
            ]
        ),
    }


def _plain_reads(ids):
    return {
        "read": lambda fs: lambda M: M.browse(ids).read(fs),
        "search_read": lambda fs: lambda M: M.search_read([], fs),
        "default_get": lambda fs: lambda M: M.default_get(fs),
        "copy_data": lambda fs: (
            lambda M: [vals.get(fs[0]) for vals in M.browse(ids).copy_data()]
        ),
        "attribute": lambda fs: lambda M: M.browse(ids).mapped(fs[0]),
        COMPUTED: lambda fs: lambda M: [r[fs[0]] for r in M.browse(ids)],
        "name_search": lambda fs: lambda M: M.name_search("zqm"),
        "fields_get": lambda fs: lambda M: M.fields_get(fs),
    }


def _chosen(ground, name, people):
    """A customer for each field that takes one: clients put any id into a new form."""
    return {
        key: {key: people.customers[1].id}
        for key, field in ground.registry[name]._fields.items()
        if field.comodel_name == "res.partner" and field.type == "many2one"
    }


def _told(ask):
    """An answer or its refusal: one that is refused must not hide the next."""
    try:
        return ask()
    except Exception as error:  # noqa: BLE001 a refusal is an answer
        return error


def _door_questions(ground, book):
    """One door of each model: many2one, x2many or an inherited record."""
    first = {}
    for door, guest in sorted(ground.doors, key=lambda d: d[0].type != "many2one"):
        first.setdefault((door.model_name, guest), door)
    for (name, guest), door in first.items():
        for field in ground.guests[guest]:
            # A user is a partner: what lies behind one lies behind the other.
            questions = _through(ground, book, name, door, field)
            yield from questions if guest == "res.partner" else list(questions)[:2]


def _through(ground, book, name, door, field):
    path = f"{door.name}.{field.name}"
    thing = ((path, path),)
    inner = subspec(ground, field.model_name, field.name)
    spec = {door.name: {"fields": {field.name: inner}}}
    yield Question("group through", name, _group, thing)
    for condition in conditions(ground, book, field, path)[:4:3]:
        yield Question("domain through", name, _count, ((path, condition),))
    operator, value = conditions(ground, book, field, field.name)[0][1:]
    behind = (door.name, "any", [(field.name, operator, value)])
    yield Question("domain through any", name, _count, ((path, behind),))
    for road, make in _reads_through(spec).items():
        yield Question(road, name, make, thing)


def _reads_through(spec):
    return {
        "order through": lambda fs: lambda M: M.search([], order=fs[0]),
        "web_search_read through": lambda fs: (
            lambda M: M.web_search_read([], spec, limit=20, order="id desc")
        ),
        "export through": lambda fs: (
            lambda M: M.search([], limit=5).export_data([fs[0].replace(".", "/")])
        ),
    }


def _count(found):
    return lambda M: M.search_count(found)


def _group(fs):
    return lambda M: M.formatted_read_group([], fs, ["__count"], limit=50)
