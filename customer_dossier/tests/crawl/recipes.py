"""Values that a table wants exactly so: the few that no general filling can guess.

``KEEP`` leaves a column alone in both worlds; a list gives the values of the three
records in the first world and then in the second.
"""

KEEP = object()

ANY_MODEL = {
    "active": [True] * 6,
    # What is sealed is nobody's to change, and its revision has to be approved.
    "sealed": KEEP,
}
RECIPES = {
    # CHECK (days_before BETWEEN 0 AND 180), and days after; percent up to 100
    ("customer.dossier.timed.limit", "days_before"): [61, 62, 63, 66, 65, 64],
    ("customer.dossier.timed.limit", "days_after"): [161, 162, 163, 166, 165, 164],
    ("customer.dossier.insurance", "percent"): [71, 72, 73, 76, 75, 74],
    # CHECK (month BETWEEN 0 AND 12), (day BETWEEN 0 AND 31); what has expired or is
    # erased would be hidden by that alone.
    ("customer.dossier.personal", "month"): [1, 2, 3, 4, 5, 6],
    ("customer.dossier.personal", "day"): [21, 22, 23, 24, 25, 26],
    # The gap of a statement, assets less liabilities and equity, is told in words; it
    # must not happen to be some other amount that was planted.
    ("customer.dossier.statement", "equity"): [
        600000007 + number for number in range(6)
    ],
    ("customer.dossier.personal", "erased_on"): [None] * 6,
    ("customer.dossier.personal", "expires_on"): [
        f"2099-0{number}-17" for number in range(1, 7)
    ],
    # CHECK (min_coverage BETWEEN 0 AND 100)
    ("customer.dossier.scorecard", "min_coverage"): [31, 32, 33, 36, 35, 34],
    # CHECK (buffer BETWEEN 0 AND 50), (confirm BETWEEN 1 AND 12)
    ("customer.dossier.scorecard", "buffer"): [41, 42, 43, 46, 45, 44],
    ("customer.dossier.scorecard", "confirm"): [1, 3, 4, 5, 6, 7],
    # CHECK (NOT false_alarm OR no loss): the losses are to be looked for.
    ("customer.dossier.signal", "false_alarm"): [False] * 6,
    # CHECK (visit_days BETWEEN 0 AND 1000), (days_before BETWEEN 0 AND 60)
    ("customer.dossier.grade", "visit_days"): [201, 202, 203, 206, 205, 204],
    ("customer.dossier.care.plan", "days_before"): [51, 52, 53, 56, 55, 54],
    ("customer.dossier.care", "approved_by_id"): KEEP,
    # What stems from a private matter is hidden by that alone.
    ("customer.dossier.care", "private"): [False] * 6,
    # CHECK (decided_by_id <> requested_by_id): one of them is enough to look for.
    ("customer.dossier.override", "decided_by_id"): KEEP,
    ("customer.dossier.terms.request", "decided_by_id"): KEEP,
    ("customer.dossier.terms.request", "date_until"): [
        f"2099-0{number}-23" for number in range(1, 7)
    ],
    # CHECK (decided_by_id <> proposed_by_id); percentages lie between 0 and 100.
    ("customer.dossier.measure", "decided_by_id"): KEEP,
    ("customer.dossier.measure", "percent"): [
        31.17 + number / 100 for number in range(6)
    ],
    ("customer.dossier.measure", "date_until"): [
        f"2099-0{number}-19" for number in range(1, 7)
    ],
    ("customer.dossier.measure.type", "default_percent"): [
        41.17 + number / 100 for number in range(6)
    ],
    # CHECK (degree BETWEEN 1 AND 9), never automatic for deterrents
    ("customer.dossier.measure.type", "degree"): [1, 2, 3, 4, 5, 6],
    ("customer.dossier.measure.type", "polarity"): ["reward", "sanction"] * 3,
    # CHECK ((measure_id IS NOT NULL) = (kind IN ('forfeited', 'restored')))
    ("customer.dossier.deposit", "kind"): ["received", "returned"] * 3,
    ("customer.dossier.deposit", "measure_id"): KEEP,
    # CHECK (num_nonnulls(advice_id, measure_id, work_id) = 1)
    ("customer.dossier.lever.use", "measure_id"): KEEP,
    ("customer.dossier.lever.use", "work_id"): KEEP,
    # CHECK (percent BETWEEN 0 AND 100), (year BETWEEN 2000 AND 2100), degrees 1 to 9
    ("customer.dossier.bonus.rate", "percent"): [
        51.17 + number / 100 for number in range(6)
    ],
    ("customer.dossier.bonus.scheme", "year"): [2071 + number for number in range(6)],
    ("customer.dossier.bonus.scheme", "breach_degree"): [1, 2, 3, 4, 5, 6],
    # Three different people sign; one of them is enough to look for.
    ("customer.dossier.revision", "verified_by_id"): KEEP,
    ("customer.dossier.revision", "approved_by_id"): KEEP,
    # CHECK (approved_by_id <> computed_by_id); sealed goes with the state.
    ("customer.dossier.provision.run", "approved_by_id"): KEEP,
    ("customer.dossier.provision.run", "state"): ["draft", "computed"] * 3,
    # One matrix of a company for a basis; another word makes another one.
    ("customer.dossier.provision.matrix", "basis"): [
        f"crawl{number}" for number in range(6)
    ],
    # CHECK (hour BETWEEN 0 AND 23), (day BETWEEN 1 AND 31)
    ("customer.dossier.brief.plan", "hour"): [11, 12, 13, 14, 15, 16],
    ("customer.dossier.brief.plan", "day"): [21, 22, 23, 24, 25, 26],
    # CHECK (rate BETWEEN 0 AND 1)
    ("customer.dossier.provision.line", "rate"): [
        0.310017 + number / 1000 for number in range(6)
    ],
    # CHECK (tolerance BETWEEN 0 AND 100), (hours <= 24)
    ("customer.dossier.policy", "tolerance"): [31, 32, 33, 34, 35, 36],
    ("customer.dossier.work", "hours"): [11, 12, 13, 14, 15, 16],
    # CHECK (delta = volume + price + other AND delta = value_now - value_then)
    ("customer.dossier.inquest.line", "value_then"): [131, 132, 133, 134, 135, 136],
    ("customer.dossier.inquest.line", "value_now"): [331, 333, 335, 337, 339, 341],
    ("customer.dossier.inquest.line", "delta"): [200, 201, 202, 203, 204, 205],
    ("customer.dossier.inquest.line", "volume"): [141, 143, 145, 147, 149, 151],
    ("customer.dossier.inquest.line", "price"): [40, 39, 38, 37, 36, 35],
    ("customer.dossier.inquest.line", "other"): [19, 19, 19, 19, 19, 19],
    # CHECK (office_from < office_to AND office_to <= 24), window_hours up to 744
    ("customer.dossier.access.alarm.rule", "office_from"): [6, 7, 8, 9, 10, 11],
    ("customer.dossier.access.alarm.rule", "office_to"): [17, 18, 19, 20, 21, 22],
    ("customer.dossier.access.alarm.rule", "window_hours"): [31, 32, 33, 34, 35, 36],
    # Each role has its requirement already; another word makes another one.
    ("customer.dossier.clearance.requirement", "role"): [
        f"crawl{number}" for number in range(6)
    ],
    # CHECK (onboarding_percent BETWEEN 1 AND 100)
    ("customer.dossier.section", "onboarding_percent"): [31, 32, 33, 34, 35, 36],
    # One in force would close the planted dossiers to those who work on them.
    ("customer.dossier.recusal", "state"): [f"crawl{number}" for number in range(6)],
    # The matrix has all its cells already; another word makes another cell.
    ("customer.dossier.grade.cell", "value_level"): [
        f"crawl{number}" for number in range(6)
    ],
}
# Bookkeeping of one row per company that is there already: positions, hashes and
# watermarks, which nobody has a right to read. The crawl asks for them all the same.
UNPLANTED = {"customer.dossier.access.chain", "customer.dossier.access.watch"}
