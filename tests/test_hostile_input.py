"""Nobody breaks anything by what they send: `make fuzz` tries it for long."""

import json
import os
import re
from typing import NamedTuple
from urllib.parse import quote

import pytest
from conftest import ROOT, answering
from ground.demo import demo_template
from ground.odoo import command
from hostile.caller import PROGRAMS, Caller
from hostile.entries import Ways, ways_into
from hostile.found import FOUND
from hostile.traces import Secrets, fingerprint
from hostile.values import Call, calls, tables, values, words
from hostile.verdict import error_of, objection
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

#: How often each person asks; with a number of one's own, something else each time.
OFTEN = os.environ.get("FUZZ_EXAMPLES")
EXAMPLES = int(OFTEN or 30)
LOGINS = ROOT / "dev" / "demo_company" / "logins.txt"
#: These have no role of the archive; nobody is the public.
OUTSIDERS = ("employee", "portal", None)
PEOPLE = [
    *(line.split()[0] for line in LOGINS.read_text().splitlines() if line[:1] > "#"),
    *OUTSIDERS,
]
LONGEST = 20_000  # of an address that a server reads
PART = re.compile(r"<[^>]+>")  # of a route, which is filled in
PARTS = ("1", "file", "customer.dossier.credit.report", "res.users")
fuzzed = settings(
    max_examples=EXAMPLES,
    derandomize=not OFTEN,
    print_blob=bool(OFTEN),
    suppress_health_check=list(HealthCheck),
    # To a database that has gone on meanwhile, a smaller call would say nothing.
    phases=[Phase.generate],
)


class Server(NamedTuple):
    """A started copy of the demo company, and what is known of it."""

    database: str
    url: str
    ways: Ways
    secrets: Secrets

    def caller(self, person):
        key = self.ways.keys.get(person, "")
        return Caller(self.database, self.url, person, key)


@pytest.fixture(scope="module")
def server(make_database):
    name = make_database("dossier_test_hostile", demo_template())
    ways = ways_into(name)
    with answering(command("-d", name, f"--db-filter=^{name}$")) as url:
        yield Server(name, url, ways, Secrets(name))


@pytest.fixture
def untouched(server, person):
    """Of an outsider: our tables are in the end what they were."""
    before = person in OUTSIDERS and fingerprint(server.database)
    yield
    if person in OUTSIDERS:
        assert fingerprint(server.database) == before


def test_all_of_ours_is_tried(server):
    own = {entry.model for entry in server.ways.entries if entry.own}
    assert {"res.partner", "sale.order", "customer.dossier.overview"} <= own
    assert {PART.sub("", route) for route in server.ways.routes} == {
        "/customer_dossier/file///",
        "/web/pivot/export_xlsx",
    }


def test_every_door_is_open(server):
    caller = server.caller("leader")
    ways = (
        Call("call_kw", "customer.dossier", "search_count", [[]], {}),
        Call("call_button", "customer.dossier", "action_view_orders", [[1]], {}),
        Call(PROGRAMS, "customer.dossier", "search_count", [], {"domain": []}),
    )
    answers = {way.door: caller.method(way) for way in ways}
    assert {
        door: error_of(answer) for door, answer in answers.items()
    } == dict.fromkeys(answers)
    assert answers[PROGRAMS].json() == answers["call_kw"].json()["result"] > 0


@pytest.mark.parametrize("person", ["leader", "employee"])
def test_what_was_found_once(server, person):
    caller = server.caller(person)
    answers = {name: caller.method(call) for name, call in FOUND.items()}
    found = {name: objection(answer, own=True) for name, answer in answers.items()}
    assert set(found.values()) == {""}, found


@pytest.mark.parametrize("person", PEOPLE, ids=str)
@pytest.mark.usefixtures("untouched")
def test_a_method_answers_in_words(server, person):
    caller = server.caller(person)
    own = [entry for entry in server.ways.entries if entry.own]
    written = [entry for entry in server.ways.entries if entry.written]
    thought_of = {(entry.model, entry.method) for entry in own}

    @fuzzed
    @given(calls(own) | calls(own) | calls(written) | calls(server.ways.entries))
    def ask(call):
        answer = caller.method(call)
        assert objection(answer, (call.model, call.method) in thought_of) == ""
        if person in OUTSIDERS and (error := error_of(answer)):
            assert not server.secrets.told(error)

    ask()


@pytest.mark.parametrize("person", PEOPLE, ids=str)
@pytest.mark.usefixtures("untouched")
def test_a_page_answers_in_words(server, person):
    caller = server.caller(person)

    @settings(fuzzed, max_examples=EXAMPLES // 2)
    @given(st.sampled_from(server.ways.routes), st.data(), tables)
    def ask(route, data, table):
        word = words | st.sampled_from(PARTS)
        path = PART.sub(lambda _part: quote(data.draw(word)[:99], safe=""), route)
        sent = json.dumps(table)[:LONGEST]
        assert caller.get(path, data=sent).status_code < 500
        # As a browser's form sends a file; without its token Odoo refuses that.
        assert caller.upload(path, data=sent).status_code < 500

    ask()


@pytest.mark.parametrize("person", PEOPLE, ids=str)
@pytest.mark.usefixtures("untouched")
def test_a_report_answers_in_words(server, person):
    caller = server.caller(person)
    numbers = st.lists(st.sampled_from((1, 2, 2**31 - 1)), max_size=3)

    @settings(fuzzed, max_examples=EXAMPLES // 4)
    @given(st.sampled_from(server.ways.reports), numbers, values)
    def ask(report, ids, options):
        path = f"/report/html/{report}/{','.join(map(str, ids))}"
        sent = json.dumps({"data": options})
        assume(len(sent) <= LONGEST)
        answer = caller.get(path, options=sent)
        assert answer.status_code < 500

    ask()
