"""The repository tells no machine's secrets, and keeps its promises."""

import ast
import re
import subprocess

import pytest

ABSOLUTE = re.compile(r"(?<![\w.~/:$}{-])/(?:home|root|work|Users|opt|mnt)/\w")
REGISTRY = re.compile(
    r"https?://[^\s\"'<>)]*"
    r"(?:pypi\.|npmjs|registry|pythonhosted|debian\.org/debian|mirror)",
    re.IGNORECASE,
)
TEXT = (".py", ".md", ".rst", ".txt", ".json", ".mjs", ".js", ".toml", ".xml", ".yml")


@pytest.fixture(scope="session")
def texts(repository):
    """The text files that git keeps, by name."""
    listed = subprocess.check_output(["git", "ls-files", "-z"], cwd=repository)
    paths = [repository / name for name in listed.decode().split("\0") if name]
    return {
        str(path.relative_to(repository)): path.read_text()
        for path in paths
        if path.is_file() and (path.suffix in TEXT or not path.suffix)
    }


@pytest.mark.parametrize("kind", [ABSOLUTE, REGISTRY], ids=["path", "registry"])
def test_no_file_names_a_place_of_one_machine(texts, kind):
    assert {
        name: found[0]
        for name, text in texts.items()
        if (found := kind.search(text)) and not name.startswith("tests/test_reposi")
    } == {}


@pytest.mark.parametrize(
    "line", ["a = '/home/me/x'", "see /root/x", "https://registry.npmjs.org/x"]
)
def test_the_patterns_above_do_find_such_places(line):
    assert ABSOLUTE.search(line) or REGISTRY.search(line)


def test_every_command_of_the_readme_exists(texts):
    readme = texts["README.md"]
    named = set(re.findall(r"\bmake ([a-z]+)\b", readme))
    targets = set(re.findall(r"^([a-z]+):", texts["Makefile"], re.MULTILINE))
    assert {"demo", "test"} <= named <= targets
    for path in re.findall(r"\bdev/[\w/]+", readme):
        assert any(name.startswith(path) for name in texts), path


def test_every_test_file_of_the_addon_is_run(texts):
    init = ast.parse(texts["customer_dossier/tests/__init__.py"])
    imported = {
        alias.name
        for node in ast.walk(init)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    files = {
        name.removeprefix("customer_dossier/tests/").removesuffix(".py")
        for name in texts
        if re.fullmatch(r"customer_dossier/tests/test_\w+\.py", name)
    }
    assert files <= imported


def test_every_linter_and_library_is_pinned(texts):
    for name in ("", "-test", "-lint", "-coverage"):
        lines = texts[f"dev/requirements{name}.txt"].splitlines()
        loose = [x for x in lines if x and x[0] != "#" and "==" not in x]
        assert loose == []


def test_the_node_lock_names_no_address(texts):
    assert '"resolved"' not in texts["package-lock.json"]
