from .clone import clone_rows
from .template import LINE_AMOUNTS, TOTAL


def clone_payments(env, template):
    payment = template["payment"]
    scale = "s.factor * s.part"
    clone_rows(
        env,
        "account_payment",
        payment.ids,
        "bench_payment s",
        {
            "id": "s.id",
            "move_id": "NULL",
            "name": "'PAY/' || s.id",
            "partner_id": "s.partner_id",
            "date": "s.day",
            "amount": f"{TOTAL} * {scale}",
            "amount_company_currency_signed": f"{TOTAL} * {scale}",
        },
    )
    clone_rows(
        env,
        "account_move",
        payment.move_id.ids,
        "bench_payment s",
        {
            "id": "s.move_id",
            "name": "'PAY/' || s.move_id",
            "origin_payment_id": "s.id",
            "partner_id": "s.partner_id",
            "commercial_partner_id": "s.partner_id",
            "date": "s.day",
            "amount_total": f"t.amount_total * {scale}",
            "amount_total_signed": f"t.amount_total_signed * {scale}",
        },
    )
    env.cr.execute(
        "UPDATE account_payment p SET move_id = s.move_id"
        " FROM bench_payment s WHERE p.id = s.id"
    )
    credit = payment.move_id.line_ids.filtered(
        lambda line: line.account_id.account_type == "asset_receivable"
    )
    line = {
        "move_id": "s.move_id",
        "payment_id": "s.id",
        "move_name": "'PAY/' || s.move_id",
        "partner_id": "s.partner_id",
        "date": "s.day",
        "date_maturity": "s.day",
        "matching_number": "NULL",
        "full_reconcile_id": "NULL",
        **{name: f"t.{name} * {scale}" for name in LINE_AMOUNTS},
    }
    others = payment.move_id.line_ids - credit
    clone_rows(
        env,
        "account_move_line",
        others.ids,
        "bench_payment s",
        {
            **line,
            "amount_residual": f"t.amount_residual * {scale}",
            "amount_residual_currency": f"t.amount_residual_currency * {scale}",
        },
    )
    clone_rows(
        env,
        "account_move_line",
        credit.ids,
        "bench_payment s",
        {**line, "id": "s.credit_id"},
    )
    clone_rows(
        env,
        "account_partial_reconcile",
        credit.matched_debit_ids.ids,
        "bench_payment s",
        {
            "debit_move_id": "s.receivable_id",
            "credit_move_id": "s.credit_id",
            "full_reconcile_id": "NULL",
            "exchange_move_id": "NULL",
            "max_date": "s.day",
            "amount": f"{TOTAL} * {scale}",
            "debit_amount_currency": f"{TOTAL} * {scale}",
            "credit_amount_currency": f"{TOTAL} * {scale}",
        },
    )
