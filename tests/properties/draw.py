"""What the formulas may be asked: amounts to the cent, whole days, shares, tables."""

from datetime import date

from hypothesis import strategies as st

NOISE = 1e-6


def cents(lowest, highest):
    """Amounts to the cent, in whole units from lowest to highest."""
    return st.integers(lowest * 100, highest * 100).map(lambda number: number / 100)


amounts = cents(0, 10_000_000)
some = cents(1, 10_000_000)
signed = cents(-10_000_000, 10_000_000)
days = st.integers(-400, 800)
shares = st.integers(0, 1000).map(lambda number: number / 1000)
percents = st.integers(0, 1000).map(lambda number: number / 10)
dates = st.dates(date(2016, 1, 1), date(2039, 12, 31))


def unknown_or(known):
    return st.none() | known


def rows(of, fewest=0, most=8):
    return st.lists(of, min_size=fewest, max_size=most)


def shuffled(of, fewest=0, most=8):
    """A list, and the same in another order."""
    return rows(of, fewest, most).flatmap(
        lambda row: st.tuples(st.just(row), st.permutations(row))
    )
