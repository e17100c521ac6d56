from odoo import api, models

from .customer_dossier_filing import IN_HAND


class CustomerDossierSubmission(models.Model):
    """What came from the field may be a reading: the archivist writes it down."""

    _inherit = "customer.dossier.submission"

    def action_file_reading(self):
        """Open a new reading whose source is this submission."""
        self._check_filing()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("File %(submission)s", submission=self.display_name),
            "res_model": "customer.dossier.reading",
            "views": [(False, "form")],
            "target": "new",
            "context": {IN_HAND: self.id},
        }


class CustomerDossierReading(models.Model):
    _inherit = "customer.dossier.reading"

    @api.model
    def default_get(self, fields):
        """Defaults; what is being filed says of whom, when and with which photo."""
        values = super().default_get(fields)
        told = self._of_submission(self.env["customer.dossier.submission"]._in_hand())
        return values | {name: told[name] for name in told.keys() & {*fields}}

    @api.model
    def _of_submission(self, submission):
        submission = submission.exists()._filtered_access("write")
        if not submission:
            return {}
        return {
            "dossier_id": submission.dossier_id.id,
            "seen_on": submission.observed_on,
            "photo": submission.photo,
        }

    @api.model_create_multi
    def create(self, vals_list):
        """Write down readings; where a submission is filed, it is their source.

        :raises UserError: it is not to be filed, or is about another customer
        """
        submission = self.env["customer.dossier.submission"]._in_hand()
        if not submission:
            return super().create(vals_list)
        submission._check_filing()
        readings = super().create(
            [{**vals, "dossier_id": submission.dossier_id.id} for vals in vals_list]
        )
        # sudo: source and collector are the submission's, whoever files it.
        readings.sudo().write(
            {
                "submission_id": submission.id,
                "collector_id": submission.collector_id.id,
            }
        )
        submission._mark_filed()
        return readings
