from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .optional_monetary import OptionalMonetary


class CustomerDossier(models.Model):
    """What is held of a customer: the register's sum, where there is a register.

    The exposure, the figures and provisions ask ``deposit_held`` as before.
    """

    _inherit = "customer.dossier"

    deposit_ids = fields.One2many(
        "customer.dossier.deposit", "dossier_id", string="Deposit movements"
    )
    is_registered = fields.Boolean(
        string="Deposit is registered",
        compute="_compute_is_registered",
        help="What is held follows from the deposit register.",
    )
    deposit_locked = fields.Boolean(
        string="Deposit is not typed in",
        compute="_compute_deposit_locked",
        help="It is registered, or not yours to set.",
    )
    deposit_booked = OptionalMonetary(
        string="Deposit in the books",
        compute="_compute_deposit_booked",
        help="Posted on the company's account of deposits. Empty without such an "
        "account.",
    )
    deposit_gap = OptionalMonetary(
        string="Register less books",
        compute="_compute_deposit_booked",
        help="Zero where register and ledger agree.",
    )

    def _compute_is_registered(self):
        registered = self._deposits_registered()
        for dossier in self:
            dossier.is_registered = dossier._origin in registered

    @api.depends_context("uid")
    def _compute_deposit_locked(self):
        sets = self._has_field_access(self._fields["deposit_held"], "write")
        for dossier in self:
            dossier.deposit_locked = dossier.is_registered or not sets

    def _deposits_registered(self):
        """:return: ``{dossier: sum of its movements}`` of those that have any; one query"""
        # sudo: the sum stands on the dossier, which the caller reads or keeps.
        groups = (
            self.env["customer.dossier.deposit"]
            .sudo()
            ._read_group(
                [("dossier_id", "in", self.ids)], ["dossier_id"], ["change:sum"]
            )
        )
        return {self.browse(dossier.id): held for dossier, held in groups}

    def _compute_deposit_booked(self):
        """One query for each company that has an account of deposits."""
        for company, dossiers in self.grouped("company_id").items():
            # sudo: a setting of the company, read to look the account up.
            account = company.sudo().dossier_deposit_account_id
            booked = dossiers._deposits_in_books(account) if account else {}
            for dossier in dossiers:
                found = booked.get(dossier.partner_id.id, 0.0) if account else None
                dossier.deposit_booked = found
                dossier.deposit_gap = (
                    dossier.currency_id.round(dossier.deposit_held - found)
                    if account
                    else None
                )

    def _deposits_in_books(self, account):
        """:return: ``{commercial partner id: held according to the ledger}``"""
        # sudo: sums of these very customers leave; credit accountants need no
        # accounting role to compare.
        groups = (
            self.env["account.move.line"]
            .sudo()
            ._read_group(
                Domain("account_id", "=", account.id)
                & Domain("parent_state", "=", "posted")
                & Domain("company_id", "in", self.company_id.ids)
                & Domain("partner_id.commercial_partner_id", "in", self.partner_id.ids),
                ["partner_id"],
                ["balance:sum"],
            )
        )
        result = {}
        for partner, balance in groups:
            payer = partner.commercial_partner_id.id
            result[payer] = result.get(payer, 0.0) - balance
        return result

    def write(self, vals):
        """Write values; a registered deposit moves by its register only.

        :raises UserError: a deposit that is registered would be typed over
        """
        if "deposit_held" in vals:
            for dossier, held in self._deposits_registered().items():
                if dossier.currency_id.compare_amounts(vals["deposit_held"] or 0, held):
                    raise UserError(
                        self.env._(
                            "%(dossier)s: the deposit follows from its register. Write "
                            "down there what was received or returned.",
                            dossier=dossier.display_name,
                        )
                    )
        return super().write(vals)
