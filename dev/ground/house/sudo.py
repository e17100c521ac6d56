"""Whoever becomes superuser says what that widens and why it is safe."""

import ast

from .source import called

MARK = "sudo:"


def unexplained(source):
    """Calls of ``sudo()`` without a comment ``# sudo: …``.

    The comment stands on the line of the call, or right above it or its statement.
    """
    for call in source.calls():
        if _widens(call) and not _is_explained(source, call):
            yield (
                call.func.end_lineno,
                (
                    "say in a comment '# sudo: …', on this line or right above the "
                    "statement, what this widens and why it is safe"
                ),
            )


def _widens(call):
    """Tell whether the call makes a superuser.

    ``sudo(False)`` and ``sudo(records.env.su)`` only lead back to the user.
    """
    words = {word.arg: word.value for word in call.keywords}
    values = [*call.args, *words.values()]
    if any(getattr(value, "id", "") == "SUPERUSER_ID" for value in values):
        return called(call) in ("with_user", "env")
    if called(call) == "sudo":
        return not any(map(_narrows, values))
    return "su" in words and not _narrows(words["su"])


def _narrows(value):
    if isinstance(value, ast.Constant):
        return value.value is False
    return isinstance(value, ast.Attribute) and value.attr == "su"


def _is_explained(source, call):
    line = call.func.end_lineno
    statement = source.around(call, ast.stmt).lineno
    comments = [source.comments.get(line, "")]
    comments += source.comments_above(line) + source.comments_above(statement)
    return any(x.startswith(MARK) and x != MARK for x in comments)
