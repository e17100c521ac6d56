from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: How far a back-test looks back.
MONTHS = 12


class CustomerDossierSignalBacktest(models.TransientModel):
    """What a rule would have raised in the last 12 months, among one's own dossiers.

    Each month's end is looked at with the figures of that day. Grade and company are
    those of today, and a finding of months in a row is one signal.
    """

    _name = "customer.dossier.signal.backtest"
    _description = "Back-test of a signal rule"
    _inherit = ["customer.dossier.cleared"]
    _rec_name = "rule_id"

    _dossier_roles = dict.fromkeys(
        ("account_manager", "archivist", "credit", "leader"), "rwc"
    )

    rule_id = fields.Many2one(
        "customer.dossier.signal.rule",
        required=True,
        ondelete="cascade",
        domain=lambda self: [("kind", "in", self._kinds_of_the_past())],
    )
    threshold = fields.Float(
        compute="_compute_numbers",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    # Computed by the reader's own rights: a related field is read with all of them.
    threshold_unit = fields.Char(string="Unit", compute="_compute_threshold_unit")
    min_amount = fields.Float(
        string="Minimum amount",
        compute="_compute_numbers",
        store=True,
        precompute=True,
        readonly=False,
    )
    shown = fields.Boolean(readonly=True)
    dossier_count = fields.Integer(string="Customers looked at", readonly=True)
    raised_count = fields.Integer(string="Signals", readonly=True)
    found_count = fields.Integer(string="Customers with a signal", readonly=True)
    row_ids = fields.One2many(
        "customer.dossier.signal.backtest.row", "backtest_id", string="Findings"
    )

    @api.depends("rule_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for test in self:
            title = self.env._("Back-test of a rule")
            test.display_name = test.rule_id.display_name or title

    @api.model
    def _kinds_of_the_past(self):
        """Codes of what figures of a past day can tell."""
        kinds = self.env["customer.dossier.signal.rule"]._kinds()
        return [code for code, kind in kinds.items() if kind.past]

    @api.depends("rule_id")
    def _compute_numbers(self):
        for test in self:
            test.threshold = test.rule_id.threshold
            test.min_amount = test.rule_id.min_amount

    @api.depends("rule_id")
    @api.depends_context("lang", "uid")
    def _compute_threshold_unit(self):
        for test in self:
            test.threshold_unit = test.rule_id.threshold_unit

    def action_run(self):
        """Look back, and show what would have been found.

        :raises UserError: the rule's kind needs more than the figures of a past day
        """
        self.ensure_one()
        self.check_access("write")
        if self.rule_id.kind not in self._kinds_of_the_past():
            raise UserError(
                self.env._(
                    "%(rule)s looks at more than the ledger, and that is not known of "
                    "past days. Choose another rule.",
                    rule=self.rule_id.name,
                )
            )
        dossiers = self.env["customer.dossier"].search(
            [("state", "=", "active"), ("company_id", "in", self.env.companies.ids)]
        )
        rows = self.env["customer.dossier.signal.backtest.row"]._gather(self, dossiers)
        self.write(
            {
                "shown": True,
                "dossier_count": len(dossiers),
                "raised_count": len(rows),
                "found_count": len(rows.dossier_id),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Back-test"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _days(self):
        """The last days of the past months, the oldest first."""
        first = self.env.company._dossier_today().replace(day=1)
        return [
            first - relativedelta(months=back, days=1)
            for back in range(MONTHS - 1, -1, -1)
        ]
