"""The house's own rules for the addon's code, which no other linter knows.

A file for each subject. A rule is a function that takes a `Source` and yields
``(line, words)`` for whatever it objects to.
"""

from .context import untrusted
from .entries import guarded, open_routes
from .once import single
from .places import forbidden
from .source import Source
from .sudo import unexplained
from .texts import built

RULES = (built, forbidden, open_routes, unexplained, untrusted)


def check(addon):
    """What the rules object to in an addon's code, its tests left out: lines of text."""
    paths = [
        path
        for path in addon.rglob("*.py")
        if "tests" not in path.relative_to(addon).parts
    ]
    return objections([Source.of(path, addon.parent) for path in paths])


def objections(sources):
    """What the rules object to in these sources: ``file:line: words``, sorted."""
    rules = (*RULES, guarded(sources), single(sources))
    found = {
        (source.name, line, words)
        for source in sources
        for rule in rules
        for line, words in rule(source)
    }
    return [f"{name}:{line}: {words}" for name, line, words in sorted(found)]
