"""The table of all cells that were played: fault × work × result."""

FAILED = "**broken**"


def table(reports):
    """Lines of a table in Markdown, none where no cell was played.

    :param reports: what pytest says of each test
    """
    cells = {}
    for report in reports:
        if report.when == "call" and "cell" in (known := dict(report.user_properties)):
            broken, work = known["cell"]
            result = known.get("result", FAILED) if report.passed else FAILED
            cells.setdefault(broken, {})[work] = result
    works = list(dict.fromkeys(work for row in cells.values() for work in row))
    if not works:
        return []
    rows = [["what breaks", *works], ["---"] * (len(works) + 1)]
    rows += [[name, *(row.get(w, "") for w in works)] for name, row in cells.items()]
    return [f"| {' | '.join(row)} |" for row in rows]
