"""Adapters of the vectors about value: growth, season, rhythm, classes, file."""

from datetime import date, timedelta

from ...formulas import abc_classes as abc
from ...formulas import (
    admiralty,
    anomaly,
    completeness,
    festival,
    growth,
    migration_matrix,
    proportion,
    rfm,
    rhythm,
)
from .festivals import load_festivals


def _ntile(values, bins):
    """SQL's ntile, which the rank bins must differ from."""
    size, larger = divmod(len(values), bins)
    sizes = [size + (place < larger) for place in range(bins)]
    return [place + 1 for place, count in enumerate(sizes) for _each in range(count)]


def rank_bins(i):
    bins = rfm.rank_bins(i["values"], i["bins"], i.get("lower_is_better", False))
    return {"rank_bins": bins, "ntile": _ntile(i["values"], i["bins"])}


def abc_classes(i):
    classes = abc.abc_classes(dict(enumerate(i["values"])), i["a"], i["b"])
    return {"classes": list(classes.values())}


def growth_class(i):
    return {"growth_class": growth.growth_class(**i)}


def growth_effects(i):
    products = [growth.ProductChange(**product) for product in i["products"]]
    return growth.effects(products)._asdict()


def season(i):
    dates = {int(year): date.fromisoformat(day) for year, day in i["cny"].items()}
    peaks = [festival.season_window(dates, year, before=30) for year in dates]

    def sold(window):
        days = (window.end - window.start).days
        each = (window.start + timedelta(days=day) for day in range(days))
        return sum(
            3 if any(peak.start <= day < peak.end for peak in peaks) else 1
            for day in each
        )

    last, this = (
        sold(festival.Window(date(year, 1, 1), date(year, 2, 1))) for year in dates
    )
    peak_last, peak_this = (sold(peak) for peak in peaks)
    return {
        "jan_2025": last,
        "jan_2026": this,
        "calendar_growth": growth.growth_rate(this, last),
        "festival_window_2025": peak_last,
        "festival_window_2026": peak_this,
        "festival_growth": growth.growth_rate(peak_this, peak_last),
    }


def festival_dates(i):
    festivals = load_festivals()
    spring, autumn = festivals["spring"], festivals["mid_autumn"]
    return {
        str(year): [spring[year].isoformat(), autumn[year].isoformat()]
        for year in range(2020, 2033)
    }


def rhythm_state(i):
    args = i["gaps"], i["days_since_last"], i["same_festival_gap_last_year"]
    result = rhythm.rhythm(*args)
    return {
        "median": result.expected_gap,
        "ratio": result.ratio,
        "state": result.state,
    }


def silence(i):
    nbd = i["nbd"]
    pooled = rhythm.pooled_silence_probability(
        nbd["r"], nbd["alpha"], nbd["x"], nbd["T"], i["gap"]
    )
    own = rhythm.silence_probability(i["mean_gap"], i["gap"])
    return {"exponential": own, "nbd": pooled}


def robust_z(i):
    values = i["values"]
    result = anomaly.robust_z(values)
    places = anomaly.outliers(values, minimum=len(values))
    return {
        "median": result.median,
        "mad": result.mad,
        "z": result.scores,
        "outliers": [values[place] for place in places],
    }


def shrunk_row(i):
    return {"prob": migration_matrix.shrunk_row(i["row"], i["pooled"], i["kappa"])}


def wilson(i):
    low, high = proportion.wilson_interval(i["k"], i["n"])
    return {"low": low, "high": high}


def complete(i):
    sections = [
        completeness.Section(section["w"], section["filled"], section["of"])
        for section in i["sections"]
    ]
    return {"pct": completeness.completeness(sections)}


def freshness(i):
    return {"factor": [completeness.freshness(age) for age in i["age_days"]]}


def intelligence(i):
    return {"weight": [admiralty.intelligence_weight(*item) for item in i["items"]]}


def credibility(i):
    sources = [
        admiralty.Source(f"person {number}", kind)
        for number, kind in enumerate(i["sources"])
    ]
    return {"allowed": admiralty.allowed_credibility(i["claimed"], sources)}


ADAPTERS = {
    "RF-": rank_bins,
    "AB-": abc_classes,
    "GW-": growth_class,
    "GW-13": growth_effects,
    "SE-01": season,
    "SE-02": festival_dates,
    "RH-": rhythm_state,
    "RH-08": silence,
    "MZ-": robust_z,
    "TM-": shrunk_row,
    "WI-": wilson,
    "CO-": complete,
    "CO-03": freshness,
    "AD-01": intelligence,
    "AD-02": credibility,
}
