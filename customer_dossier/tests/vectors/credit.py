"""Adapters of the vectors about judgement: scorecard, rating, grade, limit."""

import json
from pathlib import Path

from ...formulas import (
    altman,
    feature_analysis,
    grade,
    hysteresis,
    limit_proposal,
    payment,
    rating,
    scorecard,
)
from ...formulas import working_assets as working
from ...formulas.bands import Band

#: Six classes whose lower bound is exclusive (jendow.com.tw).
JENDOW_SCALE = (
    Band("AAA", lower=90, inclusive=False),
    Band("AA", lower=80, inclusive=False),
    Band("A", lower=70, inclusive=False),
    Band("BBB", lower=60, inclusive=False),
    Band("BB", lower=50, inclusive=False),
    Band("B", lower=40, inclusive=False),
    Band("below B"),
)
#: Scorecard item by the vectors' short name of its raw value.
RAW_NAMES = {
    "share": "overdue30_share",
    "broken": "broken_promise",
    "oldest": "oldest_overdue",
    "util": "utilisation",
    "sec": "secured_share",
    "abc": "abc",
    "margin": "margin_rel",
    "growth": "growth",
    "rhythm": "rhythm",
    "coop": "cooperation",
    "complete": "completeness",
}


def dealer_a():
    """Return the items of DEALER-A."""
    text = Path(__file__).with_name("dealer_a.json").read_text(encoding="utf-8")
    return [
        scorecard.Item(
            **{**row, "bands": [Band(*band) for band in row.get("bands", ())]}
        )
        for row in json.loads(text)["items"]
    ]


def dealer_score(i):
    raws = {
        RAW_NAMES[name]: scorecard.NOT_APPLICABLE if raw == "na" else raw
        for name, raw in i.items()
        if name in RAW_NAMES
    }
    raws["pay_index"] = payment.payment_index(i["dbt"])
    result = scorecard.evaluate(dealer_a(), raws)
    reasons = result.reasons()
    return {
        "points": {
            line.item.key: "na"
            if line.state == scorecard.NOT_APPLICABLE
            else line.points
            for line in result.lines
        },
        "score": result.score,
        "score_missing_zero": result.score_unknown_zero,
        "coverage": round(result.coverage, 2),
        "grade": rating.rating(result.score if result.rated else None),
        "reasons": [line.item.key for line in reasons],
        "losses": [line.loss for line in reasons],
    }


def caps(i):
    allowed = [rule["max"] for rule in i["rules"]]
    return {"grade": rating.capped(rating.rating(i["score"]), allowed)}


def scales(i):
    return {
        "jendow": rating.rating(i["score"], JENDOW_SCALE),
        "docs360": rating.rating(i["score"]),
    }


def moves(i):
    scale = [Band(name, lower=bound) for bound, name in reversed(i["bounds"])]
    state = hysteresis.RatingState(i["start"])
    hards = i["hard"] or [None] * len(i["scores"])
    grades = []
    for score, hard in zip(i["scores"], hards, strict=True):
        state = hysteresis.next_state(
            state,
            score,
            hard=hard,
            scale=scale,
            buffer=i["buffer"],
            confirm=i["confirm"],
        )
        grades.append(state.rating)
    return {"grades": grades}


def tier(i):
    result = grade.grade(
        i["grade"], i["abc"], i["strategic"], i["hard_trigger"], i["watch"]
    )
    name = "important" if result.grade == grade.KEY else result.grade
    return {"tier": name, "review_days": result.review_days}


def sales_limit(i):
    month = (
        i["avg_month"]
        if "avg_month" in i
        else limit_proposal.average_month(i["months"])
    )
    limit = limit_proposal.sales_limit(month, i["term_months"], i["grade"])
    return {"avg_month": month, "limit": limit}


def lowest_limit(i):
    result = limit_proposal.propose(
        sales=i["sales_limit"],
        working_assets=i["working_assets_limit"],
        net_worth=i["net_worth"],
        own_annual_sales=i["own_annual_sales"],
    )
    return {
        "cap_net_worth_10pct": result.methods["net_worth"],
        "cap_concentration_10pct": result.methods["concentration"],
        "proposal": result.limit,
        "binding": result.binding,
    }


def damped_limit(i):
    proposals = [
        limit_proposal.damped(
            current, computed, i["max_increase"], i["first_limit_cap"]
        )
        for current, computed in zip(i["current"], i["computed"], strict=True)
    ]
    return {"proposal": proposals}


def insured(i):
    args = i["limit"], i["policy"], i["pct"], i["included_in_exposure"]
    return {"exposure_value": limit_proposal.insured_exposure(*args)}


def seasonal_limit(i):
    limits = [
        limit_proposal.seasonal_limit(i["limit"], i["uplift_pct"], inside)
        for inside in i["in_window"]
    ]
    return {"limit": limits}


def working_percent(i):
    return {"pct": working.percent_of_working_assets(i["evaluation"])}


def working_gaps(i):
    percents = [working.percent_of_working_assets(value) for value in i["evaluations"]]
    return {"pct": percents}


def working_assets(i):
    result = working.working_assets(**i)
    return {**result._asdict(), "pct": result.percent}


def features(i):
    names = list(feature_analysis.WEIGHTS)
    weights = dict(zip(names, i["weights"], strict=True))
    result = feature_analysis.feature_score(
        dict(zip(names, i["scores"], strict=True)), weights
    )
    return {
        "pct_missing_zero": result.missing_zero,
        "pct_known_only": result.known_only,
        "coverage": result.coverage,
    }


def z_scores(i):
    statement = altman.Statement(
        i["working_capital"],
        i["retained_earnings"],
        i["ebit"],
        i.get("book_equity", i.get("market_equity")),
        i["total_assets"],
        i["total_liabilities"],
        i.get("sales"),
    )
    scores = {
        kind: altman.z_score(kind, statement, i.get("sales_coef"))
        for kind in altman.WEIGHTS
    }
    zones = {kind: altman.zone(kind, score) for kind, score in scores.items()}
    asked = "z" if "market_equity" in i else "z1" if "sales" in i else "z2"
    return {
        **scores,
        "z2_em": altman.emerging_market_score(statement),
        "zone": zones[asked],
        "zone_z1": zones["z1"],
        "zone_z2": zones["z2"],
    }


def z_zones(i):
    return {
        kind: [altman.zone(kind, score) for score in scores]
        for kind, scores in i.items()
    }


ADAPTERS = {
    "SC-": dealer_score,
    "SC-CAP": caps,
    "GR-": scales,
    "HY-": moves,
    "TI-": tier,
    "CL-0": sales_limit,
    "CL-07": lowest_limit,
    "CL-08": damped_limit,
    "CL-10": insured,
    "CL-11": seasonal_limit,
    "WA-T": working_percent,
    "WA-GAP": working_gaps,
    "WA-0": working_assets,
    "FA-": features,
    "AZ-": z_scores,
    "AZ-06": z_zones,
}
