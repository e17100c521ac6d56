from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from .customer_dossier_provision_entry import ACCOUNTANTS

FORFEITED, RESTORED = "forfeited", "restored"
#: Kind of a movement, and its sign.
KINDS = [
    ("received", "Received"),
    ("returned", "Paid back"),
    (FORFEITED, "Forfeited"),
    (RESTORED, "Forfeiture undone"),
]
SIGNS = {"received": 1, "returned": -1, FORFEITED: -1, RESTORED: 1}
BY_MEASURE = (FORFEITED, RESTORED)


class CustomerDossierDeposit(models.Model):
    """The deposit register: received, returned, forfeited; what is held is the sum.

    A movement is never changed: a later one corrects it. Only the journal entry may be
    named afterwards, once. Forfeiting is the effect of a measure and of nothing else.
    """

    _name = "customer.dossier.deposit"
    _description = "Deposit movement"
    _inherit = [
        "customer.dossier.entered",
        "customer.dossier.append.only",
        "customer.dossier.cleared",
    ]
    _order = "day desc, id desc"
    _rec_name = "day"
    _check_company_auto = True
    _refused = SQL(
        "DELETE OR UPDATE OF dossier_id, day, kind, amount, change, reference,"
        " measure_id"
    )

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "r",
        "credit": "rwce",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "deposit"
    _entered = frozenset({"dossier_id", "day", "kind", "amount", "reference"})
    _added = frozenset({"move_id"})
    _happened = "day"

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
    currency_id = fields.Many2one(related="company_id.currency_id")
    day = fields.Date(
        required=True, default=lambda self: self.env.company._dossier_today()
    )
    kind = fields.Selection(KINDS, required=True, default="received")
    amount = fields.Monetary(required=True, aggregator=None)
    change = fields.Monetary(
        string="Moves the deposit by", readonly=True, help="Below zero where it leaves."
    )
    reference = fields.Char(
        string="Document", help="Number of the receipt, the agreement or the transfer."
    )
    move_id = fields.Many2one(
        "account.move",
        string="Journal entry",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        domain="[('company_id', '=', company_id)]",
        groups=ACCOUNTANTS,
        help="Where it is booked. It may be named later, once.",
    )
    measure_id = fields.Many2one(
        "customer.dossier.measure",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="What forfeited it.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Written by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0 AND amount < 1e15)",
        "A movement of a deposit is about an amount above zero. Check the zeros.",
    )
    _by_measure_only = models.Constraint(
        "CHECK ((measure_id IS NOT NULL) = (kind IN ('forfeited', 'restored')))",
        "A deposit is forfeited by a measure in force, and by nothing else.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Write movements down; what the dossiers hold follows at once.

        :raises UserError: more would leave than is held
        :raises ValidationError: a document is missing, or a day or entry is wrong
        """
        for vals in vals_list:
            if not self.env.su and vals.get("kind") in BY_MEASURE:
                raise UserError(
                    self.env._(
                        "A deposit is forfeited by a measure in force, and by nothing "
                        "else. Apply for one."
                    )
                )
        movements = super().create(vals_list)
        movements._settle()
        return movements

    @api.model
    def _prepare_create_values(self, vals_list):
        """Give each movement its sign; this is after Odoo's check of given values."""
        vals_list = super()._prepare_create_values(vals_list)
        for vals in vals_list:
            vals["change"] = SIGNS.get(vals["kind"], 1) * (vals.get("amount") or 0)
        return vals_list

    def write(self, vals):
        """Name the journal entry of movements that have none.

        :raises UserError: anything else would change
        """
        self.check_access("write")
        if vals.keys() - {"move_id"}:
            raise UserError(self._kept_text())
        return super().write(vals)

    def _kept(self):
        # sudo: whether an entry is named; only a refusal comes out.
        return self.sudo().filtered("move_id")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_written(self):
        raise UserError(self._kept_text())

    @api.constrains("kind", "reference", "move_id", "dossier_id")
    def _check_movement(self):
        # sudo: whoever writes a movement need not read journal entries; a refusal names
        # no more than the entry that was chosen.
        for one in self.sudo():
            if not (one.measure_id or one.move_id or (one.reference or "").strip()):
                raise ValidationError(
                    self.env._(
                        "A deposit moves with a document: enter its number, or choose "
                        "the journal entry."
                    )
                )
            payer = one.move_id.commercial_partner_id
            if payer and payer != one.dossier_id.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(entry)s is about another customer. Choose an entry of this "
                        "one.",
                        entry=one.move_id.display_name,
                    )
                )

    def _settle(self):
        """Bring what is held up to these movements: the sum of all, never below zero."""
        # sudo: the sum is the register's to write, whoever wrote the movement; the row
        # is locked, so that two people do not return the same money.
        dossiers = self.dossier_id.sudo()
        dossiers.lock_for_update()
        for dossier, held in dossiers._deposits_registered().items():
            if dossier.currency_id.compare_amounts(held, 0) < 0:
                raise UserError(
                    self.env._(
                        "%(dossier)s: %(amount)s more would leave than is held. Write "
                        "down first what was received.",
                        dossier=dossier.display_name,
                        amount=dossier.currency_id.format(-held),
                    )
                )
            dossier.deposit_held = held
