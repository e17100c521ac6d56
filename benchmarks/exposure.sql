-- The floor of an exposure: the same parts for every dossier of a company in one query, as
-- anybody with psql would write it for this one purpose. No option, no rounding of parts.
WITH partner AS (
    SELECT d.partner_id AS customer_id, p.id AS partner_id
      FROM customer_dossier d
      JOIN res_partner p ON p.commercial_partner_id = d.partner_id
     WHERE d.company_id = %(company)s
), owed AS (
    SELECT customer_id,
           SUM(l.amount_residual) FILTER (WHERE l.amount_residual > 0) AS receivable,
           SUM(l.amount_residual) FILTER (WHERE l.amount_residual < 0) AS credit
      FROM account_move_line l
      JOIN account_account a
        ON a.id = l.account_id AND a.account_type = 'asset_receivable'
      JOIN partner ON partner.partner_id = l.partner_id
     WHERE l.company_id = %(company)s AND l.parent_state = 'posted'
       AND l.reconciled IS NOT TRUE AND l.amount_residual <> 0
     GROUP BY customer_id
), credited AS (
    SELECT rel.order_line_id, SUM(il.quantity) AS quantity
      FROM account_move m
      JOIN account_move_line il ON il.move_id = m.id
      JOIN sale_order_line_invoice_rel rel ON rel.invoice_line_id = il.id
     WHERE m.company_id = %(company)s AND m.move_type = 'out_refund'
       AND m.state <> 'cancel'
     GROUP BY rel.order_line_id
), line AS (
    SELECT so.id AS order_id, customer_id, sol.product_uom_qty AS quantity,
           COALESCE(sol.qty_delivered, 0) AS delivered,
           COALESCE(sol.qty_invoiced, 0) + COALESCE(credited.quantity, 0) AS invoiced,
           sol.price_total / COALESCE(NULLIF(so.currency_rate, 0), 1)::numeric AS price
      FROM sale_order so
      JOIN partner ON partner.partner_id = so.partner_invoice_id
      JOIN sale_order_line sol ON sol.order_id = so.id
      LEFT JOIN credited ON credited.order_line_id = sol.id
     WHERE so.company_id = %(company)s AND so.state = 'sale'
       AND sol.display_type IS NULL AND sol.product_uom_qty > 0
), advance AS (
    SELECT dp.order_id,
           SUM(-il.balance * il.price_total / NULLIF(il.price_subtotal, 0)) AS amount
      FROM sale_order_line dp
      JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = dp.id
      JOIN account_move_line il ON il.id = rel.invoice_line_id
     WHERE dp.is_downpayment AND il.parent_state <> 'cancel'
     GROUP BY dp.order_id
), open_order AS (
    SELECT order_id, customer_id,
           SUM(GREATEST(delivered - invoiced, 0) * price / quantity) AS delivered,
           SUM(GREATEST(quantity - GREATEST(delivered, invoiced), 0) * price / quantity)
               AS ordered
      FROM line GROUP BY order_id, customer_id
), ordered AS (
    SELECT customer_id, SUM(delivered) AS delivered, SUM(ordered) AS ordered,
           SUM(LEAST(GREATEST(COALESCE(amount, 0), 0), GREATEST(delivered + ordered, 0)))
               AS advance
      FROM open_order LEFT JOIN advance USING (order_id) GROUP BY customer_id
), drafted AS (
    SELECT commercial_partner_id AS customer_id,
           SUM(GREATEST(amount_total_signed, 0)) AS draft
      FROM account_move
     WHERE company_id = %(company)s AND state = 'draft'
       AND move_type IN ('out_invoice', 'out_receipt')
     GROUP BY commercial_partner_id
)
SELECT d.id, receivable, credit, delivered, ordered, advance, draft,
       d.special_liabilities, d.deposit_held, d.guarantees_usable
  FROM customer_dossier d
  LEFT JOIN owed ON owed.customer_id = d.partner_id
  LEFT JOIN ordered ON ordered.customer_id = d.partner_id
  LEFT JOIN drafted ON drafted.customer_id = d.partner_id
 WHERE d.company_id = %(company)s
