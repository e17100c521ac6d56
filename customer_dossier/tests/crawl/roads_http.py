"""Roads over HTTP: routes of the web client, files, reports, exports, outside APIs."""

import json
import re

from .engine import Question

FILES = ("binary", "image")
PART = re.compile(r"<(?:\w+:)?(\w+)>")  # of a route: what it takes, by name


def http_questions(ground, planter):
    for name in ground.models:
        ids = planter.rows.get(name, [])
        fields = [
            field.name
            for field in ground.fields(name)
            if field.store or field.inherited
            if field.type not in FILES and field.groups != "."
        ]
        for road, ask in _model_roads(name, ids, fields).items():
            yield Question(road, name, _just(ask))
        yield from _file_questions(ground, name, ids)
        for method in ground.methods(name):
            if ground.wrote(ground.registry[name], method):
                yield Question(
                    f"button:{method}", name, _just(_button(name, method, ids))
                )
    for id_ in planter.files.values():
        yield Question(
            "web content by id", "ir.attachment", _just(_get(f"/web/content/{id_}"))
        )
    yield from _action_questions(ground)
    yield from _report_questions(ground, planter.rows)
    yield from _route_questions(ground, planter.rows)


def _just(ask):
    return lambda _things: ask


def _get(url, **headers):
    return lambda browser: browser.get(url, **headers)


def _model_roads(name, ids, fields):
    spec = {field: {} for field in fields}
    return {
        **_outside_roads(name, ids, fields),
        "call_kw web_search_read": lambda b: b.call_kw(
            name, "web_search_read", [], domain=[], specification=spec
        ),
        "call_kw read": lambda b: b.call_kw(name, "read", [ids, fields]),
        "export csv": lambda b: b.submit(
            "/web/export/csv", data=_export(name, ids, fields)
        ),
        "export xlsx": lambda b: b.submit(
            "/web/export/xlsx", data=_export(name, ids, fields)
        ),
        "export fields": lambda b: b.call(
            "/web/export/get_fields", model=name, domain=[]
        ),
        "domain validate": lambda b: b.call(
            "/web/domain/validate", model=name, domain=[["display_name", "=", "zqm"]]
        ),
        "thread": lambda b: b.call(
            "/mail/thread/messages", thread_model=name, thread_id=(ids or [0])[0]
        ),
    }


def _outside_roads(name, ids, fields):
    """Roads that need no browser: a key opens them."""
    search = {"domain": [], "fields": fields}
    return {
        "json2": lambda b: b.json2(name, "search_read", **search),
        "json2 read": lambda b: b.json2(name, "read", ids=ids, fields=fields),
        "jsonrpc": lambda b: b.jsonrpc(name, "search_read", [[], fields]),
        "xmlrpc": lambda b: b.xmlrpc(name, "search_read", [[], fields]),
        "json1": lambda b: b.get(
            f"/json/1/{name}/{(ids or [0])[0]}?view_type=form",
            follow=True,
            Authorization=f"Bearer {b.key}",
        ),
    }


def _export(name, ids, fields):
    asked = {
        "model": name,
        "fields": [{"name": field, "label": field, "type": "char"} for field in fields],
        "ids": ids,
        "domain": [],
        "groupby": [],
        "import_compat": False,
    }
    return json.dumps(asked)


def _file_questions(ground, name, ids):
    fields = [field.name for field in ground.fields(name) if field.type in FILES]
    for field in fields:
        for id_ in ids:
            place = f"{name}/{id_}/{field}"
            things = ((field, field),)
            yield Question(
                "web content", name, _just(_get(f"/web/content/{place}")), things
            )
            yield Question(
                "web image", name, _just(_get(f"/web/image/{place}")), things
            )


def _button(name, method, ids):
    return lambda browser: browser.call(
        "/web/dataset/call_button/x",
        model=name,
        method=method,
        args=[ids[:1]],
        kwargs={},
    )


def _action_questions(ground):
    """Our windows, server actions and menus, as the web client loads them."""
    for model in ("ir.actions.act_window", "ir.actions.server", "ir.actions.report"):
        for action in ground.records(model):
            load = ("/web/action/load", {"action_id": action.id})
            run = ("/web/action/run", {"action_id": action.id})
            for url, params in (load, run):
                yield Question(
                    f"action:{action.id}",
                    model,
                    _just(lambda b, url=url, params=params: b.call(url, **params)),
                )


def _report_questions(ground, rows):
    """Each of our reports in each form, about every planted record of its model."""
    for report in ground.reports:
        ids = ",".join(map(str, rows.get(report.model, [])))
        for form in ("html", "text", "pdf"):
            url = f"/report/{form}/{report.report_name}/{ids}"
            yield Question(f"report {form}", report.model, _just(_get(url)))


def _route_questions(ground, rows):
    """Our own routes: with planted exports where they take one, else a dossier's id."""
    exports = [
        name for name in ground.models if hasattr(ground.registry[name], "_download")
    ]
    for route, _endpoint in ground.routes:
        for name in exports if "<string:model>" in route else ["customer.dossier"]:
            for id_ in rows.get(name, [1]):
                url = _filled(route, model=name, wizard=id_, field=_file(ground, name))
                yield Question(f"route:{route}", name, _just(_get(url)))
                yield Question(
                    f"route:{route}", name, _just(lambda b, url=url: b.call(url))
                )


def _file(ground, name):
    """The field of a model that holds a file."""
    files = (field.name for field in ground.fields(name) if field.type in FILES)
    return next(files, "file")


def _filled(route, **parts):
    """A route with what it takes; whatever else it takes is the id, too."""
    return PART.sub(lambda part: str(parts.get(part[1], parts["wizard"])), route)
