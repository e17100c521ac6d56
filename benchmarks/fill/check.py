from odoo.tools import SQL


def check(env):
    """Raise unless the entries balance and the residuals follow from the partials."""
    [(unbalanced,)] = env.execute_query(
        SQL(
            """
            SELECT COUNT(*) FROM (
                SELECT move_id FROM account_move_line WHERE parent_state = 'posted'
                 GROUP BY move_id HAVING ABS(SUM(balance)) > 0.001) entry
            """
        )
    )
    [(wrong,)] = env.execute_query(
        SQL(
            """
            SELECT COUNT(*)
              FROM account_move_line l
              JOIN account_account a
                ON a.id = l.account_id AND a.account_type = 'asset_receivable'
              LEFT JOIN (SELECT debit_move_id AS id, SUM(amount) AS amount
                           FROM account_partial_reconcile GROUP BY 1) d ON d.id = l.id
              LEFT JOIN (SELECT credit_move_id AS id, SUM(amount) AS amount
                           FROM account_partial_reconcile GROUP BY 1) c ON c.id = l.id
             WHERE l.balance - COALESCE(d.amount, 0) + COALESCE(c.amount, 0)
                   <> l.amount_residual
                OR l.reconciled <> (l.amount_residual = 0)
            """
        )
    )
    if unbalanced or wrong:
        raise AssertionError(
            f"{unbalanced} unbalanced entries, {wrong} wrong residuals"
        )
