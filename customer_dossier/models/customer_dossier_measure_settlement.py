from odoo import fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_list

ITEMS = [
    ("receivables", "Receivables"),
    ("deposit", "Deposit"),
    ("stock", "Stock"),
    ("outlets", "Outlets"),
]


class CustomerDossierMeasureSettlement(models.Model):
    """One thing to settle before the relation with a customer ends."""

    _name = "customer.dossier.measure.settlement"
    _description = "Item of a settlement"
    _inherit = ["customer.dossier.cleared"]
    _order = "id"
    _rec_name = "item"

    _dossier_roles = {
        "account_manager": "rw",
        "archivist": "rw",
        "credit": "rwe",
        "leader": "rwe",
    }
    _dossier_path = "measure_id.dossier_id"
    _form_fields = {"note"}
    _dossier_section = "measure"

    measure_id = fields.Many2one(
        "customer.dossier.measure", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="measure_id.company_id",
        store=True,
        precompute=True,
        ondelete="restrict",
    )
    item = fields.Selection(ITEMS, required=True, readonly=True)
    note = fields.Char(
        string="How it is settled", help="Paid, set off, returned, handed over to whom."
    )
    done_by_id = fields.Many2one(
        "res.users", string="Settled by", readonly=True, ondelete="restrict"
    )
    done_on = fields.Date(string="Settled on", readonly=True)

    _one_each = models.UniqueIndex(
        "(measure_id, item)", "This is on the settlement's list already."
    )

    def write(self, vals):
        """Write values.

        :raises UserError: settled already
        """
        self.check_access("write")
        if any(item.done_on for item in self):
            raise UserError(self.env._("What is settled stays as it was written."))
        return super().write(vals)

    def action_settle(self):
        """Tick items off.

        :raises ValidationError: how it is settled is not written down
        """
        self.check_access("write")
        for item in self:
            if not (item.note or "").strip():
                words = dict(self._fields["item"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "%(item)s: write down how it is settled, then tick it off.",
                        item=words[item.item],
                    )
                )
            # sudo: the tick is not people's to write; access is checked above.
            item.sudo().write(
                {
                    "done_by_id": self.env.uid,
                    "done_on": item.company_id._dossier_today(),
                }
            )


class CustomerDossierMeasure(models.Model):
    _inherit = "customer.dossier.measure"

    settlement_ids = fields.One2many(
        "customer.dossier.measure.settlement", "measure_id", string="To settle"
    )

    def _apply(self):
        if self.effect == "end":
            self.env["customer.dossier.measure.settlement"].create(
                [{"measure_id": self.id, "item": item} for item, _label in ITEMS]
            )
        return super()._apply()

    def _undo(self, state):
        if self.effect == "end" and state == "ended":
            reason = self.env._(
                "We have parted: %(measure)s", measure=self.display_name
            )
            # Closed with a reason before: that one stays on record.
            parting = self.dossier_id.filtered(lambda one: not one.close_reason)
            parting._bid_farewell(reason)
        return super()._undo(state)

    def _check_end(self):
        if left := self.settlement_ids.filtered(lambda item: not item.done_on):
            words = dict(left._fields["item"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(measure)s: the relation ends once all is settled. Still open: "
                    "%(items)s.",
                    measure=self.display_name,
                    items=format_list(self.env, [words[item.item] for item in left]),
                )
            )
        return super()._check_end()
