"""A file, checked or imported: one engine for both."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .change import NEW, OUTCOMES, REFUSED, UPDATED
from .customers import BATCH, find_customers
from .filing import file_changes
from .flaws import Flaw
from .layout import layout
from .open_file import open_file
from .plan import Plan
from .rows import Rows


@dataclass(slots=True)
class Result:
    """What became of a file.

    :param outcomes: ``[(name of the customer, outcome)]``, see ``change``
    :param dossiers: those whose contents were compared, or changed
    :param is_broken: part of the file could not be read, so nothing is imported
    """

    rows: int = 0
    findings: list = field(default_factory=list)
    outcomes: list = field(default_factory=list)
    dossiers: object = None
    is_broken: bool = False

    @property
    def counts(self):
        """``{outcome: number of customers}``, all outcomes"""
        found = Counter(outcome for _name, outcome in self.outcomes)
        return {outcome: found[outcome] for outcome in OUTCOMES}


class Importer:
    """Reads one file for one user.

    :param source: where rows come from that do not say it
    :param limits: the most that is read
    :param code: the table that a csv file stands for
    """

    def __init__(self, env, source, limits, code=""):
        self._env = env
        self._source = source
        self._limits = limits
        self._code = code

    def check(self, content, name):
        """What an import of this file would do; changes nothing.

        :return: ``Result``
        """
        return self._run(content, name, self._compared)

    def carry_out(self, content, name):
        """Import what is sound, customer by customer.

        :return: ``Result``; ``dossiers`` are those that changed
        """
        return self._run(content, name, self._file)

    def _run(self, content, name, act):
        result = Result(dossiers=self._env["customer.dossier"])
        rows = self._read(content, name)
        result.rows = len(rows.rows)
        result.findings = rows.findings
        result.is_broken = rows.is_broken
        groups = self._group(rows.rows, result)
        partners = list(groups)
        for start in range(0, len(partners), BATCH):
            batch = {one: groups[one] for one in partners[start : start + BATCH]}
            plan = Plan(self._env, batch, self._source)
            if result.is_broken:
                for change in plan.changes:
                    change.refused = True
            result.dossiers |= act(plan.changes)
            for change in plan.changes:
                result.findings += change.findings
                result.outcomes.append((change.partner.name, change.outcome))
        return result

    def _read(self, content, name):
        rows = Rows(layout(self._env), self._env.company._dossier_today(), self._code)
        rows.gather(lambda: open_file(content, name, self._limits))
        return rows

    def _group(self, rows, result):
        """The rows of each customer that is known: ``{partner: rows}``."""
        by_key = defaultdict(list)
        for row in rows:
            if any(row.customer[:4]):
                by_key[row.customer].append(row)
        groups = defaultdict(list)
        for key, partner in find_customers(self._env, by_key).items():
            if isinstance(partner, Flaw):
                for row in by_key[key]:
                    result.findings.append(row.find(partner.code, **partner.values))
                result.outcomes.append((by_key[key][0].name, REFUSED))
            else:
                groups[partner] += by_key[key]
        return groups

    def _compared(self, changes):
        ids = [change.dossier.id for change in changes if change.dossier]
        return self._env["customer.dossier"].browse(ids)

    def _file(self, changes):
        sound = [change for change in changes if change.outcome in (NEW, UPDATED)]
        return file_changes(self._env, sound)
