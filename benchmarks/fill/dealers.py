"""The dealers, what each one buys and how he pays, and their dossiers."""

from odoo import fields
from odoo.tools import SQL

from .clone import clone_rows

INVOICES = 24


def plan_dealers(env, have, want):
    """Decide, deterministically, what each dealer buys and how he pays."""
    env.cr.execute(
        SQL(
            """
            CREATE TEMP TABLE bench_dealer ON COMMIT DROP AS
            SELECT nextval('res_partner_id_seq')::int AS id, n,
                   abs(hashint8extended(n, 1)) %% 100 AS habit
              FROM generate_series(%(first)s, %(last)s) n;
            CREATE TEMP TABLE bench_invoice ON COMMIT DROP AS
            SELECT nextval('account_move_id_seq')::int AS id, d.id AS partner_id, habit,
                   nextval('account_move_line_id_seq')::int AS receivable_id,
                   %(today)s - (abs(hashint8extended(d.n * 100 + i, 2)) %% 730)::int
                       AS day,
                   1 + (abs(hashint8extended(d.n * 100 + i, 3)) %% 500)::int AS factor,
                   abs(hashint8extended(d.n * 100 + i, 4)) %% 100 AS luck, i
              FROM bench_dealer d, generate_series(1, %(invoices)s) i;
            """,
            first=have + 1,
            last=want,
            today=fields.Date.today(),
            invoices=INVOICES,
        )
    )
    # Prompt, slow and bad payers; the newest invoices are open, some are paid in part.
    env.cr.execute(
        SQL(
            """
            CREATE TEMP TABLE bench_payment ON COMMIT DROP AS
            SELECT * FROM (
                SELECT id AS invoice_id, receivable_id, partner_id, factor,
                       nextval('account_payment_id_seq')::int AS id,
                       nextval('account_move_id_seq')::int AS move_id,
                       nextval('account_move_line_id_seq')::int AS credit_id,
                       day + 30 + (CASE WHEN habit < 55 THEN luck %% 10 - 5
                                        WHEN habit < 80 THEN luck %% 40
                                        ELSE luck END)::int AS day,
                       CASE WHEN luck < 8 THEN 0.5 ELSE 1 END AS part
                  FROM bench_invoice WHERE luck < 96) p
             WHERE day <= %s
            """,
            fields.Date.today(),
        )
    )


def clone_partners(env, template):
    clone_rows(
        env,
        "res_partner",
        template["partner"].ids,
        "bench_dealer s",
        {
            "id": "s.id",
            "name": "'Dealer ' || s.n",
            "complete_name": "'Dealer ' || s.n",
            "ref": "'bench ' || s.n",
            "commercial_partner_id": "s.id",
        },
    )


def clone_dossiers(env, template):
    dossier = template["dossier"]
    env.cr.execute(
        "CREATE TEMP TABLE bench_dossier ON COMMIT DROP AS SELECT id AS partner_id,"
        " nextval('customer_dossier_figures_id_seq')::int AS figures_id, n"
        " FROM bench_dealer"
    )
    clone_rows(
        env,
        "customer_dossier_figures",
        dossier.figures_id.ids,
        "bench_dossier s",
        {"id": "s.figures_id"},
    )
    clone_rows(
        env,
        "customer_dossier",
        dossier.ids,
        "bench_dossier s",
        {
            "partner_id": "s.partner_id",
            "figures_id": "s.figures_id",
            "name": "'B' || s.n",
            "credit_mode": "'limit'",
            "credit_limit": "100000",
            "agreed_mode": "'limit'",
            "agreed_limit": "100000",
        },
    )
