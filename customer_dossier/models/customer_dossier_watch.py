from odoo import api, fields, models
from odoo.exceptions import ValidationError

WATCHED = [
    ("seen", "Seen or heard"),
    ("visit", "Visit"),
    ("enquiry", "Enquiry"),
    ("call", "Call"),
    ("step", "Step taken"),
]
#: What a person writes; who and where the entry belongs follow by themselves.


class CustomerDossierWatch(models.Model):
    """The watch log: what people saw and did about a customer, entry by entry.

    Kept as it was written: a later entry corrects an earlier one.
    """

    _name = "customer.dossier.watch"
    _description = "Watch log entry"
    _inherit = [
        "customer.dossier.append.only",
        "customer.dossier.entered",
        "customer.dossier.cleared",
    ]
    _order = "day desc, id desc"
    _rec_name = "day"

    _dossier_roles = {
        "account_manager": "rc",
        "archivist": "rc",
        "credit": "rce",
        "leader": "rce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "signal"
    _entered = frozenset({"dossier_id", "signal_id", "day", "kind", "text"})
    _happened = "day"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id",
        store=True,
        index=True,
        precompute=True,
        ondelete="restrict",
    )
    signal_id = fields.Many2one(
        "customer.dossier.signal",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('dossier_id', '=', dossier_id)]",
        help="The signal that it is about, if any.",
    )
    day = fields.Date(
        required=True, default=lambda self: self.env.company._dossier_today()
    )
    kind = fields.Selection(WATCHED, required=True, default="seen")
    text = fields.Text(string="What was seen or done", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Written by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )

    def _ahead_text(self, day):
        return self.env._(
            "%(day)s lies in the future: the watch log is about what happened. Put a "
            "reminder on the dossier instead.",
            day=day,
        )

    @api.constrains("dossier_id", "signal_id", "text")
    def _check_entry(self):
        for entry in self:
            if entry.signal_id and entry.signal_id.dossier_id != entry.dossier_id:
                raise ValidationError(
                    self.env._(
                        "%(signal)s is about another dossier. Choose one of this "
                        "dossier, or none.",
                        signal=entry.signal_id.display_name,
                    )
                )
            if not entry.text.strip():
                raise ValidationError(
                    self.env._("Write down what was seen or done before you save.")
                )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    watch_ids = fields.One2many(
        "customer.dossier.watch", "dossier_id", string="Watch log", readonly=True
    )
