from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .roles import group_names

#: Where a case may come from.
SOURCES = ("signal_id", "measure_id", "loss_id")


class CustomerDossierLessonCase(models.Model):
    """Whose case a lesson was learned from: for those who may read that dossier."""

    _name = "customer.dossier.lesson.case"
    _description = "Case of a lesson"
    _inherit = ["customer.dossier.entered", "customer.dossier.cleared"]
    _order = "day desc, id desc"
    _rec_name = "day"

    _dossier_roles = {
        "account_manager": "rc",
        "archivist": "rc",
        "credit": "rce",
        "leader": "rcue",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "signal"
    _entered = frozenset({"lesson_id", "dossier_id", "day", "note", *SOURCES})
    _happened = "day"

    lesson_id = fields.Many2one(
        "customer.dossier.lesson", required=True, index=True, ondelete="cascade"
    )
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    day = fields.Date(
        required=True, default=lambda self: self.env.company._dossier_today()
    )
    signal_id = fields.Many2one(
        "customer.dossier.signal",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('dossier_id', '=', dossier_id)]",
    )
    measure_id = fields.Many2one(
        "customer.dossier.measure",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('dossier_id', '=', dossier_id)]",
    )
    loss_id = fields.Many2one(
        "customer.dossier.loss",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('dossier_id', '=', dossier_id)]",
        groups=group_names(("archivist", "leader")),
        help="Losses stand in a section that not everybody reads.",
    )
    note = fields.Char(string="How it was here")

    @api.constrains("lesson_id", "dossier_id", *SOURCES)
    def _check_case(self):
        for case in self:
            # sudo: whether they belong together, and nothing else, comes out.
            hidden = case.sudo()
            dossiers = {hidden[name].dossier_id.id for name in SOURCES if hidden[name]}
            same = dossiers <= {hidden.dossier_id.id}
            if not same or hidden.lesson_id.company_id != hidden.company_id:
                raise ValidationError(
                    self.env._(
                        "A case, its signal, measure or loss, and its lesson are of "
                        "one customer and company. Choose them anew."
                    )
                )
            hidden.lesson_id._check_names_nobody()
