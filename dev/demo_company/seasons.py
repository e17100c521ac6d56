"""The year of a dealer in spirits: it turns with two moving festivals."""

from bisect import bisect_right
from datetime import timedelta

# Days before a festival in which dealers stock up, and how much more they buy then.
PEAKS = {"spring": (45, 2.6), "mid_autumn": (30, 1.9)}


class Seasons:
    """Festival arithmetic over a table ``{festival: {year: date}}``."""

    def __init__(self, festivals):
        self.festivals = festivals
        self.days = sorted(
            day for dates in festivals.values() for day in dates.values()
        )

    def a_year_before(self, day):
        """The day of the year before that lies alike between its two festivals."""
        after = bisect_right(self.days, day)
        start, end = self.days[after - 1], self.days[after]
        past_start, past_end = self.days[after - 3], self.days[after - 2]
        share = (day - start) / (end - start)
        return past_start + timedelta(days=round((past_end - past_start).days * share))

    def peak(self, day):
        """The festival for which dealers stock up on this day, None on most days."""
        for festival, (before, _weight) in PEAKS.items():
            for festival_day in self.festivals[festival].values():
                if 0 <= (festival_day - day).days < before:
                    return festival
        return None

    def weight(self, day):
        """How much is bought on this day compared with an ordinary one."""
        festival = self.peak(day)
        return PEAKS[festival][1] if festival else 1.0

    def stocking_days(self, first, last):
        """The days on which a dealer who lives from the festivals places orders."""
        # The last one stands for the weddings of early summer.
        leads = {"spring": (50, 32, 14, -110), "mid_autumn": (36, 15)}
        days = {
            festival_day - timedelta(days=lead)
            for festival, dates in self.festivals.items()
            for festival_day in dates.values()
            for lead in leads[festival]
        }
        return sorted(day for day in days if first <= day <= last)
