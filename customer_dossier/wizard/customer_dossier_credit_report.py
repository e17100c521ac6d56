import base64
import re
import tempfile

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import format_list

from ..models.replica import replica
from ..report.credit_report import CreditReport, gather, render

# An export of more dossiers than these names its scope in the log instead of each.
MOST_NAMED = 5000

SCOPES = [
    ("all", "All dossiers"),
    ("grade", "By grade"),
    ("territory", "By territory"),
    ("selected", "Selected dossiers"),
]
#: Scope: field of the dossier, field of the wizard that narrows it.
SCOPE_FIELDS = {
    "grade": ("grade_id", "grade_ids"),
    "territory": ("territory_id", "territory_ids"),
    "selected": ("id", "dossier_ids"),
}
DETAILS = [("summary", "Summary only"), ("items", "With open items")]


class CustomerDossierCreditReport(models.TransientModel):
    """Asks what the credit report shall show, and holds the file for its creator."""

    _name = "customer.dossier.credit.report"
    _description = "Credit report"
    _inherit = ["customer.dossier.cleared", "customer.dossier.download"]

    _dossier_roles = {"credit": "rwcue", "leader": "rwcue"}

    as_of = fields.Date(
        string="As of",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
        help="The day the report describes. For a day in the past the open items of "
        "that day are found again; orders and drafts of that day are not known.",
    )
    company_ids = fields.Many2many(
        "res.company",
        "customer_dossier_credit_report_company_rel",
        string="Companies",
        required=True,
        default=lambda self: self.env.companies,
        help="Each company is reported in its own currency; only equal currencies "
        "are added up.",
    )
    scope = fields.Selection(SCOPES, required=True, default="all")
    grade_ids = fields.Many2many(
        "customer.dossier.grade",
        "customer_dossier_credit_report_grade_rel",
        string="Grades",
    )
    territory_ids = fields.Many2many(
        "customer.dossier.territory",
        "customer_dossier_credit_report_territory_rel",
        string="Territories",
    )
    dossier_ids = fields.Many2many(
        "customer.dossier",
        "customer_dossier_credit_report_dossier_rel",
        string="Dossiers",
        context={"active_test": False},
    )
    detail = fields.Selection(
        DETAILS,
        required=True,
        default="items",
        help="With open items: one more sheet with a row for each open document line.",
    )
    purpose = fields.Char(
        help="What the copy is for; it stands on the copy and in the access log."
    )
    file = fields.Binary(attachment=False, readonly=True)
    file_name = fields.Char(string="File name", readonly=True)

    @api.model
    def default_get(self, fields):
        """Opened from a list or form of dossiers, report just those."""
        values = super().default_get(fields)
        if dossiers := self.env["customer.dossier"]._opened_on("read"):
            values["scope"] = "selected"
            values["dossier_ids"] = [Command.set(dossiers.ids)]
            values["company_ids"] = [Command.set(dossiers.company_id.ids)]
        return values

    def action_export(self):
        """Write the report into this wizard and let the browser download it.

        Every call is a new copy with a number of its own.

        :raises AccessError: not the wizard of this user, or no right to carry dossiers
            out
        :raises UserError: nothing sensible to report; says what to change
        """
        self.ensure_one()
        self.check_access("write")
        chosen = self.dossier_ids if self.scope == "selected" else self.dossier_ids[:0]
        chosen._check_export()
        self._check_request()
        # sudo: numbers come from a sequence that only the system may advance.
        sequence = self.env["ir.sequence"].sudo()
        number = sequence.next_by_code("customer.dossier.credit.report") or "/"
        with replica(self.env) as env:
            report = self.with_env(env)._compute_report(number)
            content = self._render(report)
        self.write({"file": content, "file_name": self._file_name(report)})
        self._note_copy(report)
        return self._download("file")

    def _note_copy(self, report):
        """Write into the access log who took this copy, of what, and what for."""
        dossiers = self.env["customer.dossier"].with_context(active_test=False)
        domain = Domain("company_id", "in", self.company_ids.ids) & self._scope_domain()
        found = dossiers.search(domain, limit=MOST_NAMED + 1)
        self.env["customer.dossier.access.log"]._record(
            "exported",
            found if len(found) <= MOST_NAMED else found.browse(),
            section="credit_report",
            purpose=self.purpose,
            copy_number=report.copy_number,
            detail=report.scope,
        )

    def _check_request(self):
        """Refuse what cannot be reported, in words that say what to do."""
        if not self.company_ids:
            raise UserError(
                self.env._("Choose at least one company that you work for.")
            )
        if not (self.purpose or "").strip():
            raise UserError(
                self.env._("Say what the copy is for; it will be on record.")
            )
        if self.as_of > max(c._dossier_today() for c in self.company_ids):
            raise UserError(
                self.env._(
                    "%(date)s lies in the future: what customers will owe then is not "
                    "known. Choose today or a past date.",
                    date=self.as_of,
                )
            )
        _field, chosen = SCOPE_FIELDS.get(self.scope, (None, None))
        if chosen and not self[chosen]:
            raise UserError(
                self.env._(
                    "The scope is %(scope)s, but none is chosen. Choose at least one, "
                    "or take all dossiers.",
                    scope=self._scope_label(),
                )
            )
        strangers = self.dossier_ids.company_id - self.company_ids
        if self.scope == "selected" and strangers:
            raise UserError(
                self.env._(
                    "Some selected dossiers belong to %(companies)s. Add that company "
                    "to the report, or take those dossiers out.",
                    companies=format_list(self.env, strangers.mapped("name")),
                )
            )
        self._check_chart()

    def _check_chart(self):
        # sudo: a credit accountant need not read the chart of accounts; asked is
        # only whether the user's own companies have a receivable account at all.
        accounts = self.env["account.account"].sudo()
        for company in self.company_ids:
            domain = Domain(accounts._check_company_domain(company))
            domain &= Domain("account_type", "=", "asset_receivable")
            if not accounts.search_count(domain, limit=1):
                raise UserError(
                    self.env._(
                        "%(company)s has no receivable account, so there is nothing to "
                        "report. Install its chart of accounts in the accounting "
                        "settings, or take the company out of the report.",
                        company=company.name,
                    )
                )

    def _compute_report(self, number):
        """Return the :class:`CreditReport` of this wizard; its lists are lazy."""
        # Odoo itself refuses companies here that the user may not enter.
        env = self.with_context(allowed_company_ids=self.company_ids.ids).env
        content = gather(
            env, self.as_of, self._scope_domain(), with_items=self.detail == "items"
        )
        return CreditReport(
            as_of=self.as_of,
            past=any(self.as_of < c._dossier_today() for c in self.company_ids),
            scope=self._scope_text(),
            purpose=self.purpose,
            printed_by=self.env.user.name,
            printed_at=fields.Datetime.context_timestamp(
                self, fields.Datetime.now()
            ).replace(tzinfo=None),
            copy_number=number,
            **content,
        )

    def _scope_domain(self):
        """What is chosen, of what the user's roles carry out."""
        dossiers = self.env["customer.dossier"]
        may = Domain.TRUE if self.env.su else dossiers._clearance_domain("export")
        if self.scope not in SCOPE_FIELDS:
            return may
        name, chosen = SCOPE_FIELDS[self.scope]
        return may & Domain(name, "in", self[chosen].ids)

    def _scope_label(self):
        return dict(self._fields["scope"]._description_selection(self.env))[self.scope]

    def _scope_text(self):
        label = self._scope_label()
        if self.scope == "selected":
            return f"{label}: {len(self.dossier_ids)}"
        if self.scope in SCOPE_FIELDS:
            chosen = self[SCOPE_FIELDS[self.scope][1]]
            return f"{label}: {', '.join(chosen.mapped('name'))}"
        return label

    def _render(self, report):
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as target:
            render(report, target.name, self.env._)
            return base64.b64encode(target.read())

    def _file_name(self, report):
        company = report.sections[0].company
        if len(report.sections) > 1:
            company += f" +{len(report.sections) - 1}"
        name = f"{company} {report.as_of} {report.copy_number}"
        return re.sub(r'[\x00-\x1f\\/:*?"<>|]+', "_", name) + ".xlsx"
