"""Asks every question as every actor in two worlds, and tells what differs."""

import logging
import re
import warnings
from collections import Counter
from contextlib import contextmanager
from typing import Any, NamedTuple

from odoo.exceptions import AccessError

from . import marks
from .allowed import TOLD, is_changed, is_hidden, is_seen

_logger = logging.getLogger(__name__)

SUMS = {"sum and average"}
COMPUTED = "attribute, computed"
OPERATIONS = ("read", "write", "create", "unlink")
NUMBERS = re.compile(r"\d+")
# Clocks and one-time tokens differ between any two answers.
VOLATILE = re.compile(
    r"20\d\d-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?|0x[0-9a-f]{6,}|[0-9a-f]{32,}(o\d+)?|\b\d{10}\.\d+"
)


class Question(NamedTuple):
    """One question to the server about one or many fields.

    :param things: pairs of a field's name and what ``make`` takes for it; empty where
        the road takes no fields
    :param make: ``[thing] -> (Model as the actor) -> answer``
    """

    road: str
    model: str
    make: Any
    things: tuple = ()

    @property
    def fields(self):
        return tuple(dict.fromkeys(field for field, _thing in self.things))

    @property
    def kind(self):
        """The road without what it was walked with: ``method`` of ``method:read``."""
        return self.road.partition(":")[0]

    def ask(self, Model):
        return self.make([thing for _field, thing in self.things])(Model)

    def halves(self):
        """The same about fewer fields: one that is refused hides the others."""
        middle = len(self.things) // 2
        if not middle:
            return ()
        return (
            self._replace(things=self.things[:middle]),
            self._replace(things=self.things[middle:]),
        )


class Finding(NamedTuple):
    actor: str
    road: str
    place: str
    what: str

    def __str__(self):
        return f"{self.actor} by {self.road}: {self.place}: {self.what}"


class Crawl:
    """Counts what was tried and keeps what was found."""

    def __init__(self, env, ground, book, planter, people):
        self.env, self.ground, self.book = env, ground, book
        self.planter, self.people = planter, people
        self.tries = 0
        self.findings = []
        self.tried = {kind: Counter() for kind in ("model", "field", "road", "actor")}
        self.seen = {}  # actor -> roads by which it met marks

    def crawl(self, actor, questions, worlds=2):
        """Ask all ``questions`` as ``actor``: in one world, or in both."""
        hidden = is_hidden(self.ground, actor)
        self.closed, self.settled = {}, set()
        self.restricted = self._restricted_texts(actor)
        answers = []
        with self._returning():
            for question in questions:
                self._ask_first(actor, question, hidden, answers)
        if worlds == 1:
            return
        with self.env.cr.savepoint() as savepoint:
            self.planter.to_other_world(is_changed(self.ground, actor))
            with self._returning():
                suspects = [
                    suspect
                    for question, before in answers
                    for suspect in self._ask_again(actor, question, before, hidden)
                ]
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        with self._returning():
            for question, other in suspects:
                self._compare(actor, question, other)

    @contextmanager
    def _returning(self):
        """Every answer within leaves the database as it was, whatever a road does.

        One savepoint that all of them go back to: to make and to end one for each
        answer costs more than many an answer.
        """
        with self.env.cr.savepoint() as self.start:
            self.standing = tuple(self.env.transaction.envs)
            yield

    def _ask_first(self, actor, question, hidden, answers):
        self.note(actor, question)
        if (question.road, question.model) in self.settled:
            return
        text, refused = self.answer(actor, question)
        self.look(actor, question, text, hidden)
        if refused and text in self._closed_texts(actor, question.model):
            # Closed by this road as a whole, whatever field is asked for; but of a
            # computed field its own code decides, so each is asked.
            if question.road != COMPUTED:
                self.settled.add((question.road, question.model))
            return
        if self._tells(text, refused):
            answers.append((question, text))
        if refused:
            for half in question.halves():
                self._ask_first(actor, half, hidden, answers)

    def _ask_again(self, actor, question, before, hidden):
        """Ask in the second world; give back what differs, without varying numbers."""
        text, _refused = self.answer(actor, question)
        self.look(actor, question, text, hidden)
        if text == before:
            return
        again, _refused = self.answer(actor, question)
        varies = again != text  # never the same twice, as ids of new records
        yield question, NUMBERS.sub("N", text) if varies else text

    def _compare(self, actor, question, other):
        """Only the worlds make a difference, not how often one has asked."""
        text, _refused = self.answer(actor, question)
        if (actor, question.road) in TOLD:
            return
        if other not in (text, NUMBERS.sub("N", text)):
            self.found(actor, question, f"differs: {_difference(text, other)}")

    def _closed_texts(self, actor, name):
        """What the actor reads when a model, or its planted records, are closed."""
        if name not in self.closed:
            Model = self.env[name].with_user(self.people.actors[actor])
            hidden = is_hidden(self.ground, actor)
            texts = {_refusal(Model, operation) for operation in OPERATIONS}
            planted = self.planter.rows.get(name, [])
            # Some did not outlive the work: a step threw its own findings away.
            there = {*Model.sudo().browse(planted).exists().ids}
            texts |= {
                _refusal(Model.browse(id_))
                for record, id_ in enumerate(planted)
                if hidden(name, record) and id_ in there
            }
            self.closed[name] = texts - {None}
        return self.closed[name]

    def _tells(self, text, refused):
        """Whether an answer might depend on what is planted."""
        return text not in self.restricted

    def _restricted_texts(self, actor):
        """What the actor reads when a field of ours on an open model is closed."""
        texts = set()
        for name, fields in self.ground.guests.items():
            Model = self.env[name].with_user(self.people.actors[actor])
            for field in fields:
                try:
                    Model._check_field_access(field, "read")
                except AccessError as refusal:
                    texts.add(VOLATILE.sub("~", marks.render(refusal)))
        return texts

    def answer(self, actor, question):
        """:return: the answer as text, and whether it is a refusal"""
        Model = self.env[question.model].with_user(self.people.actors[actor])
        self.env.invalidate_all(flush=False)  # nobody finds what another one fetched
        self.tries += 1
        refused = False
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                answer = question.ask(Model)
                text = marks.render(answer)
            except Exception as error:  # noqa: BLE001 an error is an answer as well
                text, refused = marks.render(error), True
        self.start.rollback()
        self._forget()
        return self.clean(text), refused

    def _forget(self):
        """Drop the environments that a question made.

        They live on until the garbage is collected, and each new one is compared with
        all of them.
        """
        envs = self.env.transaction.envs
        envs.clear()
        envs.update(self.standing)

    def clean(self, text):
        """Without clocks and tokens: what two answers in one world may differ in."""
        return VOLATILE.sub("~", text)

    def note(self, actor, question):
        self.tried["actor"][actor] += 1
        self.tried["road"][question.kind] += 1
        self.tried["model"][question.model] += 1
        for field in question.fields:
            self.tried["field"][question.model, field] += 1

    def look(self, actor, question, text, hidden):
        # Numbers that one may see can add up to another one's mark, and a refused
        # condition repeats the mark that it asked for: there only differences count.
        if question.kind in SUMS or question.kind.startswith("domain"):
            return
        for mark in self.book.find(text):
            self.seen.setdefault(actor, set()).add(question.kind)
            if hidden(mark.model, mark.record, mark.field):
                if not is_seen(actor, question.road, str(mark)):
                    what = f"shows {mark} of record {mark.record}"
                    self.found(actor, question, what)

    def found(self, actor, question, what):
        place = f"{question.model}.{','.join(question.fields) or '*'}"
        if is_seen(actor, question.road, place):
            return
        self.findings.append(Finding(actor, question.road, place[:80], what))

    def report(self, limit=400):
        """What was found, one line each; empty where there is nothing."""
        lines = sorted(set(map(str, self.findings)))
        more = [f"... and {len(lines) - limit} more"] if len(lines) > limit else []
        return "\n".join(lines[:limit] + more)

    def summary(self):
        tried = self.tried
        return (
            f"crawl: {len(tried['model'])} models, {len(tried['field'])} fields, "
            f"{len(tried['road'])} roads, {len(tried['actor'])} users, "
            f"{self.tries:,} tries, {len(set(self.findings))} findings"
        )


def _refusal(records, operation="read"):
    try:
        records.check_access(operation)
    except AccessError as refusal:
        return marks.render(refusal)
    return None


def _difference(before, after):
    """The first lines that two answers do not share, cut short."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    for one, other in pairs:
        if one != other:
            return f"{one[:90]!r} / {other[:90]!r}"
    return f"{len(before)} / {len(after)} characters"
