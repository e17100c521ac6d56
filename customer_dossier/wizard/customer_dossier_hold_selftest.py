from contextlib import suppress

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from .customer_dossier_hold_selftest_row import PATHS, ROLES


class _Undo(Exception):
    """Takes back all that a trial did."""


class CustomerDossierHoldSelftest(models.TransientModel):
    """Tries every way to a sales order with a stopped customer, and takes it all back.

    Whoever sets the holds up need not read the archive: which customer it was done with
    stays inside.
    """

    _name = "customer.dossier.hold.selftest"
    _description = "Self-test of the order holds"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = ROLES

    row_ids = fields.One2many(
        "customer.dossier.hold.selftest.row", "selftest_id", readonly=True
    )
    is_on = fields.Boolean(
        string="Holds are on", default=lambda self: self.env.company.dossier_hold
    )
    rule_count = fields.Integer(
        string="Hold rules that are on", default=lambda self: self._count_rules()
    )

    @api.model
    def _count_rules(self):
        # sudo: how many there are tells nothing about a customer.
        return len(self.env["customer.dossier.hold.rule"].sudo()._rules())

    @api.model
    def _start(self):
        """Try all ways to a sale in the current company.

        :return: an action that shows what became of them
        :raises AccessError: the user keeps no hold rules and no settings
        :raises UserError: there is no active dossier to try with
        """
        self.check_access("create")
        # The client's own context would fill in fields of what is tried.
        bare = self.env(context={"allowed_company_ids": self.env.company.ids})
        # sudo: as the class says; nothing stays of what is done with the dossier.
        dossier = (
            bare["customer.dossier"]
            .sudo()
            .search(
                [("state", "=", "active"), ("company_id", "=", self.env.company.id)],
                limit=1,
            )
        )
        if not dossier:
            raise UserError(
                self.env._(
                    "There is no active dossier in this company yet, so no order is "
                    "checked. Activate one, then try again."
                )
            )
        rows = [{"path": path, "result": _try(dossier, path)} for path, _label in PATHS]
        selftest = self.create({"row_ids": [Command.create(row) for row in rows]})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Self-test of the order holds"),
            "res_model": self._name,
            "res_id": selftest.id,
            "views": [(False, "form")],
            "target": "new",
        }


def _try(dossier, path):
    """:return: what becomes of an order of a stopped customer on this way"""
    found = []
    # A program is refused where a person's order is held.
    with suppress(UserError, _Undo), dossier.env.cr.savepoint():
        dossier.agreed_stop = True
        order = _order(dossier)
        found = [one.state for one in WAYS[path](order).exists()]
        raise _Undo
    dossier.env.invalidate_all(flush=False)
    return "passes" if "sale" in found else "held"


def _order(dossier):
    """A quotation that this customer pays, for a contact who gets no mail."""
    env = dossier.env
    contact = env["res.partner"].create(
        {"name": "Self-test", "parent_id": dossier.partner_id.id}
    )
    product = env["product.product"].create({"name": "Self-test", "type": "service"})
    line = {"product_id": product.id, "product_uom_qty": 1, "price_unit": 1}
    return env["sale.order"].create(
        {
            "name": "Self-test",
            "company_id": dossier.company_id.id,
            "partner_id": contact.id,
            "partner_invoice_id": dossier.partner_id.id,
            "order_line": [Command.create(line)],
        }
    )


def _reopened(order):
    order._action_cancel()
    order.action_draft()
    order.action_confirm()
    return order


def _copied(order, vals=None):
    copy = order.copy({"name": "Self-test 2", **(vals or {})})
    copy.partner_invoice_id = order.partner_invoice_id
    return copy


def _batch(order):
    both = order + _copied(order)
    both.action_confirm()
    return both


def _done(order, step):
    step(order)
    return order


WAYS = {
    "button": lambda order: _done(order, lambda one: one.action_confirm()),
    "batch": _batch,
    "program": lambda order: _done(order, lambda one: one.write({"state": "sale"})),
    "created": lambda order: _copied(order, {"state": "sale"}),
    "portal": lambda order: _done(order, lambda one: one._validate_order()),
    "reopened": _reopened,
    "copied": lambda order: _done(_copied(order), lambda one: one.action_confirm()),
}
