from odoo import api, models
from odoo.exceptions import ValidationError

MOST_MEGABYTES = 25


class CustomerDossierSubmission(models.Model):
    """What comes in from the field is no larger than somebody reads.

    Photos are scaled down as they come, so the file is all that can be large.
    """

    _inherit = "customer.dossier.submission"

    @api.constrains("document")
    def _check_document_size(self):
        for submission in self:
            # Base64 takes four characters for three bytes.
            megabytes = len(submission.document or b"") * 3 // 4 >> 20
            if megabytes >= MOST_MEGABYTES:
                raise ValidationError(
                    self.env._(
                        "The file %(name)s takes up %(size)s MB; less than %(most)s MB is "
                        "accepted. Send the pages that matter.",
                        name=submission.document_name or "",
                        size=megabytes,
                        most=MOST_MEGABYTES,
                    )
                )
