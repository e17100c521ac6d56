"""The context is the client's: anybody may put anything into it by RPC."""

import ast

from .source import called, text_of

NAMES = {"context", "_context"}
# What our code may read, each with the reason why a lie in it does no harm.
HARMLESS = {
    "active_model": "what a wizard was opened on; only chooses its first values",
    "active_id": "the same; the record is read with the user's own rights",
    "active_ids": "the same",
    "file_submission": "which source is named; the record is asked whether it may be",
}


def untrusted(source):
    """Every reading of the context, but for the harmless keys by their names."""
    for node in ast.walk(source.tree):
        name = getattr(node, "attr", None) or getattr(node, "id", "")
        if name in NAMES and isinstance(getattr(node, "ctx", None), ast.Load):
            if not _dropped(source, node) and _key(source, node) not in HARMLESS:
                yield (
                    node.end_lineno,
                    (
                        "the context comes from the client and decides nothing; "
                        f"allowed are {', '.join(sorted(HARMLESS))}"
                    ),
                )


def _dropped(source, node):
    """Whether what clients want as defaults is taken out of it, in Odoo's own way."""
    outer = source.parents[node]
    whole = isinstance(outer, ast.Call) and outer.args == [node]
    return whole and called(outer) == "clean_context"


def _key(source, node):
    """The constant key that is read of a context, or None."""
    outer = source.parents[node]
    if isinstance(outer, ast.Subscript) and outer.value is node:
        return text_of(outer.slice)
    if isinstance(outer, ast.Compare) and len(outer.ops) == 1:
        return text_of(outer.left)
    call = source.parents.get(outer)
    if isinstance(outer, ast.Attribute) and isinstance(call, ast.Call):
        return text_of(call.args[0]) if called(call) == "get" and call.args else None
    return None
