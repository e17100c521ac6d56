from odoo import api, fields, models


class CustomerDossierForeseen(models.AbstractModel):
    """What changes credit terms, and says before it does what would follow."""

    _name = "customer.dossier.foreseen"
    _description = "Change of credit terms with its consequences"

    #: What its consequences depend on.
    _foreseen_by = ()

    consequence = fields.Text(compute="_compute_consequence")

    @api.depends(lambda self: self._foreseen_by)
    @api.depends_context("lang", "uid")
    def _compute_consequence(self):
        for record in self:
            known = record.dossier_id._origin._filtered_access("read")
            terms = record._terms_after() if known else None
            record.consequence = terms and "\n".join(known._consequences(terms))

    def _terms_after(self):
        """:return: ``formulas.terms.Terms`` with it; None where it changes none"""
        raise NotImplementedError
