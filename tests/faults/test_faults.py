"""Whatever breaks in the middle of a piece of work: nothing is lost, halved or doubled."""

import pytest
from breaks import BREAKS
from cell import play
from works import WORKS

# The cell that every `make test` plays; `make faults` plays all.
SHORT = {("worker killed", "assessments")}
# What has been judged while the database was prepared.
BEFORE = 2
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
    """Return ``clean(work)``: its outcome when nothing breaks."""
    known = {}

    def of(work):
        act = WORKS[work].act
        if act not in known:
            folder = tmp_path_factory.mktemp("clean")
            known[act] = play(stage, "nothing", work, folder)
        return known[act]

    return of


@pytest.mark.parametrize(("broken", "work"), CELLS)
def test_it_leaves_what_a_clean_run_leaves(
    stage, clean, tmp_path, record_property, broken, work
):
    record_property("cell", (broken, work))
    wanted = clean(work).found
    outcome = play(stage, broken, work, tmp_path)
    spared = work in BREAKS[broken].spares
    assert outcome.struck
    assert spared or BREAKS[broken].felt in outcome.felt
    assert outcome.verdict == (0, [])
    assert outcome.found == wanted
    assert outcome.logged >= outcome.shown
    if BREAKS[broken].quiet:
        assert outcome.by_itself
    result = "by itself" if outcome.by_itself else "once more"
    record_property("result", "spared" if spared else result)


def test_two_workers_share_the_night_and_no_batch_is_done_twice(stage, clean):
    outcome, number = clean("assessments"), len(stage.known["dossiers"])
    runs = [line for line in outcome.said.splitlines() if ") starting" in line]
    assert len({line.split()[2] for line in runs}) == 2
    assert outcome.found["assessments"][0] == number + BEFORE
    judged_twice = {*outcome.judged_twice} & {*map(str, stage.known["dossiers"])}
    assert not judged_twice
    # Either job refreshes figures: which of them does how many is a race, twice is none.
    counted = [int(outcome.counted[job]) for job in ("cron_assess", "cron_refresh_all")]
    assert number <= counted[0] <= sum(counted) <= number + outcome.figures
    assert outcome.counted["cron_plan_revisions"] == str(number)
    assert outcome.by_itself
