"""One dealer's documents, booked through Odoo's own API."""

from odoo import Command

#: The template's invoice: 100 and a tax of 13, so that any whole factor stays exact.
UNTAXED, TOTAL = 100, 113
#: Columns of a journal item that grow with the document.
LINE_AMOUNTS = (
    "balance",
    "debit",
    "credit",
    "amount_currency",
    "price_unit",
    "price_subtotal",
    "price_total",
    "tax_base_amount",
)


def book_template(env):
    """Book one dealer's invoice, payment and order; once for a database."""
    company = env.company
    partner = env["res.partner"].search([("ref", "=", "template")])
    if partner:
        return {
            "partner": partner,
            "dossier": env["customer.dossier"].search(
                [("partner_id", "=", partner.id)]
            ),
            "invoice": env["account.move"].search(
                [("partner_id", "=", partner.id), ("move_type", "=", "out_invoice")]
            ),
            "payment": env["account.payment"].search([("partner_id", "=", partner.id)]),
            "order": env["sale.order"].search([("partner_id", "=", partner.id)]),
        }
    if not company.chart_template:
        env["account.chart.template"].try_loading("generic_coa", company, False)
    partner = env["res.partner"].create(
        {"name": "Template", "is_company": True, "ref": "template"}
    )
    tax = env["account.tax"].create(
        {"name": "13 %", "amount": 13, "type_tax_use": "sale", "company_id": company.id}
    )
    product = env["product.product"].create(
        {"name": "Baijiu", "type": "consu", "invoice_policy": "delivery"}
    )
    line = {"product_id": product.id, "price_unit": UNTAXED, "tax_ids": tax.ids}
    order = env["sale.order"].create(
        {"partner_id": partner.id, "order_line": [Command.create(line)]}
    )
    order.action_confirm()
    order.order_line.qty_delivered = 1
    invoice = order._create_invoices()
    invoice.action_post()
    wizard = env["account.payment.register"].with_context(
        active_model="account.move", active_ids=invoice.ids
    )
    wizard.create({})._create_payments()
    env["customer.dossier"].create({"partner_id": partner.id})
    return book_template(env)
