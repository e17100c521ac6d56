from odoo import api, fields, models
from odoo.tools import SQL

from ..ledger.settlements import undone
from .roles import READ_ALONG


class CustomerDossierUndonePayment(models.Model):
    """Money that was matched with an invoice and taken off it again: it never came.

    A bounced cheque or a mended entry leaves no trace in the ledger, since Odoo deletes
    what it un-reconciles; the fact is kept here, as it was.
    """

    _name = "customer.dossier.undone.payment"
    _description = "Undone payment"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "undone_on desc, id desc"
    _rec_name = "invoice"

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_id"
    _dossier_section = "transactions"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    # A name and no link: a kept row must not hold an invoice that somebody deletes.
    invoice = fields.Char(required=True)
    due = fields.Date(string="Due on")
    paid_on = fields.Date(string="Paid on", required=True)
    days_late = fields.Integer(
        string="Days late", aggregator="avg", help="Below zero: paid before it was due."
    )
    amount = fields.Monetary(required=True, help="The money in it; no write-off.")
    undone_on = fields.Date(string="Undone on", required=True)
    user_id = fields.Many2one(
        "res.users", string="Undone by", required=True, ondelete="restrict"
    )

    @api.model
    def _note_undone(self, partials):
        """Keep what the un-reconciliation of these partials is about to forget.

        Matches of the same day are slips of the hand and leave nothing.

        :param partials: ``account.partial.reconcile`` records that still exist
        :return: the new rows, of customers with a dossier; at most two queries, none
            where nothing is older than today
        """
        today = fields.Date.today()
        old = partials.filtered(lambda partial: partial.create_date.date() < today)
        return self._append(self._undone_rows(old) if old else [])

    def _undone_rows(self, partials):
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT d.id AS dossier_id, d.company_id, m.name AS invoice,
                       fact.due, fact.settled_on AS paid_on, fact.days_late,
                       ROUND(fact.cash, currency.decimal_places) AS amount
                  FROM (%s) fact
                  JOIN account_move_line l ON l.id = fact.line_id
                  JOIN account_move m ON m.id = l.move_id
                  JOIN customer_dossier d
                    ON d.partner_id = fact.partner_id AND d.company_id = l.company_id
                  JOIN res_company company ON company.id = d.company_id
                  JOIN res_currency currency ON currency.id = company.currency_id
                 WHERE fact.cash > 0
                 ORDER BY l.id
                """,
                undone(partials.ids),
            )
        )
        today = {
            company.id: company._dossier_today() for company in partials.company_id
        }
        return [
            {
                **row,
                "amount": str(row["amount"]),
                "undone_on": today[row["company_id"]],
                "user_id": self.env.uid,
            }
            for row in rows
        ]
