"""Adapters of the vectors that read the ledger: payment, DSO, ageing, exposure."""

from datetime import date

from ...formulas import ageing, dso, exposure, ladder, payment
from ...formulas.settlement import OpenItem, cash_split, undisputed

day = date.fromisoformat


def payment_index(i):
    return {"index": payment.payment_index(i["days_beyond_terms"])}


def payment_chart(i):
    printed = {int(index): days for index, days in i["index_to_days"].items()}
    differences = [
        abs(round(payment.days_for_index(index)) - days)
        for index, days in printed.items()
    ]
    return {"max_abs_day_difference": max(differences)}


def days_late(i):
    paid = [(item["amount"], item["days_late"]) for item in i["paid"]]
    overdue = [(item["amount"], item["days_late"]) for item in i["open_overdue"]]
    late = payment.weighted_days_late
    return {
        "weighted_days_late_paid": late(paid),
        "simple_average_paid": late([(1, days) for _amount, days in paid]),
        "combined_with_open": late(paid, overdue),
        "dbt_clipped_at_zero_with_open": late(paid, overdue, early_is_zero=True),
    }


def write_off_inside_payment(i):
    lines = i["payment_lines"]
    cash = sum(amount for kind, amount in lines if kind == "asset_current")
    receivable = -sum(amount for kind, amount in lines if kind == "asset_receivable")
    split = cash_split(i["partial"], cash, receivable)
    late = payment.weighted_days_late(
        [(split.cash, ageing.days_overdue(day(i["due"]), day(i["date"])))]
    )
    return {"cash": split.cash, "cash_days_late": late, "write_off": split.write_off}


def prepayment(i):
    due = day(i["due"])
    return {
        "days_late": ageing.days_overdue(due, day(i["payment"])),
        "wrong_with_max_date": ageing.days_overdue(due, day(i["max_date"])),
    }


def bucket_days(i):
    overdue = [i["b1_30"], i["b31_60"], i["b61_90"], i["b91_plus"]]
    return {"dbt": payment.days_beyond_terms_by_bucket(i["total_balance"], overdue)}


def best_possible_dso(i):
    args = i["ar_total"], i["past_due"], i["sales"], i["days"]
    return {"bpdso": dso.best_possible_dso(*args)}


def count_back(i):
    return dso.dso_countback(i["ar"], i["months_newest_first"])._asdict()


def lifetime_dso(i):
    return {
        "odoo_core": dso.dso(i["ar"], i["lifetime_invoiced"], i["days_since_oldest"]),
        "dso_90": dso.dso(i["ar"], i["sales_90d"], 90),
    }


def cei(i):
    args = i["begin_ar"], i["credit_sales"], i["end_total"], i["end_current"], i["n"]
    return {"cei": dso.cei(*args)}


def promises(i):
    given = [
        payment.Promise(
            p["amount"],
            day(p["promised"]),
            [(day(d), amount) for d, amount in p["paid"]],
        )
        for p in i["promises"]
    ]
    args = day(i["as_of"]), i["tolerance_days"]
    ratios = payment.broken_ratios(given, *args)
    return {
        "states": [payment.promise_state(promise, *args) for promise in given],
        "broken_ratio_count": ratios.by_count,
        "broken_ratio_amount": ratios.by_amount,
    }


def exposure_parts(i):
    result = exposure.Exposure(
        open_receivable=i["open_ar"],
        delivered_not_invoiced=i["delivered_not_invoiced"],
        open_orders=i["open_orders"],
        special_liabilities=i["special_liabilities"],
        unallocated_credits=i["unallocated_credits"],
        deposits=i["deposits_guarantees"],
    )
    return {
        "gross": result.gross,
        "net": result.net,
        "utilisation_pct_of_200000": result.utilisation(200000),
    }


def order_line(i):
    line = exposure.split_order_line(
        i["ordered"], i["delivered"], i["invoiced"], i["price_total"]
    )
    # core's figure for the policy "delivery" sees what left the house and nothing else
    return {
        **line._asdict(),
        "odoo_amount_to_invoice": line.delivered_not_invoiced,
        "our_open_order": line.open_order,
    }


def ageing_edges(i):
    labels = {column.key: column.label for column in ageing.BUCKETS}
    return {"bucket": [labels[ageing.bucket(days)] for days in i["days"]]}


def as_of_residuals(i):
    settled = [(day(when[:10]), amount) for when, amount in i["settled"]]
    # the first two settle the first invoice, the others the one of 1 February
    parts = settled[:2], settled[2:]
    booked = date(2024, 12, 31), date(2025, 2, 1)
    totals, overdue = [], []
    for as_of in map(day, i["as_of"]):
        columns = ageing.spread(
            (
                ageing.residual_as_of(invoice["total"], paid, as_of),
                ageing.days_overdue(day(invoice["due"]), as_of),
            )
            for invoice, paid, since in zip(i["invoices"], parts, booked, strict=True)
            if since <= as_of
        )
        totals.append(sum(columns.values()))
        overdue.append(totals[-1] - columns["not_due"])
    return {"open_total": totals, "overdue": overdue}


def account_age(i):
    booked, as_of = day(i["invoice_date"]), day(i["as_of"])
    return {
        "age_days_from_invoice": ageing.days_overdue(booked, as_of),
        "overdue_days": ageing.days_overdue(day(i["due"]), as_of),
        "months_counted_by_calendar_month": ageing.months_counted(booked, as_of),
    }


def disputed(i):
    items = [OpenItem(**item) for item in i["open_overdue"]]
    held = undisputed(items)
    columns = ageing.spread((item.amount, item.days) for item in items)
    return {
        "exposure": exposure.Exposure(sum(columns.values())).gross,
        "overdue_for_score": sum(amount for amount, _days in held),
        "combined_days": payment.weighted_days_late([], held),
    }


def ladder_steps(i):
    return {"step": [ladder.sanction_step(days) for days in i["days"]]}


def ladder_disputed(i):
    return {"step": ladder.sanction_step(i["days"], disputed=i["disputed"])}


def reward(i):
    return {"eligible": [ladder.may_be_rewarded(*case) for case in i["cases"]]}


ADAPTERS = {
    "PI-": payment_index,
    "PI-C12": payment_chart,
    "DL-": days_late,
    "DL-04": write_off_inside_payment,
    "DL-05": prepayment,
    "DB-": bucket_days,
    "DS-02": best_possible_dso,
    "DS-": count_back,
    "DS-09": lifetime_dso,
    "CE-": cei,
    "PP-": promises,
    "EX-01": exposure_parts,
    "EX-": order_line,
    "AG-01": ageing_edges,
    "AG-02": as_of_residuals,
    "AG-03": account_age,
    "DI-": disputed,
    "RS-01": ladder_steps,
    "RS-02": ladder_disputed,
    "RS-03": reward,
}
