"""Queries and markup are written, never built from what somebody else has put in."""

import ast

from .source import called, text_of

RUNS = {
    "execute",
    "executemany",
    "execute_values",
    "execute_query",
    "execute_query_dict",
}
TEXT_METHODS = {"dedent", "format", "format_map", "join", "replace", "str", "strip"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.NamedExpr)
MARKUP = "markup must be a constant; values go through Markup(…) % value"
QUERY = 'the text of a query must be a constant; write SQL("… %s", value)'


def built(source):
    """Queries and markup whose text is not a constant, or made by `SQL` of constants."""
    for call in source.calls():
        name = called(call)
        if call.args and name in {"SQL", "Markup", *RUNS}:
            if not _is_safe(source, call.args[0], strict=name not in RUNS):
                yield call.args[0].lineno, MARKUP if name == "Markup" else QUERY


def _is_safe(source, node, strict, seen=frozenset()):
    """Tell whether an expression is a constant text or an `SQL`.

    :param strict: refuse the result of any other function too; one that is run may
        return an `SQL`, one that goes into ``SQL(…)`` can only be a text
    :param seen: names that are being followed
    """
    if isinstance(node, ast.IfExp):
        ways = (node.body, node.orelse)
        return all(_is_safe(source, way, strict, seen) for way in ways)
    if isinstance(node, ast.Name):
        return node.id in seen or _is_safe_name(source, node, strict, {node.id, *seen})
    if isinstance(node, ast.Call):
        return _is_made_by_sql(node) or not (strict or _makes_text(node))
    return text_of(node) is not None


def _is_safe_name(source, name, strict, seen):
    """Follow a name to what it stands for: in its functions, else in the module."""
    scope = source.around(name, *FUNCTIONS)
    while scope:
        for argument in ast.walk(scope.args):
            if isinstance(argument, ast.arg) and argument.arg == name.id:
                return getattr(argument.annotation, "id", "") == "SQL"
        if found := _assigned(source, scope, name.id):
            return all(x and _is_safe(source, x, strict, seen) for x in found)
        scope = source.around(source.parents[scope], *FUNCTIONS)
    found = _assigned(source, source.tree, name.id)
    # A constant of another module is looked at where it is written.
    return all(map(text_of, found)) if found else name.id.isupper()


def _assigned(source, scope, name):
    """What a name is set to in a scope; None for each way that cannot be followed."""
    return [
        source.parents[node].value
        if isinstance(source.parents[node], ASSIGNMENTS)
        else None
        for node in ast.walk(scope)
        if isinstance(node, ast.Name)
        and (node.id, type(node.ctx)) == (name, ast.Store)
        and source.around(node, *FUNCTIONS, ast.Module) is scope
    ]


def _is_made_by_sql(call):
    """Tell whether it is ``SQL(…)``, ``SQL.identifier(…)`` or ``SQL(…).join(…)``."""
    owner = getattr(call.func, "value", None)
    if isinstance(owner, ast.Call):
        return _is_made_by_sql(owner)
    return "SQL" in (called(call), getattr(owner, "id", ""))


def _makes_text(call):
    owner = getattr(call.func, "value", None)
    return called(call) in TEXT_METHODS or text_of(owner) is not None
