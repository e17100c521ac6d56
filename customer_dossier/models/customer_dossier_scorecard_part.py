from odoo import api, models
from odoo.exceptions import UserError

from .roles import CONFIGURATION


class CustomerDossierScorecardPart(models.AbstractModel):
    """A piece of a scorecard: editable while the scorecard is a draft, frozen after.

    Assessments point to items, bands and caps for ever, so whoever wants other
    weights makes a new version.
    """

    _name = "customer.dossier.scorecard.part"
    _description = "Part of a scorecard"
    _inherit = ["customer.dossier.typed", "customer.dossier.cleared"]

    _dossier_roles = CONFIGURATION

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_draft()
        return parts

    def write(self, vals):
        self._check_draft()
        result = super().write(vals)
        self._check_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._check_draft()

    def _scorecards(self):
        """The scorecards that these parts belong to."""
        return self.scorecard_id

    def _in_order(self):
        """As a person arranged them: a cached list keeps the order of its creation."""
        return self.sorted(lambda part: (part.sequence, part.id))

    def _check_draft(self):
        """:raises UserError: a scorecard of these parts is in use or was"""
        frozen = self._scorecards().filtered(lambda card: card.state != "draft")
        if frozen:
            raise UserError(
                self.env._(
                    "%(scorecard)s is in use or was, and its assessments must stay "
                    "understandable. Make a new version and change that.",
                    scorecard=frozen[0].display_name,
                )
            )
