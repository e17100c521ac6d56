from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .customer_dossier_provision_part import ROLES


class CustomerDossierProvisionRun(models.Model):
    """Four eyes: computed by one person, approved by another; then it is sealed."""

    _inherit = "customer.dossier.provision.run"

    approved_by_id = fields.Many2one(
        "res.users",
        string="Approved by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    approved_on = fields.Datetime(string="Approved on", readonly=True, copy=False)
    may_approve = fields.Boolean(
        string="May approve",
        compute="_compute_may_approve",
        help="Somebody else approves than whoever had a hand in it.",
    )

    _two_people = models.Constraint(
        "CHECK (approved_by_id <> computed_by_id)",
        "Nobody approves a provision run that they computed.",
    )

    @api.depends("state", "computed_by_id", "line_ids.overridden_by_id")
    @api.depends_context("uid")
    def _compute_may_approve(self):
        for run in self:
            run.may_approve = (
                run.state == "computed" and self.env.user not in run._hands()
            )

    def _hands(self):
        """Whoever had a hand in these runs."""
        # sudo: a specific customer may be closed to the reader; its author counts.
        every = self.sudo()
        specific = every.specific_ids
        return (
            every.computed_by_id
            | every.line_ids.overridden_by_id
            | specific.create_uid
            | specific.editor_ids
        )

    def action_reset(self):
        """Set computed runs back to draft, to change what they are computed from.

        :raises UserError: approved already
        """
        self.check_access("write")
        self._check_roles(ROLES, "write")
        self._check_state("computed")
        # sudo: people may not write the state; the step was checked just now.
        self.sudo().write({"state": "draft"})

    def action_approve(self):
        """Approve a computed run, and seal it with all its parts.

        :raises AccessError: the user had a hand in it, or may not approve
        :raises UserError: not computed, or the ledger or the run before has changed
            since, or a later day is approved already
        """
        self.ensure_one()
        self.check_access("write")
        self._check_roles(ROLES, "write")
        self.lock_for_update()
        self._check_state("computed")
        # Also as superuser: four eyes are two people, whoever carries it out.
        if self.env.user in self._hands():
            raise AccessError(
                self.env._(
                    "You had a hand in %(run)s. Ask another credit accountant, or a "
                    "leader, to approve it.",
                    run=self.display_name,
                )
            )
        self.env.flush_all()
        # sudo: compares sums of the whole company; a yes or a refusal comes out.
        run = self.sudo()
        run._check_latest()
        run._check_fresh()
        run._seal()

    def _check_latest(self):
        later = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("sealed", "=", True),
                ("as_of", ">", self.as_of),
            ],
            limit=1,
        )
        if later:
            raise UserError(
                self.env._(
                    "%(run)s is as of %(date)s, and %(later)s of %(later_date)s is "
                    "approved already. Make a run of that day or a later one.",
                    run=self.display_name,
                    date=self.as_of,
                    later=later.display_name,
                    later_date=later.as_of,
                )
            )

    def _check_fresh(self):
        """Whoever approves signs what the ledger says now: the same, cell by cell."""
        cells = self._cells(sorted({*self.line_ids.mapped("first")}) or [0])
        now = {place: cell.gross for place, cell in cells.items() if cell.gross}
        for key in [key for key in now if key[0].startswith("dossier:")]:
            now["specific"] = now.get("specific", 0.0) + now.pop(key)
        then = {
            (line.segment_key, line.position): line.gross
            for line in self.line_ids
            if line.gross
        }
        if self.specific_gross:
            then["specific"] = self.specific_gross
        same = now.keys() == then.keys() and not any(
            self.currency_id.compare_amounts(now[place], then[place]) for place in now
        )
        if not same or self._previous() != self.previous_id:
            raise UserError(
                self.env._(
                    "The books have changed since %(run)s was computed. Compute it "
                    "again, then approve it.",
                    run=self.display_name,
                )
            )

    def _seal(self):
        for parts in (self.line_ids, self.specific_ids, self.movement_ids):
            parts.write({"sealed": True})
        self.write(
            {
                "state": "approved",
                "sealed": True,
                "approved_by_id": self.env.uid,
                "approved_on": fields.Datetime.now(),
            }
        )
