from odoo import fields, models
from odoo.exceptions import UserError


class CustomerDossierAsMade(models.AbstractModel):
    """An entry about a dealer's market that stays as it was made.

    Its writer may add a remark. A wrong entry is withdrawn, with the reason, and made
    anew, so that nobody mends yesterday's facts for today's argument.
    """

    _name = "customer.dossier.as.made"
    _description = "Entry that stays as it was made"
    _inherit = ["customer.dossier.entered", "customer.dossier.cleared"]
    _order = "seen_on desc, id desc"
    _rec_name = "seen_on"
    _check_company_auto = True

    _dossier_roles = {
        "account_manager": "rwc",
        "archivist": "rwc",
        "credit": "re",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "market"
    _entered = frozenset({"dossier_id", "seen_on"})
    _added = frozenset({"remark"})
    _happened = "seen_on"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    seen_on = fields.Date(
        string="Day",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
    )
    collector_id = fields.Many2one(
        "res.users",
        string="By",
        required=True,
        index=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    remark = fields.Char()
    withdrawn = fields.Char(
        string="Withdrawn because",
        readonly=True,
        copy=False,
        help="It does not count any more.",
    )

    def _entered_text(self):
        return self.env._(
            "%(entry)s stays as it was made. Withdraw it and write down another one.",
            entry=self[:1].display_name,
        )

    def action_withdraw(self):
        """Take entries out of the count, for the reason in the remark.

        :raises UserError: the remark is empty, or an entry is withdrawn already
        """
        self.check_access("write")
        for entry in self:
            if entry.withdrawn or not (entry.remark or "").strip():
                raise UserError(
                    self.env._(
                        "%(entry)s: write under Remark why it no longer counts, "
                        "unless it is withdrawn already.",
                        entry=entry.display_name,
                    )
                )
            # sudo: the step writes what people may not; access is checked above.
            entry.sudo().withdrawn = entry.remark
