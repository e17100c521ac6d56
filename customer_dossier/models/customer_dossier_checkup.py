from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .optional_float import OptionalFloat

STATES = [("open", "Under way"), ("finished", "Finished"), ("dropped", "Dropped")]
ACTIVITY = "customer_dossier.activity_checkup"
#: What people write while it is under way; the rest follows from steps.
OPEN_FIELDS = {"conclusion", "deadline"}


class CustomerDossierCheckup(models.Model):
    """A full check-up of one dossier, section by section; its report is kept for good."""

    _name = "customer.dossier.checkup"
    _description = "Check-up"
    _inherit = [
        "customer.dossier.activity.mixin",
        "customer.dossier.append.only",
        "customer.dossier.cleared",
    ]
    _order = "id desc"
    _refused = SQL("UPDATE OR DELETE")
    _refused_rows = SQL("FOR EACH ROW WHEN (OLD.state <> 'open')")

    _dossier_roles = {"account_manager": "r", "archivist": "rw", "leader": "rwe"}
    _dossier_path = "dossier_id"
    _form_fields = OPEN_FIELDS
    _dossier_section = "checkup"

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
    state = fields.Selection(STATES, default="open", required=True, readonly=True)
    keeper_id = fields.Many2one(
        "res.users", string="Carried out by", readonly=True, ondelete="restrict"
    )
    started_on = fields.Date(string="Started on", required=True, readonly=True)
    deadline = fields.Date(help="The day it should be finished by.")
    finished_on = fields.Date(string="Finished on", readonly=True)
    finished_by_id = fields.Many2one(
        "res.users", string="Finished by", readonly=True, ondelete="restrict"
    )
    completeness = OptionalFloat(
        string="Completeness %", digits=(16, 0), readonly=True, aggregator="avg"
    )
    freshness = OptionalFloat(
        string="Freshness %", digits=(16, 0), readonly=True, aggregator="avg"
    )
    verification = OptionalFloat(
        string="Verified %", digits=(16, 0), readonly=True, aggregator="avg"
    )
    conclusion = fields.Text(
        help="What came of it, in a few words. Account managers read it as well."
    )
    sheet_ids = fields.One2many(
        string="Sections",
        related="dossier_id.sheet_ids",
        related_sudo=False,
        help="As they are now.",
    )
    result_ids = fields.One2many(
        "customer.dossier.checkup.result", "checkup_id", string="Result by section"
    )
    defect_ids = fields.One2many(
        "customer.dossier.checkup.defect", "checkup_id", string="Defects"
    )

    _one_open = models.UniqueIndex(
        "(dossier_id) WHERE state = 'open'",
        "A check-up of this dossier is under way already.",
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for checkup in self:
            checkup.display_name = self.env._(
                "Check-up %(number)s", number=checkup.id or ""
            )

    def _kept(self):
        """What is no longer under way is a report, and stays."""
        return self.filtered(lambda checkup: checkup._origin.state != "open")

    def action_go(self):
        """Turn to the first section that nobody has looked through yet."""
        self.ensure_one()
        self.check_access("write")
        self._check_open()
        return self._next_action(self.env["customer.dossier.sheet"])

    def action_finish(self):
        """Write the report: a result for each section, and what is left to mend.

        :raises UserError: it is finished or dropped already
        """
        self.check_access("write")
        self._check_open()
        for checkup in self:
            checkup._freeze()

    def action_drop(self):
        """End these check-ups without a report."""
        self.check_access("write")
        self._check_open()
        self._end("dropped", {})

    def _check_open(self):
        # Of two at the same time one goes on, and the other is told.
        self.lock_for_update()
        for checkup in self:
            if checkup.state != "open":
                raise UserError(
                    self.env._(
                        "%(checkup)s is not under way any more. Reload the page.",
                        checkup=checkup.display_name,
                    )
                )

    def _end(self, state, values):
        # sudo: steps write what people may not; callers checked access and state, and
        # the real user is named.
        ended = self.sudo()
        ended.write(
            {
                **values,
                "state": state,
                "finished_on": fields.Date.context_today(self),
                "finished_by_id": self.env.uid,
            }
        )
        ended.activity_unlink([ACTIVITY])

    def _next_action(self, after):
        """The section to look through next, or this check-up when none is left.

        :param after: the section that is open; sections before it come last
        """
        sheets = self.env["customer.dossier.sheet"].search(
            [("dossier_id", "=", self.dossier_id.id), ("section_id.active", "=", True)]
        )
        place = sheets.ids.index(after.id) + 1 if after in sheets else 0
        for sheet in sheets[place:] + sheets[:place]:
            if not sheet.verified_on or sheet.verified_on < self.started_on:
                return sheet._form_action()
        return self._form_action()
