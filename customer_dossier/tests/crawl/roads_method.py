"""Every public method, called as RPC calls it, with nothing and with anything."""

from odoo.service.model import call_kw

from .engine import Question

EXAMPLES = 3  # models on which a method is called that the framework wrote


def method_questions(ground, rows, people):
    names = [*ground.models, *ground.guests]
    called = {}
    for name in sorted(names, key=lambda name: name != "customer.dossier"):
        ids = rows.get(name) or _ids(name, people)
        for method in ground.methods(name):
            ours = ground.wrote(ground.registry[name], method)
            called[method] = called.get(method, 0) + 1
            if not ours and called[method] > EXAMPLES:
                continue
            for args in _arguments(ground, name, method, ids)[: None if ours else 1]:
                yield Question(f"method:{method}", name, _call(method, args))


def _ids(name, people):
    return people.customers.ids if name == "res.partner" else []


def _arguments(ground, name, method, ids):
    """Argument lists to try: the plainest first."""
    some = [field.name for field in ground.fields(name)[:3]]
    if getattr(getattr(ground.registry[name], method), "_api_model", False):
        return [[], [some], [[]], ["zqm"]]
    return [[ids[:1]], [ids], [ids, some], [ids, {}], [[]]]


def _call(method, args):
    return lambda _things: lambda Model: call_kw(Model, method, list(args), {})
