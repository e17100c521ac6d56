from odoo import api, fields, models

from .system_job import system_job


class CustomerDossierAccessWatch(models.Model):
    """How far the alarm rules have read the access log of a company."""

    _name = "customer.dossier.access.watch"
    _description = "Watch over the access log"
    _log_access = False
    _inherit = ["customer.dossier.cleared"]
    _dossier_roles = {}

    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    position = fields.Integer(required=True)

    _company_unique = models.UniqueIndex("(company_id)")

    @system_job
    def _cron_watch(self):
        """Let the rules look at what was written since the last run."""
        for company in self.env["customer.dossier.access.log"]._companies():
            self._watch(company)

    @api.model
    def _watch(self, company):
        """Every rule looks once at every new row; a query per rule, some per alarm."""
        watch = self.search([("company_id", "=", company.id)])
        after = watch.position
        _rows, until, _hash = self.env["customer.dossier.access.log"]._end(company)
        if (until or 0) <= after:
            return
        # The rules read the keepers of dossiers and alarms by SQL.
        self.env.flush_all()
        Alarm = self.env["customer.dossier.access.alarm"]
        for rule in self.env["customer.dossier.access.alarm.rule"].search(
            [("company_id", "in", [company.id, False])]
        ):
            Alarm._raise(rule, company, rule._found(company, after, until))
        if watch:
            watch.position = until
        else:
            self.create({"company_id": company.id, "position": until})
