from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

from ..models.customer_dossier_store import BATCH


class CustomerDossierRecount(models.TransientModel):
    """Stored figures held against the books: how many were compared, which differ.

    Administrators learn numbers of customers; which customers and by how much is behind
    the wall, for whoever reads those very dossiers.
    """

    _name = "customer.dossier.recount"
    _description = "Recompute and compare"
    _inherit = ["customer.dossier.cleared"]
    _rec_name = "compared_at"

    _dossier_roles = dict.fromkeys(("manager", "credit", "leader"), "rwc")

    compared_at = fields.Datetime(string="Compared at", readonly=True)
    dossier_count = fields.Integer(string="Customers compared", readonly=True)
    equal_count = fields.Integer(string="Equal to the books", readonly=True)
    known_count = fields.Integer(
        string="Differ, known",
        readonly=True,
        help="Of another day, or a document has asked to compute them anew: a job that "
        "runs every few minutes does so.",
    )
    drift_count = fields.Integer(
        string="Differ, unexplained",
        readonly=True,
        help="The row says it is up to date, and the books give something else.",
    )
    oldest = fields.Datetime(
        string="Oldest difference since",
        readonly=True,
        help="When the oldest row that differs was computed last.",
    )
    row_ids = fields.One2many(
        "customer.dossier.recount.row", "recount_id", string="Differences"
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        for recount in self:
            recount.display_name = self.env._("Recompute and compare")

    def action_compare(self):
        """Compare all dossiers of the user's companies, as far as the user may.

        :return: the report
        """
        self.ensure_one()
        self.check_access("write")
        self._run(self._portfolio())
        return self._show()

    def action_refresh(self):
        """Compute the figures that differ anew, and compare those again.

        :return: the report of those
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: figures are written by the system only, from the books alone; whose
        # they are is told to nobody.
        differing = self.sudo().row_ids.dossier_id
        differing._refresh_figures()
        again = self.create({})
        again._run(differing)
        return again._show()

    @api.model
    def _portfolio(self):
        """What the user may have compared: a reader what he reads, else everything."""
        Dossier = self.env["customer.dossier"].with_context(active_test=False)
        if self.env.user.has_group("customer_dossier.group_manager"):
            # sudo: an administrator is told numbers of customers and nothing else.
            Dossier = Dossier.sudo()
        own = Domain("company_id", "in", self.env.companies.ids)
        return Dossier.search(own, order="id")

    def _run(self, dossiers):
        """Compare batch by batch; no dossier and no figure is written.

        As many queries for each batch of 2500 dossiers of a company as ``_figures``.
        """
        # sudo: what differs is found by the system; the rows carry their dossier, by
        # which the wall decides who sees them.
        report, found = self.sudo(), dossiers.sudo()
        Row, causes, since = report.env["customer.dossier.recount.row"], {}, set()
        own = Row._stamps() | {"recount_id": self.id}
        for ids in split_every(BATCH, found.ids):
            rows = found.browse(ids)._compare_figures()
            Row._append([row | own for row in rows])
            causes.update({row["dossier_id"]: row["cause"] for row in rows})
            since.update(row["stored_at"] for row in rows if row["stored_at"])
            report.env.invalidate_all()
        drift = sum(cause == "none" for cause in causes.values())
        report.write(
            {
                "compared_at": fields.Datetime.now(),
                "dossier_count": len(found),
                "equal_count": len(found) - len(causes),
                "known_count": len(causes) - drift,
                "drift_count": drift,
                "oldest": min(since, default=False),
            }
        )

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Recompute and compare"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def action_compare_figures(self):
        """Hold the stored figures of these dossiers against the books.

        :return: the report
        :raises AccessError: the user may not compare, or not read these
        """
        self.check_access("read")
        recount = self.env["customer.dossier.recount"].create({})
        recount._run(self)
        return recount._show()
