from odoo import api, fields, models
from odoo.fields import Domain

from .optional_float import OptionalFloat

APPROVERS = [
    ("account_manager", "Account manager"),
    ("archivist", "Archivist"),
    ("credit", "Credit accountant"),
    ("leader", "Leader"),
]


class CustomerDossierAuthority(models.AbstractModel):
    """What the company lets people approve: by role or person, grade and amount."""

    _name = "customer.dossier.authority"
    _description = "Authority to approve"
    _inherit = ["customer.dossier.recorded", "customer.dossier.cleared"]

    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Leave empty where it counts in every company.",
    )
    role = fields.Selection(APPROVERS, required=True, default="leader")
    user_id = fields.Many2one(
        "res.users",
        string="Only this person",
        index="btree_not_null",
        ondelete="restrict",
        help="Leave empty where everybody of the role may approve.",
    )
    grade_id = fields.Many2one(
        "customer.dossier.grade",
        string="Only this grade",
        ondelete="restrict",
        help="Leave empty for customers of every grade.",
    )
    up_to = OptionalFloat(
        string="Up to",
        aggregator=None,
        help="The most that may be at stake, in the currency of each company. Empty: "
        "any amount.",
    )

    _up_to_positive = models.Constraint(
        "CHECK (up_to >= 0)", "An amount up to which somebody approves is 0 or more."
    )

    @api.model
    def _rows_for(self, dossier, stake, domain):
        """The rows by which the current user may approve something, the widest last.

        :param stake: amount at stake in the company's currency
        :param domain: what of this model counts beside person, company and grade
        :return: records; their roles are for the caller to check. One query
        """
        # sudo: what the company lets people do is read to decide, and not shown.
        rows = self.sudo().search(
            Domain(domain)
            & Domain("company_id", "in", [False, dossier.company_id.id])
            & Domain("user_id", "in", [False, self.env.uid])
            & Domain("grade_id", "in", [False, dossier.sudo().grade_id.id]),
            order="up_to NULLS LAST, id",
        )
        return rows.filtered(lambda row: row.up_to is False or stake <= row.up_to)
