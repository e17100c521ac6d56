from odoo import api, fields, models

from ..formulas.yearly import a_year
from ..models.optional_monetary import OptionalMonetary

SUMS = ("avoided", "came_in", "late", "forgone")


class CustomerDossierLossLedger(models.TransientModel):
    """What we lost before the archive and since, and what holds saved or cost.

    Every number is a sum of rows of the ledger that the button opens; those come from
    recorded losses, closed signals and held orders, and from nowhere else.
    """

    _name = "customer.dossier.loss.ledger"
    _description = "Losses before the archive and since"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = {"leader": "rwc"}

    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_sums")
    begun_on = fields.Date(string="Archive begun on", compute="_compute_sums")
    first_on = fields.Date(string="First known loss", compute="_compute_sums")
    before = fields.Monetary(string="Lost before", compute="_compute_sums")
    since = fields.Monetary(string="Lost since", compute="_compute_sums")
    before_yearly = OptionalMonetary(
        string="Lost in a year before",
        compute="_compute_sums",
        help="From the first known loss on; empty where that is too short a time.",
    )
    since_yearly = OptionalMonetary(
        string="Lost in a year since",
        compute="_compute_sums",
        help="Empty where the archive is too young to tell.",
    )
    avoided = fields.Monetary(
        compute="_compute_sums",
        help="What closed signals say would have been lost.",
    )
    came_in = fields.Monetary(string="Paid after a release", compute="_compute_sums")
    late = fields.Monetary(string="Overdue after a release", compute="_compute_sums")
    forgone = fields.Monetary(
        string="Orders lost to holds",
        compute="_compute_sums",
        help="Turned down or withdrawn while held.",
    )

    @api.depends("company_id")
    def _compute_sums(self):
        Row = self.env["customer.dossier.loss.row"]
        for ledger in self:
            company = ledger.company_id
            rows = Row._gathered(company)
            begun = Row._begun_on(company)
            lost = {
                phase: sum(
                    row["suffered"] or 0.0 for row in rows if row["phase"] == phase
                )
                for phase in ("before", "since")
            }
            first = min((row["date"] for row in rows if row["suffered"]), default=begun)
            ledger.currency_id = company.currency_id
            ledger.begun_on, ledger.first_on = begun, first
            ledger.before, ledger.since = lost["before"], lost["since"]
            ledger.before_yearly = a_year(lost["before"], min(first, begun), begun)
            ledger.since_yearly = a_year(lost["since"], begun, company._dossier_today())
            for name in SUMS:
                ledger[name] = sum(row[name] or 0.0 for row in rows)

    def action_show(self):
        """Open the ledger that these sums are made of."""
        self.ensure_one()
        self.check_access("write")
        self.env["customer.dossier.loss.row"]._gather(self.company_id)
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_loss_row_action"
            ),
            "domain": [("create_uid", "=", self.env.uid)],
        }
