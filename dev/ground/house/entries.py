"""Ways in from outside check before they act: public methods of models, routes."""

import ast

from .source import called, text_of

CHECKS = {
    "_filtered_access",
    "check_access",
    "check_called",
    "check_field_access",
    "has_access",
    "has_group",
    "has_groups",
}
# Odoo calls these, and either checks before or there is nothing to check.
ODOO = {"copy_data", "create", "init", "unlink", "write"}
UNGUARDED = (
    "can be called by everybody: begin with check_access, "
    "name it with an underscore, or mark it @api.private"
)


def open_routes(source):
    """Routes for people who have not logged in, or without protection from forgery."""
    for call in source.calls():
        words = {x.arg: x.value for x in call.keywords}
        # Without a word it goes on with the route that it overrides.
        if called(call) != "route" or not (call.args or words):
            continue
        if text_of(words.get("auth")) != "user":
            yield call.lineno, "a route says auth='user'"
        if "csrf" in words:
            yield call.lineno, "a route keeps csrf as it is"


def guarded(sources):
    """Return the rule for these sources, whose methods may check for each other."""
    methods = [(source, method) for source in sources for method in _methods(source)]
    checking = _checking([method for _source, method in methods])

    def unguarded(source):
        """Public methods that begin with something else than a check."""
        for place, method in methods:
            if place is source and _is_public(method):
                if not _first_calls(method) & checking:
                    yield method.lineno, f"{method.name}() {UNGUARDED}"

    return unguarded


def _methods(source):
    return [
        method
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        if any(getattr(base, "attr", "").endswith("Model") for base in node.bases)
        for method in node.body
        if isinstance(method, ast.FunctionDef)
    ]


def _checking(methods):
    """Names of the checks, and of the methods that begin with one, wherever defined."""
    checking, before = CHECKS, None
    while before != checking:
        before = checking
        begin, other = set(), set()
        for method in methods:
            (begin if _first_calls(method) & before else other).add(method.name)
        checking = before | (begin - other)
    return checking


def _first_calls(method):
    """Names of what the first statement calls, after docstring and ensure_one."""
    for statement in method.body:
        # What stands inside of a block need not happen: an `if` counts by its question.
        sure = statement
        if hasattr(statement, "body"):
            sure = getattr(statement, "test", ast.Pass())
        calls = {called(x) for x in ast.walk(sure) if isinstance(x, ast.Call)}
        is_docstring = isinstance(statement, ast.Expr) and not calls
        if not is_docstring and calls != {"ensure_one"}:
            return calls
    return set()


def _is_public(method):
    """Tell whether clients can call it, and it is not an override that goes on."""
    marks = {getattr(x, "attr", "") for x in method.decorator_list}
    private = method.name.startswith("_") or "private" in marks
    return not (private or method.name in ODOO or goes_on(method))


def goes_on(method):
    """Tell whether the method calls the one that it overrides."""
    return any(
        called(call) == method.name and called(call.func.value) == "super"
        for call in ast.walk(method)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Call)
    )
