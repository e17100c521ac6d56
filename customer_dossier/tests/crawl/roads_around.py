"""What stands around the archive: mails, files, filters, menus, numbers, names."""

from .engine import Question

LIMIT = 40


def around_questions(ground):
    """Read all that an actor may read of each model that knows ours."""
    for name in ground.neighbours:
        yield Question("sweep", name, lambda _things: _newest)
        yield Question("sweep names", name, lambda _things: _names)
    for model, field in _speakers(ground):
        domain = [(field, "in", ground.models)]
        yield Question("asked about", model, lambda _t, domain=domain: _about(domain))


def _about(domain):
    return lambda M: M.with_context(active_test=False).search_read(domain)


def _speakers(ground):
    """Models that name another model, and the field in which they do."""
    for name in ground.neighbours:
        known = ground.registry[name]._fields
        for key in ("res_model", "model", "model_id"):
            field = known.get(key)
            if field and field.store and field.type in ("char", "selection"):
                yield name, key


def _newest(Model):
    Model = Model.with_context(active_test=False, bin_size=True)
    records = Model.search([], order="id desc", limit=LIMIT)
    fields = list(Model.fields_get(attributes=["type"]))
    try:
        return records.read(fields)
    except Exception:  # noqa: BLE001 one field fails: the others must be read
        return [_told(records, field) for field in fields]


def _told(records, field):
    try:
        return records.read([field])
    except Exception as error:  # noqa: BLE001 a refusal is an answer
        return error


def _names(Model):
    return Model.name_search("", limit=LIMIT), Model.name_search("zqm")
