"""The page about security keeps up with the tests that it names."""

import re

import pytest


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs" / "security.md").read_text()


@pytest.fixture(scope="module")
def tests(repository):
    """Names of all test files and tests."""
    paths = [
        path
        for folder in ("customer_dossier", "tests")
        for path in (repository / folder).rglob("test_*.py")
    ]
    found = {path.stem for path in paths}
    for path in paths:
        found.update(re.findall(r"def (test_\w+)\(", path.read_text()))
    return found


def test_every_threat_has_its_row(page):
    rows = re.findall(r"^\| T(\d\d) ", page, re.MULTILINE)
    assert sorted(map(int, rows)) == list(range(1, 67))


def test_every_row_names_a_test_or_says_why_not(page):
    for row in re.findall(r"^\| (T\d\d .*) \|$", page, re.MULTILINE):
        _threat, defence, last = row.split(" | ")
        assert len(last) > 5, row
        assert (defence == "–") != ("`test_" in last or last.startswith("as T")), row


def test_every_test_that_the_page_names_exists(page, tests):
    named = set(re.findall(r"`(test_\w+)\*?`", page))
    assert len(named) > 20
    lost = {name for name in named if not any(x.startswith(name) for x in tests)}
    assert lost == set()


def test_nothing_is_left_to_be_named(page):
    assert "to be named" not in page
