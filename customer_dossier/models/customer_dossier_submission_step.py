from odoo import fields, models

from .customer_dossier_submission import KEEPERS, STATES


class CustomerDossierSubmissionStep(models.Model):
    """One step of a submission: when, and what was written with it. Never changed."""

    _name = "customer.dossier.submission.step"
    _description = "Step of a submission"
    _inherit = ["customer.dossier.cleared"]
    _order = "id"
    _log_access = False  # who took the step is not the collector's to know

    _dossier_roles = {"contributor": "r", "archivist": "r", "leader": "re"}
    _dossier_section = "submission"

    submission_id = fields.Many2one(
        "customer.dossier.submission", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="submission_id.company_id", store=True, precompute=True
    )
    state = fields.Selection(STATES, required=True)
    at = fields.Datetime(required=True, default=fields.Datetime.now)
    words = fields.Text(string="What was written")
    user_id = fields.Many2one(
        "res.users", string="By", ondelete="restrict", groups=KEEPERS
    )

    def _free_domain(self, operation):
        return self._of_submissions("_free_domain", operation)

    def _grant_domain(self, grant):
        return self._of_submissions("_grant_domain", grant)

    def _of_submissions(self, method, argument):
        domain = getattr(self.env["customer.dossier.submission"], method)(argument)
        return fields.Domain("submission_id", "any", domain)
