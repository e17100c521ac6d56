"""Values that a table wants exactly so: the few that no general filling can guess.

``KEEP`` leaves a column alone in both worlds; a list gives the values of the three
records in the first world and then in the second.
"""

KEEP = object()

ANY_MODEL = {
    "active": [True] * 6,
}
RECIPES = {
    # CHECK (min_coverage BETWEEN 0 AND 100)
    ("customer.dossier.scorecard", "min_coverage"): [31, 32, 33, 36, 35, 34],
    # The matrix has all its cells already; another word makes another cell.
    ("customer.dossier.grade.cell", "value_level"): [
        f"crawl{number}" for number in range(6)
    ],
}
