"""Trying one mistake: a process of its own imports the changed module and the tests.

The tests are those that need no database: the examples in the docstrings, the addon's
own tests of formulas, and the properties of everything that stands on the module.
"""

import ast
import doctest
import importlib
import importlib.machinery
import os
import resource
import sys
import types
import unittest
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDON = ROOT / "customer_dossier"
FORMULAS = ADDON / "formulas"
PROPERTIES = ROOT / "tests" / "properties"
PACKAGE = "odoo.addons.customer_dossier"
SECONDS = 120  # of work; a mistake that takes longer runs in circles
EXAMPLES = (
    doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
)


def notices(module, tree):
    """:return: whether any test fails when the module's code is that of ``tree``

    Each trial is forked, so that the next one begins with nothing imported.
    """
    concerned = standing_on(module)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os._exit(0 if _passes(module, tree, concerned) else 1)
    return os.waitpid(child, 0)[1] != 0


@cache
def standing_on(module):
    """:return: names of a formula's module and of all that import it, the nearest first"""
    found = [module]
    while more := [
        path.stem
        for path in sorted(FORMULAS.glob("*.py"))
        if path.stem not in (*found, "__init__") and _imported(path) & set(found)
    ]:
        found += more
    return found


@cache
def _imported(path):
    """Names that a file imports, of modules and out of them."""
    every = ast.walk(ast.parse(path.read_text()))
    froms = [node for node in every if isinstance(node, ast.ImportFrom)]
    modules = {(node.module or "").rpartition(".")[2] for node in froms}
    return modules | {alias.name for node in froms for alias in node.names}


def _passes(module, tree, concerned):
    try:
        _change(module, tree)
        return _examples(concerned) and _unit_tests() and _properties(set(concerned))
    except BaseException:  # noqa: BLE001 a mistake may break anything
        return False


def _change(module, tree):
    """Have Python import ``tree`` instead of the module's own code."""
    place = str(FORMULAS / f"{module}.py")
    code = compile(ast.fix_missing_locations(tree), place, "exec")
    loader = importlib.machinery.SourceFileLoader
    original = loader.get_code

    def get_code(self, fullname):
        return code if self.path == place else original(self, fullname)

    loader.get_code = get_code


def _examples(modules):
    for name in modules:
        found = importlib.import_module(f"formulas.{name}")
        if doctest.testmod(found, optionflags=EXAMPLES, raise_on_error=False).failed:
            return False
    return True


def _unit_tests():
    """The addon's tests of formulas; the addon's models are not imported for them."""
    for name in (PACKAGE, f"{PACKAGE}.tests"):
        package = types.ModuleType(name)
        package.__path__ = [str(ROOT.joinpath(*name.split(".")[2:]))]
        sys.modules[name] = package
    names = sorted(path.stem for path in (ADDON / "tests").glob("test_formulas*.py"))
    modules = [importlib.import_module(f"{PACKAGE}.tests.{name}") for name in names]
    loader = unittest.defaultTestLoader
    suite = unittest.TestSuite(map(loader.loadTestsFromModule, modules))
    return unittest.TextTestRunner(failfast=True).run(suite).wasSuccessful()


def _properties(modules):
    import pytest

    files = [
        str(path)
        for path in sorted(PROPERTIES.glob("test_*.py"))
        if _imported(path) & modules
    ]
    words = ["-x", "-q", "-p", "no:cacheprovider", f"--rootdir={ROOT}"]
    return not files or pytest.main([*words, *files]) == 0
