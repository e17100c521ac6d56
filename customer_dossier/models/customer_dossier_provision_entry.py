from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_list

from .customer_dossier_provision_part import ROLES

#: Who reads journal entries in Odoo.
ACCOUNTANTS = "account.group_account_invoice,account.group_account_readonly"
#: What a company sets, and an entry cannot do without.
SETTINGS = (
    "dossier_provision_journal_id",
    "dossier_provision_expense_account_id",
    "dossier_provision_allowance_account_id",
)


class CustomerDossierProvisionRun(models.Model):
    """The entry that a run proposes: a draft, which an accountant posts or not."""

    _inherit = "customer.dossier.provision.run"

    move_id = fields.Many2one(
        "account.move",
        string="Proposed entry",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=ACCOUNTANTS,
    )
    proposed_by_id = fields.Many2one(
        "res.users",
        string="Entry proposed by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    proposed_on = fields.Datetime(string="Entry proposed on", readonly=True, copy=False)

    def action_propose_entry(self):
        """Make the draft of an entry for the movement, by the user's own rights.

        :return: the action that opens it
        :raises AccessError: the user may not make journal entries
        :raises UserError: not approved, nothing to book, or proposed already; or the
            company's settings lack an account
        """
        self.ensure_one()
        self.check_access("write")
        self._check_roles(ROLES, "write")
        self.lock_for_update()
        self._check_proposal()
        move = self._make_entry()
        # sudo: people may not write these; they say what was done just now.
        self.sudo()._go_on(
            {
                "move_id": move.id,
                "proposed_by_id": self.env.uid,
                "proposed_on": fields.Datetime.now(),
                "state": "proposed",
            }
        )
        return self.action_view_entry()

    @api.readonly
    def action_view_entry(self):
        """Open the proposed entry.

        :raises AccessError: the user may not read it
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Proposed entry"),
            "res_model": "account.move",
            "res_id": self.move_id.id,
            "views": [(False, "form")],
        }

    def _check_proposal(self):
        if not self.env["account.move"].has_access("create"):
            raise AccessError(
                self.env._(
                    "You may not make journal entries. Ask an accountant with a role in "
                    "provisions to propose the entry of %(run)s.",
                    run=self.display_name,
                )
            )
        # sudo: whether there is one already; only a refusal comes out.
        run = self.sudo()
        if run.move_id:
            raise UserError(
                self.env._(
                    "The entry of %(run)s is proposed already. Open it; to propose "
                    "another one, delete that draft first.",
                    run=self.display_name,
                )
            )
        if not run.sealed:
            raise UserError(
                self.env._(
                    "%(run)s is not approved. Approve it first.",
                    run=self.display_name,
                )
            )
        if self.currency_id.is_zero(self.movement):
            raise UserError(
                self.env._(
                    "%(run)s moves the allowance by nothing: there is no entry to make.",
                    run=self.display_name,
                )
            )
        self._check_settings()

    def _check_settings(self):
        company = self.company_id
        # sudo: whether each is set; only the labels of the missing ones come out.
        missing = [name for name in SETTINGS if not company.sudo()[name]]
        if missing:
            described = company.fields_get(missing, ["string"])
            raise UserError(
                self.env._(
                    "%(company)s has not set: %(settings)s. Ask an administrator to set "
                    "them under Configuration ▸ Settings ▸ Provisions.",
                    company=company.name,
                    settings=format_list(
                        self.env, [described[name]["string"] for name in missing]
                    ),
                )
            )

    def _make_entry(self):
        company = self.company_id
        # A context of our own: defaults that came with the request do not count.
        env = self.env(
            context={
                "lang": self.env.lang,
                "allowed_company_ids": company.ids,
            }
        )
        words = self.env._(
            "Provision %(run)s as of %(date)s", run=self.name, date=self.as_of
        )
        sides = (
            (company.dossier_provision_expense_account_id, self.movement),
            (company.dossier_provision_allowance_account_id, -self.movement),
        )
        return env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": company.dossier_provision_journal_id.id,
                "date": self.as_of,
                "ref": words,
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "name": words,
                            "currency_id": company.currency_id.id,
                            "balance": amount,
                            "amount_currency": amount,
                        }
                    )
                    for account, amount in sides
                ],
            }
        )
