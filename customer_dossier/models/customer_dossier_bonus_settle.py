from datetime import date

from odoo import Command, api, models
from odoo.exceptions import AccessError, UserError

from .customer_dossier_provision_part import ROLES


class CustomerDossierBonus(models.Model):
    """Settling a bonus: a draft credit note, which an accountant posts or not."""

    _inherit = "customer.dossier.bonus"

    def action_settle(self):
        """Propose the credit note of what is still owed, by the user's own rights.

        :return: the action that opens it
        :raises AccessError: the user may not make credit notes
        :raises UserError: the year is not over, a condition is not met, nothing is owed,
            or it is settled already
        """
        self.ensure_one()
        self.check_access("write")
        self._check_roles(ROLES, "write")
        self.lock_for_update()
        self._check_settle()
        move = self._make_credit_note()
        # sudo: people may not write these; they say what was done just now.
        done = self.sudo()
        done.write(
            {
                "move_id": move.id,
                "settled_by_id": self.env.uid,
                "settled_on": self.company_id._dossier_today(),
            }
        )
        done._settle_with(move)
        return self.action_view_credit_note()

    @api.readonly
    def action_view_credit_note(self):
        """Open the credit note.

        :raises AccessError: the user may not read it
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Credit note"),
            "res_model": "account.move",
            "res_id": self.move_id.id,
            "views": [(False, "form")],
        }

    def _check_settle(self):
        if not self.env["account.move"].has_access("create"):
            raise AccessError(
                self.env._(
                    "You may not make credit notes. Ask an accountant with a role in "
                    "the archive to settle %(bonus)s.",
                    bonus=self.display_name,
                )
            )
        if self.state == "settled":
            raise UserError(
                self.env._("%(bonus)s is settled already.", bonus=self.display_name)
            )
        if self.company_id._dossier_today() <= date(self.year, 12, 31):
            raise UserError(
                self.env._(
                    "%(bonus)s: the year is not over. It is settled from 1 January on.",
                    bonus=self.display_name,
                )
            )
        self._reckon()
        if self.unmet:
            raise UserError(
                self.env._(
                    "%(bonus)s is not settled: %(conditions)s.",
                    bonus=self.display_name,
                    conditions=self.unmet_words,
                )
            )
        if self.currency_id.compare_amounts(self.owed, 0) <= 0:
            raise UserError(
                self.env._(
                    "%(bonus)s: nothing is owed, so there is nothing to settle.",
                    bonus=self.display_name,
                )
            )

    def _make_credit_note(self):
        # A context of our own: defaults that came with the request do not count.
        env = self.env(
            context={
                "lang": self.env.lang,
                "allowed_company_ids": self.company_id.ids,
            }
        )
        return env["account.move"].create(
            {
                "move_type": "out_refund",
                "partner_id": self.dossier_id.partner_id.id,
                "currency_id": self.currency_id.id,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": self.display_name,
                            "quantity": 1,
                            "price_unit": self.owed,
                            "tax_ids": [],
                        }
                    )
                ],
            }
        )
