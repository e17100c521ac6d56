"""What was found once, by name: each of these was a traceback."""

from .values import Call


def _call(model, method, *args, door="call_kw", **kwargs):
    return Call(door, model, method, list(args), kwargs)


FOUND = {
    "a button pressed on none": _call("customer.dossier", "action_view_orders", []),
    "a button pressed on two": _call(
        "customer.dossier.sheet", "action_view_month", [1, 2]
    ),
    "an order's button on none": _call("sale.order", "action_submit_news", []),
    "a customer's button on a word": _call("res.partner", "action_open_dossier", ["a"]),
    "a text as number": _call(
        "customer.dossier.visit", "action_done", ["1) OR 1=1 --"]
    ),
    "yes as number": _call("customer.dossier.signal.report", "action_report", [True]),
    "no as number": _call("customer.dossier", "action_assess", [False]),
    "a number that no column holds": _call("customer.dossier", "action_close", [2**31]),
    "a list as number": _call("customer.dossier", "action_activate", [[[1]]]),
    "a dict as numbers": _call("customer.dossier.import", "action_import", {" ": True}),
    # The error repeated it, and could not be sent.
    "half a character": _call(
        "customer.dossier.submission", "action_return", ["\ud800"]
    ),
    "half a character as filter": _call(
        "customer.dossier.overview", "cockpit", {"\ud800": "\ud800"}
    ),
    "a list as trade": _call("customer.dossier.section", "action_load_preset", [], []),
    "a mixin's own button": _call("customer.dossier.taught", "action_write_lesson", []),
    "a wizard opened on words": _call(
        "customer.dossier.print",
        "default_get",
        ["dossier_ids"],
        context={"active_model": "customer.dossier", "active_ids": ["a", [1], 2**40]},
    ),
    "a list as an amount": _call(
        "customer.dossier.provision.run", "create", [{"used": [1]}]
    ),
    "a fact without a number": _call("customer.dossier.fact", "read", [0]),
    "a submission in hand that is none": _call(
        "customer.dossier.fact",
        "create",
        [{}],
        context={"file_submission": 2**70},
    ),
    "a self-test told what to fill in": _call(
        "customer.dossier.hold.rule", "action_selftest", [], context={"tz": "'"}
    ),
}
