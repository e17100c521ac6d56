"""A method of a model stands in one place: a namesake in another file goes on to it.

Whoever writes a second one does not see the first, and only one of them is ever run.
"""

import ast
from collections import defaultdict

from .entries import goes_on
from .source import text_of

HIDDEN = "hides its namesake in {}: join them, or go on by super()"


def single(sources):
    """Return the rule for these sources, whose classes may extend one model."""
    places = defaultdict(list)
    for source in sources:
        for model, method in _methods(source):
            if not goes_on(method):
                places[model, method.name].append((source, method.lineno))

    def hidden(source):
        """Methods that end in themselves, where another file has one like it."""
        for (_model, name), found in places.items():
            others = ", ".join(other.name for other, _line in found if other != source)
            for place, line in found if others else ():
                if place is source:
                    yield line, f"{name}() {HIDDEN.format(others)}"

    return hidden


def _methods(source):
    """Pairs of a model's name and a method of its."""
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef):
            model = _model(node)
            for method in node.body if model else ():
                if isinstance(method, ast.FunctionDef):
                    yield model, method


def _model(node):
    """The name of the model that a class makes or extends, or None."""
    given = {
        target.id: text_of(line.value)
        for line in node.body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name)
    }
    return given.get("_name") or given.get("_inherit")
