"""Adapters of the vectors about provision: matrix, cohort, migration, movement."""

from ...formulas import provision


def provision_matrix(i):
    result = provision.allowance(i["gross"], [rate / 100 for rate in i["rates_pct"]])
    return {
        "allowance": result.buckets,
        "total": result.total,
        "gross_total": result.gross_total,
    }


def cohort(i):
    return provision.loss_rates_from_cohort(i["credit_sales"], i["paid"])._asdict()


def one_migration(i):
    tables = [[i["last_year_lt1"], 0], [0, i["this_year_1_2"]]]
    return {"rate": provision.migration_rates(tables, [[i["written_off"], 0]])[0]}


def migration(i):
    tables = i["tables_oldest_first"]
    averages = provision.migration_rates(tables)
    losses = provision.loss_rates(averages)
    result = provision.allowance(
        tables[-1], losses, forward_looking=i["forward_looking"]
    )
    return {
        "avg_rates": averages,
        "loss_rates": losses,
        "allowance": result.buckets,
        "total": result.total,
    }


def movement(i):
    first, second = i["step1"], i["step2"]
    required = first["gross"] * first["rate"] / 100
    rest = first["gross"] - second["gross_collected"]
    return {
        "step1_charge": provision.allowance_movement(required, first["existing"]),
        "step2_charge": provision.allowance_movement(
            rest * second["rate"] / 100, required
        ),
    }


def monthly_roll(i):
    averages = provision.roll_rates(i["month_ends"])
    losses = provision.loss_rates(averages)
    last = provision.allowance(i["month_ends"][-1], losses, digits=6)
    return {"avg_roll": averages, "loss_rates": losses, "allowance_last": last.total}


ADAPTERS = {
    "EC-01": provision_matrix,
    "EC-06": cohort,
    "EC-08": one_migration,
    "EC-09": migration,
    "EC-10": migration,
    "EC-12": movement,
    "EC-13": monthly_roll,
}
