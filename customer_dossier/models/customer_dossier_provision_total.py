from odoo import api, fields, models


class CustomerDossierProvisionRun(models.Model):
    """What a run comes to: written by the engine, and sums of what is printed."""

    _inherit = "customer.dossier.provision.run"

    matrix_id = fields.Many2one(
        "customer.dossier.provision.matrix",
        string="Rates used",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    sample = fields.Boolean(
        readonly=True,
        copy=False,
        help="The entered rates are the shipped sample: nobody has decided that they "
        "fit this company.",
    )
    unknown = fields.Integer(
        string="Rates without history",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Cells whose rate history could not tell; the entered rate stands there.",
    )
    gross = fields.Monetary(string="Gross in the matrix", readonly=True, copy=False)
    allowance = fields.Monetary(
        string="Allowance by the matrix", readonly=True, copy=False
    )
    specific_gross = fields.Monetary(string="Specific gross", readonly=True, copy=False)
    specific_allowance = fields.Monetary(
        string="Specific allowance", readonly=True, copy=False
    )
    total_gross = fields.Monetary(string="Gross receivable", readonly=True, copy=False)
    total_allowance = fields.Monetary(
        string="Allowance needed", readonly=True, copy=False
    )
    credits = fields.Monetary(
        string="Unallocated credits",
        readonly=True,
        copy=False,
        help="Credit notes and receipts that no invoice has used. They lower no bucket: "
        "taken off the oldest one, they would hide a loss.",
    )
    ledger = fields.Monetary(
        string="Receivable accounts",
        readonly=True,
        copy=False,
        help="Their balance in the ledger: gross less unallocated credits.",
    )
    difference = fields.Monetary(
        compute="_compute_difference",
        help="Ledger less gross and credits: 0, or the books do not agree.",
    )
    coverage = fields.Float(
        string="Allowance / gross",
        compute="_compute_difference",
        digits=(16, 4),
        aggregator=None,
    )
    previous_id = fields.Many2one(
        "customer.dossier.provision.run",
        string="Run before",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    previous_allowance = fields.Monetary(
        string="Allowance before", readonly=True, copy=False
    )
    movement = fields.Monetary(
        readonly=True,
        copy=False,
        help="To charge (positive) or to release (negative): what is needed now less "
        "what is left of the run before.",
    )

    @api.depends("ledger", "total_gross", "credits", "total_allowance")
    def _compute_difference(self):
        for run in self:
            run.difference = run.ledger - run.total_gross - run.credits
            run.coverage = (
                run.total_allowance / run.total_gross if run.total_gross else 0
            )
