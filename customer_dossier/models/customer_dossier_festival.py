from odoo import fields, models

KINDS = [("spring", "Spring Festival"), ("mid_autumn", "Mid-Autumn Festival")]


class CustomerDossierFestival(models.Model):
    """The day of a moving festival, so that seasons compare like with like."""

    _name = "customer.dossier.festival"
    _description = "Festival date"
    _inherit = ["customer.dossier.cleared"]
    _order = "date"
    _rec_name = "date"

    _dossier_roles = {"manager": "rwcue"}

    kind = fields.Selection(KINDS, required=True)
    date = fields.Date(required=True)

    _date_unique = models.UniqueIndex(
        "(kind, date)", "This festival has this date already."
    )
