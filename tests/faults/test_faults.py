"""Whatever breaks in the middle of a piece of work: nothing is lost, halved or doubled."""

import pytest
from breaks import BREAKS
from cell import play
from works import WORKS

# The cells that every `make test` plays; `make faults` plays all.
SHORT = {("worker killed", "assessments"), ("answer lost", "approval")}
CELLS = [
    pytest.param(
        broken,
        work,
        marks=() if (broken, work) in SHORT else pytest.mark.faults,
        id=f"{work}, {broken}",
    )
    for work in WORKS
    for broken in BREAKS
    if broken != "nothing"
]


@pytest.fixture(scope="module")
def clean(stage, tmp_path_factory):
    """Return ``clean(work)``: what is there after it when nothing breaks."""
    known = {}

    def of(work):
        act = WORKS[work].act
        if act not in known:
            folder = tmp_path_factory.mktemp("clean")
            known[act] = play(stage, "nothing", work, folder).found
        return known[act]

    return of


@pytest.mark.parametrize(("broken", "work"), CELLS)
def test_it_leaves_what_a_clean_run_leaves(
    stage, clean, tmp_path, record_property, broken, work
):
    record_property("cell", (broken, work))
    wanted = clean(work)
    outcome = play(stage, broken, work, tmp_path)
    assert BREAKS[broken].felt in outcome.felt
    assert outcome.verdict == (0, [])
    assert outcome.found == wanted
    assert outcome.logged >= outcome.shown
    if BREAKS[broken].quiet:
        assert outcome.by_itself
    record_property("result", "by itself" if outcome.by_itself else "once more")
