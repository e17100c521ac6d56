from .clone import clone_rows
from .template import LINE_AMOUNTS, TOTAL


def clone_invoices(env, template):
    invoice = template["invoice"]
    paid = "LEFT JOIN bench_payment p ON p.invoice_id = s.id"
    left = "COALESCE(1 - p.part, 1) * s.factor"
    amounts = [
        name
        for name in ("amount_untaxed", "amount_tax", "amount_total")
        for name in (name, f"{name}_signed")
    ]
    clone_rows(
        env,
        "account_move",
        invoice.ids,
        f"bench_invoice s {paid}",
        {
            "id": "s.id",
            "name": "'BENCH/' || s.id",
            "partner_id": "s.partner_id",
            "commercial_partner_id": "s.partner_id",
            "invoice_date": "s.day",
            "date": "s.day",
            "invoice_date_due": "s.day + 30",
            "payment_state": "CASE WHEN p.part = 1 THEN 'paid' WHEN p.part < 1"
            " THEN 'partial' ELSE 'not_paid' END",
            "amount_residual": f"{TOTAL} * {left}",
            "amount_residual_signed": f"{TOTAL} * {left}",
            "amount_total_in_currency_signed": f"{TOTAL} * s.factor",
            **{name: f"t.{name} * s.factor" for name in amounts},
        },
    )
    receivable = invoice.line_ids.filtered("date_maturity")
    line = {
        "move_id": "s.id",
        "move_name": "'BENCH/' || s.id",
        "partner_id": "s.partner_id",
        "date": "s.day",
        "invoice_date": "s.day",
        "matching_number": "NULL",
        "full_reconcile_id": "NULL",
        **{name: f"t.{name} * s.factor" for name in LINE_AMOUNTS},
    }
    clone_rows(
        env,
        "account_move_line",
        (invoice.line_ids - receivable).ids,
        "bench_invoice s",
        line,
    )
    clone_rows(
        env,
        "account_move_line",
        receivable.ids,
        f"bench_invoice s {paid}",
        {
            **line,
            "id": "s.receivable_id",
            "date_maturity": "s.day + 30",
            "amount_residual": f"{TOTAL} * {left}",
            "amount_residual_currency": f"{TOTAL} * {left}",
            "reconciled": f"{left} = 0",
        },
    )
