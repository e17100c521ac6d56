from odoo import fields, models
from odoo.fields import Domain

# Which sections a role reads; roles not named here read all that they reach.
SECTIONS_OF = {
    "account_manager": Domain("sensitivity", "!=", "confidential"),
    "credit": Domain("for_credit", "=", True),
}


class CustomerDossierSectioned(models.AbstractModel):
    """What belongs to one section: its sensitivity decides who reads it."""

    _name = "customer.dossier.sectioned"
    _description = "Part of a section"
    _inherit = ["customer.dossier.cleared"]

    _dossier_path = "dossier_id"
    _dossier_section = "sheet"

    section_id = fields.Many2one(
        "customer.dossier.section", required=True, index=True, ondelete="restrict"
    )

    def _grant_domain(self, grant):
        sections = SECTIONS_OF.get(grant.role, Domain.TRUE)
        # Archived sections keep their readers.
        return super()._grant_domain(grant) & Domain(
            "section_id", "any", sections & Domain("active", "in", [True, False])
        )

    def _noted_section(self):
        """One of the archive's own sections where all records are of that one."""
        # sudo: what a section is called is no secret; the records were just shown.
        codes = set(self.sudo().section_id.mapped("code"))
        known = (
            self.env["customer.dossier.access.log"]
            ._fields["section"]
            .get_values(self.env)
        )
        return codes.pop() if len(codes) == 1 and codes <= {*known} else "sheet"
