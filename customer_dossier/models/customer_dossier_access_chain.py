from odoo import fields, models


class CustomerDossierAccessChain(models.Model):
    """Where each company's access log ends; whoever writes a row locks this table.

    Kept apart from the log, it tells a log whose end was cut off from a whole one.
    """

    _name = "customer.dossier.access.chain"
    _description = "End of the access log"
    _log_access = False
    _inherit = ["customer.dossier.cleared"]
    _dossier_roles = {}

    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    position = fields.Integer(required=True)
    hash = fields.Char(required=True)

    _company_unique = models.UniqueIndex("(company_id)")
