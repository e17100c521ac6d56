"""A database and its twin without our addon: the same script in each, in turn."""

import json
import statistics

ROUNDS = 3


def compare(run, script, databases):
    """Run a script in each database in turn, three rounds.

    :param run: ``(script, database) -> lines of a table``; the script prints one, JSON
        of ``{name: {figure: number}}``
    :return: ``{name: {figure: [median in each database]}}``
    """
    found = {database: [] for database in databases}
    for _round in range(ROUNDS):
        for database, rounds in found.items():
            [line] = run(script, database)
            rounds.append(json.loads(line.removeprefix("|")))
    names = found[databases[0]][0]
    return {
        name: {
            figure: [
                statistics.median(one[name][figure] for one in rounds)
                for rounds in found.values()
            ]
            for figure in figures
        }
        for name, figures in names.items()
    }
