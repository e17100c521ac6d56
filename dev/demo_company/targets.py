"""What the biggest dealers are to buy and to pay this year and in its running quarter."""

from datetime import date

from dateutil.relativedelta import relativedelta

TARGETED = 12
# Of last year's sales: growth is asked of everybody, of some more than they can.
ASKED = (1.05, 1.1, 1.2)


def write(env, dossiers, users, today):
    """Let the leader set targets, by last year's sales."""
    biggest = dossiers.sorted("turnover_prior", reverse=True)[:TARGETED]
    year = date(today.year, 1, 1)
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    periods = ((year, 12), (quarter, 3))
    env["customer.dossier.target"].with_user(users["leader"]).create(
        [
            {
                "dossier_id": dossier.id,
                "kind": kind,
                "date_from": first,
                "date_to": first + relativedelta(months=months, days=-1),
                "amount": round(
                    dossier.turnover_prior * ASKED[number % len(ASKED)] * months / 12,
                    -3,
                ),
            }
            for number, dossier in enumerate(biggest)
            for first, months in periods
            for kind in ("sales", "collections")
        ]
    )
