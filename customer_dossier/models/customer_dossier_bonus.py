from datetime import date

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_list

from ..formulas.bonus import bonus
from ..ledger.sales import sales
from .customer_dossier_measure import STANDING
from .customer_dossier_provision_entry import ACCOUNTANTS
from .roles import READ_ALONG
from .system_job import system_job

STATES = [("open", "Open"), ("cancelled", "Cancelled"), ("settled", "Settled")]
WRITERS = {"credit": "rwe", "leader": "rwe"}


class CustomerDossierBonus(models.Model):
    """A customer's bonus of one year: accrued, cancelled, settled; the rest is owed.

    Derived from the invoices and the measures, never accumulated: reckoning again gives
    the same. Once it is settled it stays as it was.
    """

    _name = "customer.dossier.bonus"
    _description = "Year-end bonus"
    _inherit = ["customer.dossier.cleared"]
    _order = "year desc, accrued desc, id"
    _rec_name = "year"

    _dossier_roles = {**READ_ALONG, **WRITERS}
    _dossier_path = "dossier_id"
    _form_fields = frozenset()
    _dossier_section = "bonus"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id",
        store=True,
        index=True,
        precompute=True,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    scheme_id = fields.Many2one(
        "customer.dossier.bonus.scheme", required=True, index=True, ondelete="restrict"
    )
    year = fields.Integer(
        related="scheme_id.year", store=True, precompute=True, aggregator=None
    )
    state = fields.Selection(STATES, required=True, default="open", readonly=True)
    net_sales = fields.Monetary(
        string="Net sales", readonly=True, help="Untaxed invoices less credit notes."
    )
    percent = fields.Float(string="Rate %", readonly=True, aggregator=None)
    accrued = fields.Monetary(readonly=True, help="What the year has earned so far.")
    cancelled = fields.Monetary(
        readonly=True, help="Taken away by a measure that is or was in force."
    )
    settled = fields.Monetary(
        readonly=True, help="Untaxed amount of the credit note that was proposed."
    )
    owed = fields.Monetary(
        string="Still owed", readonly=True, help="Accrued less cancelled less settled."
    )
    unmet = fields.Json(string="Conditions not met", readonly=True)
    unmet_words = fields.Char(
        string="What stands against it", compute="_compute_unmet_words"
    )
    reckoned_on = fields.Date(string="Reckoned on", readonly=True)
    measure_id = fields.Many2one(
        "customer.dossier.measure",
        string="Cancelled by",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    move_id = fields.Many2one(
        "account.move",
        string="Credit note",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups=ACCOUNTANTS,
    )
    settled_by_id = fields.Many2one(
        "res.users", string="Settled by", readonly=True, ondelete="restrict"
    )
    settled_on = fields.Date(string="Settled on", readonly=True)

    _one_a_year = models.UniqueIndex(
        "(dossier_id, scheme_id)", "This customer has a bonus of that year already."
    )

    @api.depends("year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._(
                "Year-end bonus %(year)s", year=one.year or ""
            )

    @api.depends("unmet")
    @api.depends_context("lang")
    def _compute_unmet_words(self):
        labels = self.env["customer.dossier.bonus.scheme"].fields_get(
            attributes=["string"]
        )
        for one in self:
            words = [labels[name]["string"] for name in one.unmet or ()]
            one.unmet_words = bool(words) and self.env._(
                "not met: %(conditions)s", conditions=format_list(self.env, words)
            )

    def action_reckon(self):
        """Reckon these bonuses anew from the books."""
        self.check_access("write")
        self._reckon()

    def _reckon(self):
        """Bring these up to date, and write what has changed.

        What is settled stays as it was, but for the amount of its credit note; where
        that was deleted or cancelled, it is open again.

        Queries: one for each year of a company, and one for all measures.
        """
        # sudo: the books and the measures decide, whoever asks.
        every = self.sudo()
        settled = every.filtered(lambda one: one.move_id.state in ("draft", "posted"))
        for one in settled:
            one._settle_with(one.move_id)
        every -= settled
        cancelling = every._cancelling()
        for scheme, bonuses in every.grouped("scheme_id").items():
            sold = bonuses._sold(scheme)
            table = scheme._rates()
            today = scheme.company_id._dossier_today()
            for one in bonuses:
                found = bonus(sold.get(one.dossier_id.partner_id.id, 0.0), table)
                vals = one._standing(found, sold, cancelling)
                one.write(
                    {name: value for name, value in vals.items() if one[name] != value}
                    | {"reckoned_on": today}
                )

    def _standing(self, found, sold, cancelling):
        rounded = self.currency_id.round
        accrued = rounded(found.amount)
        measure = cancelling.get((self.dossier_id, self.year))
        cancelled = accrued if measure else 0.0
        return {
            "net_sales": rounded(sold.get(self.dossier_id.partner_id.id, 0.0)),
            "percent": found.percent,
            "accrued": accrued,
            "cancelled": cancelled,
            "settled": 0.0,
            "owed": rounded(accrued - cancelled),
            "state": "cancelled" if measure else "open",
            "measure_id": measure or self.env["customer.dossier.measure"],
            "unmet": self._unmet(),
        }

    def _settle_with(self, note):
        """Take over what a credit note gives, as it stands in the books."""
        left = self.accrued - self.cancelled - note.amount_untaxed
        vals = {
            "state": "settled",
            "settled": note.amount_untaxed,
            "owed": self.currency_id.round(left),
        }
        self.write({name: value for name, value in vals.items() if self[name] != value})

    def _sold(self, scheme):
        """:return: ``{commercial partner id: net sales of the scheme's year}``"""
        self.env["account.move"].flush_model()
        company = scheme.company_id
        rows = self.env.execute_query(
            SQL(
                """
                SELECT sale.partner_id, SUM(sale.untaxed)::float8
                  FROM (%s) sale
                 WHERE sale.day >= %s
                 GROUP BY sale.partner_id
                """,
                sales(
                    company.id,
                    min(company._dossier_today(), date(scheme.year, 12, 31)),
                    self.dossier_id.partner_id.ids,
                ),
                date(scheme.year, 1, 1),
            )
        )
        return dict(rows)

    def _unmet(self):
        """:return: names of the scheme's conditions that do not hold today"""
        dossier, scheme = self.dossier_id, self.scheme_id
        breaches = dossier.measure_ids.filtered(
            lambda one: (
                one.polarity != "reward"
                and one.degree >= scheme.breach_degree
                and one.state in STANDING
                and one.effective_on.year == self.year
            )
        )
        holds = {
            "need_paid": not dossier.oldest_overdue_days,
            "need_revised": dossier.is_current,
            "need_no_breach": not breaches,
        }
        return [name for name, met in holds.items() if scheme[name] and not met]

    @system_job
    def _cron_reckon(self):
        """Open a bonus for every active dossier of this year's schemes, and reckon."""
        for company in self.env["customer.dossier"]._kept_companies():
            today = company._dossier_today()
            schemes = self.env["customer.dossier.bonus.scheme"].search(
                [("company_id", "=", company.id), ("year", "=", today.year)]
            )
            for scheme in schemes:
                self._open_for(scheme)
        unsettled = self.search(
            Domain("state", "!=", "settled")
            | Domain("move_id", "=", False)
            | Domain("move_id.state", "!=", "posted")
        )
        for start in range(0, len(unsettled), 1000):
            part = unsettled[start : start + 1000]
            part._reckon()
            self.env["ir.cron"]._commit_progress(
                len(part), remaining=max(len(unsettled) - start - 1000, 0)
            )

    @api.model
    def _open_for(self, scheme):
        """:return: new bonuses of active dossiers that have none of the scheme's year"""
        dossiers = self.env["customer.dossier"].search(
            [("company_id", "=", scheme.company_id.id), ("state", "=", "active")]
        )
        has = self.search([("scheme_id", "=", scheme.id)]).dossier_id
        return self.create(
            [
                {"dossier_id": dossier.id, "scheme_id": scheme.id}
                for dossier in dossiers - has
            ]
        )
