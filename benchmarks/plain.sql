-- One query, written by hand for this one purpose: the same aggregates for every dossier
-- of a company, as anybody with psql would write it. It computes no formula, checks no
-- rule and writes nothing; the addon is measured against it.
WITH partner AS (
    SELECT d.id AS dossier_id, p.id AS partner_id, p.commercial_partner_id AS customer_id
      FROM customer_dossier d
      JOIN res_partner p ON p.commercial_partner_id = d.partner_id
     WHERE d.company_id = %(company)s
), open_item AS (
    SELECT customer_id, l.amount_residual AS residual,
           %(today)s - COALESCE(l.date_maturity, l.date) AS days,
           l.no_followup AND m.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
               AS disputed
      FROM account_move_line l
      JOIN account_account a
        ON a.id = l.account_id AND a.account_type = 'asset_receivable'
      JOIN account_move m ON m.id = l.move_id
      JOIN partner ON partner.partner_id = l.partner_id
     WHERE l.company_id = %(company)s AND l.parent_state = 'posted'
       AND l.reconciled IS NOT TRUE AND l.amount_residual <> 0
), ageing AS (
    SELECT customer_id,
           SUM(residual) FILTER (WHERE residual > 0) AS owed,
           SUM(residual) FILTER (WHERE residual < 0) AS credit,
           SUM(residual) FILTER (WHERE residual > 0 AND days <= 0) AS not_due,
           SUM(residual) FILTER (WHERE residual > 0 AND days BETWEEN 1 AND 30) AS b30,
           SUM(residual) FILTER (WHERE residual > 0 AND days BETWEEN 31 AND 60) AS b60,
           SUM(residual) FILTER (WHERE residual > 0 AND days BETWEEN 61 AND 90) AS b90,
           SUM(residual) FILTER (WHERE residual > 0 AND days BETWEEN 91 AND 180) AS b180,
           SUM(residual) FILTER (WHERE residual > 0 AND days BETWEEN 181 AND 365) AS b365,
           SUM(residual) FILTER (WHERE residual > 0 AND days > 365) AS over_365,
           MAX(days) FILTER (WHERE residual > 0 AND days > 0) AS oldest,
           SUM(residual) FILTER (WHERE residual > 0 AND days > 0 AND NOT disputed) AS late,
           SUM(residual * days) FILTER (WHERE residual > 0 AND days > 0 AND NOT disputed)
               AS late_days
      FROM open_item GROUP BY customer_id
), settled AS (
    SELECT customer_id, i.id AS line_id, cm.id AS entry_id, pr.amount,
           c.date AS paid_on, c.date - COALESCE(i.date_maturity, i.date) AS days_late
      FROM account_partial_reconcile pr
      JOIN account_move_line i ON i.id = pr.debit_move_id
      JOIN account_account a
        ON a.id = i.account_id AND a.account_type = 'asset_receivable'
      JOIN account_move im
        ON im.id = i.move_id AND im.move_type IN ('out_invoice', 'out_receipt')
      JOIN account_move_line c ON c.id = pr.credit_move_id
      JOIN account_move cm ON cm.id = c.move_id AND cm.move_type <> 'out_refund'
      JOIN account_journal j ON j.id = cm.journal_id
      JOIN partner ON partner.partner_id = i.partner_id
     WHERE i.company_id = %(company)s AND i.parent_state = 'posted'
       AND pr.max_date > %(year_start)s AND pr.max_date <= %(today)s
       AND (cm.origin_payment_id IS NOT NULL OR cm.statement_line_id IS NOT NULL
            OR j.type IN ('bank', 'cash', 'credit'))
), share AS (
    SELECT x.move_id AS entry_id,
           LEAST(1, SUM(x.balance) FILTER (
                        WHERE x.balance > 0 AND a.account_type IN
                              ('asset_cash', 'asset_current', 'liability_credit_card'))
                    / NULLIF(-SUM(x.balance) FILTER (
                        WHERE x.balance < 0 AND a.account_type = 'asset_receivable'), 0))
               AS share
      FROM account_move_line x
      JOIN account_account a ON a.id = x.account_id
     WHERE x.move_id IN (SELECT entry_id FROM settled)
     GROUP BY x.move_id
), paid AS (
    SELECT customer_id, SUM(amount * share) AS cash,
           SUM(amount * share * days_late) AS cash_days, COUNT(DISTINCT line_id) AS lines,
           SUM(amount * share) FILTER (WHERE paid_on > %(quarter_start)s) AS recent,
           SUM(amount * share * days_late) FILTER (WHERE paid_on > %(quarter_start)s)
               AS recent_days
      FROM settled JOIN share USING (entry_id) GROUP BY customer_id
), invoice AS (
    SELECT m.id, m.commercial_partner_id AS customer_id, m.move_type,
           COALESCE(m.invoice_date, m.date) AS day,
           m.amount_untaxed_signed AS untaxed, m.amount_total_signed AS total
      FROM account_move m
     WHERE m.company_id = %(company)s AND m.state = 'posted'
       AND m.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
       AND m.commercial_partner_id IN (SELECT customer_id FROM partner)
       AND COALESCE(m.invoice_date, m.date) <= %(today)s
), month AS (
    SELECT customer_id, 24 - width_bucket(day, %(starts)s) AS month,
           SUM(untaxed) AS untaxed, SUM(total) AS total,
           SUM(untaxed) FILTER (WHERE day >= %(now_start)s AND day < %(now_end)s) AS season,
           SUM(untaxed) FILTER (WHERE day >= %(then_start)s AND day < %(then_end)s)
               AS season_prior
      FROM invoice GROUP BY 1, 2
), sale AS (
    SELECT customer_id, SUM(untaxed) FILTER (WHERE month < 12) AS turnover,
           SUM(untaxed) FILTER (WHERE month BETWEEN 12 AND 23) AS prior,
           SUM(season) AS season, SUM(season_prior) AS season_prior,
           array_agg(month) AS months, array_agg(total::float8) AS totals
      FROM month GROUP BY customer_id
), sold AS (
    SELECT so.id AS order_id, customer_id, so.currency_rate, so.amount_untaxed,
           (so.date_order AT TIME ZONE 'UTC' AT TIME ZONE %(tz)s)::date AS day
      FROM sale_order so
      JOIN partner ON partner.partner_id = so.partner_invoice_id
     WHERE so.company_id = %(company)s AND so.state = 'sale'
), purchase AS (
    SELECT customer_id, day, amount_untaxed / currency_rate::numeric AS amount
      FROM sold WHERE day <= %(today)s
     UNION ALL
    SELECT customer_id, day, untaxed FROM invoice
     WHERE move_type IN ('out_invoice', 'out_receipt')
       AND id NOT IN (SELECT il.move_id FROM sold
                        JOIN sale_order_line sol USING (order_id)
                        JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = sol.id
                        JOIN account_move_line il ON il.id = rel.invoice_line_id)
), bought AS (
    SELECT customer_id, MIN(day) AS first, SUM(n) FILTER (WHERE day > %(year_start)s) AS n,
           (array_agg(%(today)s - day ORDER BY day DESC))[1:400] AS ages,
           (array_agg(amount ORDER BY day DESC))[1:400] AS amounts
      FROM (SELECT customer_id, day, COUNT(*) AS n, SUM(amount)::float8 AS amount
              FROM purchase GROUP BY 1, 2) daily
     GROUP BY customer_id
), line AS (
    SELECT customer_id, order_id, sol.id, sol.product_uom_qty AS quantity, sol.qty_delivered,
           sol.qty_invoiced + COALESCE((
               SELECT SUM(il.quantity * iu.factor / su.factor)
                 FROM sale_order_line_invoice_rel rel
                 JOIN account_move_line il ON il.id = rel.invoice_line_id
                 JOIN account_move im ON im.id = il.move_id
                 JOIN uom_uom iu ON iu.id = il.product_uom_id
                 JOIN uom_uom su ON su.id = sol.product_uom_id
                WHERE rel.order_line_id = sol.id AND im.move_type = 'out_refund'
                  AND im.state <> 'cancel'), 0) AS invoiced,
           sol.price_total / sol.product_uom_qty / sold.currency_rate::numeric AS unit
      FROM sold JOIN sale_order_line sol USING (order_id)
     WHERE sol.display_type IS NULL AND sol.product_uom_qty > 0
       AND GREATEST(sol.product_uom_qty, sol.qty_delivered) > sol.qty_invoiced
), open_order AS (
    SELECT order_id, customer_id,
           SUM(GREATEST(qty_delivered - invoiced, 0) * unit) AS delivered,
           SUM(GREATEST(quantity - GREATEST(qty_delivered, invoiced), 0) * unit) AS ordered
      FROM line GROUP BY order_id, customer_id
), advance AS (
    SELECT dp.order_id,
           SUM(-il.balance * il.price_total / NULLIF(il.price_subtotal, 0)) AS amount
      FROM sale_order_line dp
      JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = dp.id
      JOIN account_move_line il ON il.id = rel.invoice_line_id
     WHERE dp.is_downpayment AND il.parent_state <> 'cancel'
       AND dp.order_id IN (SELECT order_id FROM open_order)
     GROUP BY dp.order_id
), ahead AS (
    SELECT customer_id, ROUND(SUM(delivered), 2) AS delivered,
           ROUND(SUM(ordered), 2) AS ordered,
           ROUND(SUM(LEAST(GREATEST(COALESCE(amount, 0), 0), delivered + ordered)), 2)
               AS down_payment
      FROM open_order LEFT JOIN advance USING (order_id) GROUP BY customer_id
), draft AS (
    SELECT commercial_partner_id AS customer_id, SUM(GREATEST(amount_total_signed, 0)) AS amount
      FROM account_move
     WHERE company_id = %(company)s AND state = 'draft'
       AND move_type IN ('out_invoice', 'out_receipt')
     GROUP BY 1
)
SELECT d.id, d.credit_mode, d.credit_limit, d.deposit_held, d.guarantees_usable,
       d.special_liabilities, ageing.*, sale.*, paid.*, bought.*, ahead.*, draft.amount
  FROM customer_dossier d
  LEFT JOIN ageing ON ageing.customer_id = d.partner_id
  LEFT JOIN sale ON sale.customer_id = d.partner_id
  LEFT JOIN paid ON paid.customer_id = d.partner_id
  LEFT JOIN bought ON bought.customer_id = d.partner_id
  LEFT JOIN ahead ON ahead.customer_id = d.partner_id
  LEFT JOIN draft ON draft.customer_id = d.partner_id
 WHERE d.company_id = %(company)s
