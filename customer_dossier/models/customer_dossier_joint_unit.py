from odoo import fields, models


class CustomerDossierJointUnit(models.Model):
    """An office that a dealer and we run together in a city: our people and theirs."""

    _name = "customer.dossier.joint.unit"
    _description = "Joint operating unit"
    _inherit = ["customer.dossier.dated"]
    _check_company_auto = True

    _dossier_roles = {
        "account_manager": "rwc",
        "archivist": "rwc",
        "credit": "re",
        "leader": "rwce",
    }
    _dossier_section = "market"
    _entered = frozenset({"dossier_id", "date_from", "date_until", "name", "city"})
    _added = frozenset({"remark", "user_ids", "person_ids", "task"})

    name = fields.Char(required=True)
    city = fields.Char(required=True)
    user_ids = fields.Many2many("res.users", string="Our people")
    person_ids = fields.Many2many(
        "customer.dossier.person",
        string="Their people",
        domain="[('dossier_id', '=', dossier_id)]",
    )
    task = fields.Text(help="What it is there for, and who does what.")
