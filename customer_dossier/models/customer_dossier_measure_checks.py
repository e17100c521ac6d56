from odoo import api, fields, models

from .customer_dossier_measure_type import REWARD


class CustomerDossierMeasure(models.Model):
    """What was found at the customer's as evidence that policy was kept or broken."""

    _inherit = "customer.dossier.measure"

    check_ids = fields.Many2many(
        "customer.dossier.check",
        string="Policy checks",
        compute="_compute_checks",
        store=True,
        readonly=False,
        domain="[('dossier_id', '=', dossier_id), ('result', 'in', ('kept', 'breached'))]",
    )

    @api.depends("type_id", "dossier_id")
    def _compute_checks(self):
        """Those of the last months, for types that take them as evidence."""
        asking = self.filtered(lambda one: one.type_id.evidence_needed == "check")
        found = asking.dossier_id._policy_evidence()
        for measure in self:
            checks = measure.check_ids.browse()
            if measure in asking:
                result = "kept" if measure.polarity == REWARD else "breached"
                every = found.get(measure.dossier_id, checks)
                checks = every.filtered(lambda one, result=result: one.result == result)
            measure.check_ids = checks
