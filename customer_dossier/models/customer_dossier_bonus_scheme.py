from odoo import api, fields, models

from ..formulas.bonus import Rate
from .roles import CONFIGURATION


class CustomerDossierBonusScheme(models.Model):
    """What a company promises for a year's purchases, and on which conditions."""

    _name = "customer.dossier.bonus.scheme"
    _description = "Scheme of the year-end bonus"
    _inherit = ["customer.dossier.recorded", "customer.dossier.cleared"]
    _order = "year desc, id desc"
    _rec_name = "year"
    _recorded_section = "measure"

    _dossier_roles = CONFIGURATION

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: self.env.company._dossier_today().year,
        help="The calendar year whose net sales count.",
    )
    rate_ids = fields.One2many(
        "customer.dossier.bonus.rate", "scheme_id", string="Rates"
    )
    need_paid = fields.Boolean(
        string="Nothing overdue",
        default=True,
        help="No undisputed item is overdue when it is settled.",
    )
    need_revised = fields.Boolean(
        string="Revision not lapsed",
        default=True,
        help="The dossier is revised in time.",
    )
    need_no_breach = fields.Boolean(
        string="No breach of policy",
        default=True,
        help="No sanction or deterrent of at least the degree below came into force in "
        "the year.",
    )
    breach_degree = fields.Integer(
        string="Degree of a breach",
        default=3,
        aggregator=None,
        help="Sanctions from this degree up count as a breach.",
    )

    _one_a_year = models.UniqueIndex(
        "(company_id, year)", "This company has a scheme for that year already."
    )
    _year_sane = models.Constraint(
        "CHECK (year BETWEEN 2000 AND 2100)", "A year has four digits: 2026."
    )
    _degree_scale = models.Constraint(
        "CHECK (breach_degree BETWEEN 1 AND 9)", "A degree lies between 1 and 9."
    )

    @api.depends("year", "company_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for scheme in self:
            scheme.display_name = self.env._(
                "Year-end bonus %(year)s", year=scheme.year or ""
            )

    def _rates(self):
        """:return: the rows as ``formulas.bonus.Rate``"""
        return [Rate(row.turnover_from, row.percent) for row in self.rate_ids]
