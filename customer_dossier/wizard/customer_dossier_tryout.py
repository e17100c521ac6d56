from collections import Counter

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import split_every

from ..models.customer_dossier_store import BATCH


class CustomerDossierTryout(models.TransientModel):
    """What a draft scorecard would do to the whole portfolio, before it goes live.

    Whoever configures sees how many customers would move. Who they are is behind the
    wall, as everywhere: it takes a role that reads those very dossiers.
    """

    _name = "customer.dossier.tryout"
    _description = "Try-out of a scorecard"
    _inherit = ["customer.dossier.cleared"]
    _rec_name = "scorecard_id"

    _dossier_roles = {"manager": "rwc"}

    scorecard_id = fields.Many2one(
        "customer.dossier.scorecard", required=True, readonly=True, ondelete="cascade"
    )
    dossier_count = fields.Integer(string="Customers", readonly=True)
    up_count = fields.Integer(string="Better rating", readonly=True)
    down_count = fields.Integer(string="Worse rating", readonly=True)
    rated_count = fields.Integer(string="Rated for the first time", readonly=True)
    unrated_count = fields.Integer(string="No longer rated", readonly=True)
    grade_count = fields.Integer(string="Other grade", readonly=True)
    same_count = fields.Integer(string="Unchanged", readonly=True)

    def action_show(self):
        """Show who would move, as far as the reader may read those dossiers.

        :raises AccessError: the user reads no dossiers
        """
        self.ensure_one()
        self.check_access("read")
        self.env["customer.dossier.tryout.row"].check_access("read")
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_tryout_row_action"
            ),
            "domain": [("tryout_id", "=", self.id)],
        }

    def _run(self):
        """Judge every active dossier by the draft; batch by batch, no dossier written.

        A constant number of queries for each batch of 2500 dossiers.
        """
        # sudo: counts are told to whoever configures, customers to nobody but by the
        # wall; the rows carry the user's own id and their dossier.
        system = self.sudo()
        found = system._portfolio()
        Row, counts, grades = system.env["customer.dossier.tryout.row"], Counter(), 0
        own = Row._stamps() | {"tryout_id": self.id}
        for ids in split_every(BATCH, found.ids):
            rows = found.browse(ids)._try_out(system.scorecard_id)
            Row._append([row | own for row in rows])
            counts.update(row["direction"] for row in rows)
            grades += sum(
                row["grade_before_id"] != row["grade_after_id"] for row in rows
            )
            system.env.invalidate_all()
        system.write(
            {
                "dossier_count": len(found),
                "grade_count": grades,
                "same_count": len(found) - counts.total(),
                **{
                    f"{way}_count": counts[way]
                    for way in ("up", "down", "rated", "unrated")
                },
            }
        )

    def _portfolio(self):
        """The active dossiers that the scorecard would rate, in the user's companies."""
        companies = self.scorecard_id.company_id or self.env.companies
        return self.env["customer.dossier"].search(
            Domain("state", "=", "active") & Domain("company_id", "in", companies.ids),
            order="id",
        )


class CustomerDossierScorecard(models.Model):
    _inherit = "customer.dossier.scorecard"

    def action_try_out(self):
        """Run this draft over the whole portfolio, and show what would change.

        :raises AccessError: the user may not configure scorecards
        :raises UserError: not a draft, or not complete
        """
        self.ensure_one()
        self.check_access("write")
        self._check_complete()
        tryout = self.env["customer.dossier.tryout"].create({"scorecard_id": self.id})
        tryout._run()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try-out"),
            "res_model": tryout._name,
            "res_id": tryout.id,
            "views": [(False, "form")],
        }
