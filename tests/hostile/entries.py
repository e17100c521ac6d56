"""What can be called: read from the registry of the database itself."""

from typing import NamedTuple

from asking import answer

#: Hires the people whom the demo company lacks, gives everybody a key for programs, and
#: prints what there is to call.
SCRIPT = """
import datetime, inspect, json
from odoo.addons.customer_dossier.tests.crawl.ground import Ground

for login, group in (("employee", "base.group_user"), ("portal", "base.group_portal")):
    env["res.users"].create({"name": login, "login": login, "password": login,
        "group_ids": [(6, 0, env.ref(group).ids)]})
until = datetime.datetime.now() + datetime.timedelta(days=1)
keys = {user.login: env["res.users.apikeys"].with_user(user)._generate("rpc", "x", until)
        for user in env["res.users"].search([])}
env.cr.commit()
ground = Ground(env)
entries = []
for model, Model in sorted(env.registry.items()):
    methods = ground.methods(model)
    stored = methods and not Model._abstract
    ids = env[model].search([], limit=4).ids if stored else []
    for method in methods:
        function = getattr(Model, method)
        first = next(c for c in reversed(Model.mro()) if method in vars(c))
        own = first.__module__.startswith("odoo.addons.customer_dossier.")
        if Model._abstract and not own:
            continue
        taken = [p for p in inspect.signature(vars(first)[method]).parameters.values()
                 if p.kind is p.POSITIONAL_OR_KEYWORD][1:]
        params = [p.name for p in taken]
        needed = sum(p.default is p.empty for p in taken)
        entries.append({
            "model": model, "method": method, "ids": ids,
            "own": own,
            "written": ground.wrote(Model, method),
            "on_model": bool(getattr(function, "_api_model", False)),
            "params": params, "needed": needed,
            "fields": {f.name: f.type for f in ground.fields(model)},
        })
print("RESULT", json.dumps({
    "entries": entries,
    "routes": [url for url, _endpoint in ground.routes],
    "keys": keys,
    "reports": sorted(ground.reports.mapped("report_name")),
}))
"""


class Entry(NamedTuple):
    """A public method of a model, as RPC sees it."""

    model: str
    method: str
    ids: list  # of some records that there are
    own: bool  # thought of by us, and no method of Odoo's
    written: bool  # some of its code is ours
    on_model: bool  # takes no ids
    params: list
    needed: int  # so many of the parameters have no default
    fields: dict  # of the model: name -> type

    def __repr__(self):
        return f"{self.model}.{self.method}"


class Ways(NamedTuple):
    """All ways in."""

    entries: list
    routes: list
    reports: list
    keys: dict  # of the people, for programs: login -> key


def ways_into(database):
    """Hire an employee and a portal user, and find out what they could call."""
    told = answer(database, SCRIPT)
    entries = [Entry(**entry) for entry in told.pop("entries")]
    return Ways(entries, **told)
