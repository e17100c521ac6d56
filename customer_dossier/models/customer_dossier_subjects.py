from odoo import api, fields, models

SHOWN = 50  # numbers of dossiers that one row shows


class CustomerDossierSubjects(models.AbstractModel):
    """A row about dossiers that outlives them: it keeps ids and numbers, as they were."""

    _name = "customer.dossier.subjects"
    _description = "Row about dossiers"

    dossiers = fields.Json(
        string="Ids and numbers", help="Id and number of each dossier, as they were."
    )
    dossier_count = fields.Integer(string="Number of dossiers", required=True)
    subjects = fields.Char(string="Dossiers", compute="_compute_subjects")

    @api.depends("dossiers")
    @api.depends_context("lang")
    def _compute_subjects(self):
        for row in self:
            names = [name for _number, name in row.dossiers or ()]
            row.subjects = ", ".join(names[:SHOWN])
            if len(names) > SHOWN:
                row.subjects = self.env._(
                    "%(numbers)s and %(more)s more",
                    numbers=row.subjects,
                    more=len(names) - SHOWN,
                )
