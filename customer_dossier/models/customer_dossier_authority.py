from odoo import api, fields, models

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
    def _of_user(self):
        """The rows that count for the current user, the narrowest first; one query."""
        return self.search(
            [("user_id", "in", [False, self.env.uid])], order="up_to NULLS LAST, id"
        )

    def _covers(self, record):
        """Whether this row is about what is decided on, and wide enough for it.

        :param record: of a ``customer.dossier.decided`` model
        """
        dossier = record.dossier_id
        # sudo: the grade of a dossier whose record the caller decides on.
        grade = dossier.sudo().grade_id
        return (
            self._is_about(record)
            and self.company_id.id in (False, record.company_id.id)
            and self.grade_id.id in (False, grade.id)
            and (self.up_to is False or record._stake() <= self.up_to)
        )

    def _is_about(self, record):
        raise NotImplementedError
