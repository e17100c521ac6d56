"""The lunar calendar against the days on which China keeps its feasts."""

from datetime import date

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.formulas import lunar

#: Chinese New Year as published, month and day, from 2015 to 2056.
NEW_YEARS = [
    "02-19",
    "02-08",
    "01-28",
    "02-16",
    "02-05",
    "01-25",
    "02-12",
    "02-01",
    "01-22",
    "02-10",
    "01-29",
    "02-17",
    "02-06",
    "01-26",
    "02-13",
    "02-03",
    "01-23",
    "02-11",
    "01-31",
    "02-19",
    "02-08",
    "01-28",
    "02-15",
    "02-04",
    "01-24",
    "02-12",
    "02-01",
    "01-22",
    "02-10",
    "01-30",
    "02-17",
    "02-06",
    "01-26",
    "02-14",
    "02-02",
    "01-23",
    "02-11",
    "02-01",
    "02-19",
    "02-08",
    "01-28",
    "02-15",
]


@tagged("-at_install", "post_install", "formulas")
class TestFormulasCalendar(BaseCase):
    """Which day it is."""

    def test_new_year_of_every_year_in_the_table(self):
        days = [
            date.fromisoformat(f"{year}-{day}")
            for year, day in enumerate(NEW_YEARS, lunar.FIRST_YEAR)
        ]
        years = range(lunar.FIRST_YEAR, lunar.LAST_YEAR + 1)
        self.assertEqual([lunar.solar_day(year, 1, 1) for year in years], days)

    def test_the_table_has_two_ends(self):
        self.assertEqual((lunar.FIRST_YEAR, lunar.LAST_YEAR), (2015, 2056))
        self.assertIsNone(lunar.solar_day(2014, 12, 30))
        self.assertIsNone(lunar.solar_day(2057, 1, 1))
        self.assertEqual(lunar.solar_day(2056, 1, 1), date(2056, 2, 15))

    def test_there_is_no_such_day(self):
        for month, day in ((0, 1), (13, 1), (1, 0), (1, 31)):
            with self.subTest(month=month, day=day), self.assertRaises(ValueError):
                lunar.solar_day(2026, month, day)
        for month, day in ((0, 1), (13, 1), (1, 0), (1, 32), (2, 30), (4, 31)):
            with self.subTest(month=month, day=day), self.assertRaises(ValueError):
                lunar.yearly(month, day, date(2026, 1, 1), date(2026, 12, 31))

    def test_both_ends_of_a_span_belong_to_it(self):
        for day in (date(2026, 10, 1), date(2026, 12, 31)):
            found = lunar.yearly(day.month, day.day, day, day)
            self.assertEqual(found, [day])
        eve = date(2026, 2, 16)
        self.assertEqual(lunar.yearly(12, 30, eve, eve, lunar=True), [eve])
        self.assertEqual(lunar.yearly(1, 1, date(2026, 2, 18), eve, lunar=True), [])

    def test_29_february_is_kept_in_every_year(self):
        kept = {2024: 29, 2025: 28, 2026: 28, 2027: 28, 2028: 29, 2100: 28, 2000: 29}
        for year, day in kept.items():
            with self.subTest(year=year):
                found = lunar.yearly(2, 29, date(year, 1, 1), date(year, 12, 31))
                self.assertEqual(found, [date(year, 2, day)])
        # Only that one day moves.
        ends = date(2025, 1, 1), date(2025, 12, 31)
        self.assertEqual(lunar.yearly(2, 28, *ends), [date(2025, 2, 28)])
        self.assertEqual(lunar.yearly(3, 29, *ends), [date(2025, 3, 29)])
