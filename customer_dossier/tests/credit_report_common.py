import base64
from io import BytesIO

import openpyxl

from odoo import Command

from .common import DossierCommon


class CreditReportCommon(DossierCommon):
    """A company with its own small ledger, and reports read back from their file."""

    @classmethod
    def _setup_records(cls):
        cls.company = cls._create_ledger("Distillery", "CNY")
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.company = cls.company.with_env(cls.env)
        cls.partner = cls._create_customer("Chengdu Wine Trade")
        cls.dossier = cls._create_dossier(cls.partner)

    @classmethod
    def _create_ledger(cls, name, currency):
        """A company with one receivable account, one income account, one journal each."""
        currency = cls.env.ref(f"base.{currency}")
        currency.active = True
        company = cls._create_company(name, currency_id=currency.id)
        env = cls.env(context=dict(cls.env.context, allowed_company_ids=company.ids))
        company = company.with_env(env)
        for code, account_type in (
            ("1122", "asset_receivable"),
            ("6001", "income"),
            ("1002", "asset_current"),
        ):
            env["account.account"].create(
                {"code": code, "name": account_type, "account_type": account_type}
            )
        env["account.journal"].create(
            [
                {"name": "Sales", "code": "SAL", "type": "sale"},
                {"name": "Entries", "code": "ENT", "type": "general"},
            ]
        )
        return company

    @classmethod
    def _account(cls, company, account_type):
        return company.env["account.account"].search(
            [("company_ids", "in", company.ids), ("account_type", "=", account_type)],
            limit=1,
        )

    @classmethod
    def _entry(
        cls, partner, amount, date, due=None, currency=None, company=None, **vals
    ):
        """Post one receivable line: positive is a claim, negative a payment.

        :param amount: in company currency
        :param currency: pair of a currency and the amount in it
        """
        company = company or cls.company
        foreign, foreign_amount = currency or (company.currency_id, amount)
        other = "income" if amount > 0 else "asset_current"
        move = company.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": company.env["account.journal"]
                .search([("code", "=", "ENT"), ("company_id", "=", company.id)])
                .id,
                "date": date,
                "line_ids": [
                    Command.create(
                        {
                            "account_id": cls._account(company, account_type).id,
                            "partner_id": partner.id if partner else False,
                            "date_maturity": due or date,
                            "currency_id": foreign.id,
                            "amount_currency": sign * foreign_amount,
                            "balance": sign * amount,
                        }
                    )
                    for account_type, sign in (("asset_receivable", 1), (other, -1))
                ],
                **vals,
            }
        )
        move.action_post()
        return move.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )

    def _wizard(self, user=None, companies=None, **vals):
        companies = companies or self.company
        Wizard = self.env["customer.dossier.credit.report"].with_user(
            user or self.credit
        )
        return Wizard.with_context(allowed_company_ids=companies.ids).create(
            {
                "company_ids": [Command.set(companies.ids)],
                "purpose": "Credit meeting",
                **vals,
            }
        )

    def _export(self, **vals):
        wizard = self._wizard(**vals)
        wizard.action_export()
        return Workbook(base64.b64decode(wizard.file))


class Workbook:
    """A report read back: ``values`` as readers see them, ``formulas`` as written."""

    def __init__(self, content):
        self.content = content
        self.values = openpyxl.load_workbook(BytesIO(content), data_only=True)
        self.formulas = openpyxl.load_workbook(BytesIO(content))

    def rows(self, sheet):
        """Return the rows below the headings as dicts by heading, totals included."""
        lines = list(self.values[sheet].iter_rows(min_row=4, values_only=True))
        return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]

    def row(self, sheet, customer):
        return next(row for row in self.rows(sheet) if row["Customer"] == customer)

    def total(self, sheet, currency="CNY"):
        first = next(iter(self.rows(sheet)[0]))
        return next(
            row for row in self.rows(sheet) if row[first] == f"Total {currency}"
        )

    def cover(self, label, column=1, formulas=False):
        """Return what stands beside a label of the cover."""
        sheet = (self.formulas if formulas else self.values)["Cover"]
        for row in sheet.iter_rows(values_only=True):
            if row[0] == label:
                return row[column]
        raise AssertionError(f"The cover has no line {label}")
