from odoo import api, fields, models


class CustomerDossier(models.Model):
    """Where facts of a dossier disagree."""

    _inherit = "customer.dossier"

    question_ids = fields.One2many(
        "customer.dossier.question", "dossier_id", string="Questions", readonly=True
    )
    open_question_count = fields.Integer(
        string="Open questions", compute="_compute_open_question_count"
    )

    @api.depends("question_ids.state")
    def _compute_open_question_count(self):
        counts = dict(
            self.env["customer.dossier.question"]._read_group(
                [("dossier_id", "in", self.ids), ("state", "=", "open")],
                ["dossier_id"],
                ["__count"],
            )
        )
        for dossier in self:
            dossier.open_question_count = counts.get(dossier._origin, 0)

    @api.readonly
    def action_view_questions(self):
        """Show where the facts of this dossier disagree."""
        self.ensure_one()
        return self._documents_action(
            "customer_dossier.customer_dossier_question_action",
            [("dossier_id", "=", self.id)],
        )


class CustomerDossierSheet(models.Model):
    _inherit = "customer.dossier.sheet"

    question_ids = fields.One2many(
        "customer.dossier.question",
        "sheet_id",
        string="Open questions",
        domain=[("state", "=", "open")],
        readonly=True,
    )

    @api.readonly
    def action_view_questions(self):
        """Show where the facts of this section disagree."""
        self.check_access("read")
        return self._show_own("customer_dossier.customer_dossier_question_action")
