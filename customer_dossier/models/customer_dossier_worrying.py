from odoo import api, fields, models
from odoo.fields import Domain


class CustomerDossier(models.Model):
    """Who stands at the worse end, as the cockpit has it; to be searched for."""

    _inherit = "customer.dossier"

    worrying = fields.Boolean(
        string="Gives reason for worry",
        compute="_compute_worrying",
        search="_search_worrying",
        help="A red light, rated C, or severe signals open.",
    )

    @api.depends_context("uid")
    def _compute_worrying(self):
        worrying = self._worrying_ids(Domain("id", "in", self._origin.ids))
        for dossier in self:
            dossier.worrying = dossier._origin.id in worrying

    def _search_worrying(self, operator, _value):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in", self._worrying_ids(Domain.TRUE))

    @api.model
    def _worrying_ids(self, domain):
        """By the reader's own rights; as few queries for many as for one."""
        overview = self.env["customer.dossier.overview"]
        every = domain & Domain("active", "in", [True, False])
        facts = overview._facts(every)
        return {one["id"] for one in overview._worried(facts, overview._severe(every))}
