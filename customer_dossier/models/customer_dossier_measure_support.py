from odoo import api, fields, models
from odoo.fields import Domain

from .customer_dossier_measure_type import SUPPORTS


class CustomerDossierMeasure(models.Model):
    """Support that is granted: who, what, from when to when; and taken away again."""

    _inherit = "customer.dossier.measure"

    # By the reader's own rights: a related field is read with all of them.
    support = fields.Selection(SUPPORTS, compute="_compute_support")
    granted = fields.Char(
        string="What is granted", help="e.g. one promoter at two supermarkets"
    )
    supporter_id = fields.Many2one(
        "res.users",
        string="Who supports",
        ondelete="restrict",
        help="Our person at the customer.",
    )
    suspended = fields.Boolean(
        compute="_compute_suspended",
        help="A measure in force takes this support away. It runs again when that ends.",
    )

    @api.depends("type_id.support")
    def _compute_support(self):
        for measure in self:
            measure.support = measure.type_id.support

    def _compute_suspended(self):
        suspended = self._suspended()
        for measure in self:
            measure.suspended = measure in suspended

    def _check_value(self):
        if self.effect == "grant":
            self._check_words("granted")
        return super()._check_value()

    def _suspended(self):
        """Supports in force that a measure of withdrawal takes away at present.

        Nothing is written on them: where the withdrawal ends, they run again.
        """
        supports = self.filtered(lambda one: one.effect == "grant")
        taken = self.search(
            Domain("dossier_id", "in", supports.dossier_id.ids)
            & Domain("effect", "=", "withdraw")
            & Domain("state", "=", "in_force")
        )
        kinds = {(one.dossier_id, one.support) for one in taken}
        return supports.filtered(lambda one: (one.dossier_id, one.support) in kinds)
