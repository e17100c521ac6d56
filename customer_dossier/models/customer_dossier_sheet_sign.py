from odoo import models
from odoo.exceptions import UserError


class CustomerDossierSheet(models.Model):
    """Signing a section: what it holds is signed with it, and what does not apply."""

    _inherit = "customer.dossier.sheet"

    def _sign(self, not_applicable=False):
        """Mark sections as looked through today, with all that they hold.

        A fact that is changed afterwards is unverified again, and the section with it.
        """
        super()._sign(not_applicable)
        if not_applicable:
            return
        # sudo: the signature goes on what stands in these sections; callers have
        # checked that the user may write them.
        held = self.sudo()
        held.fact_ids.filtered(lambda fact: fact.state == "live")._verify()
        for names in self._lines().values():
            for name in names:
                held[name]._verify()

    def _set_applies(self, item, applies):
        """Say of one item that this customer has it, or does not.

        :param item: its name as in ``missing``: of a field, a list, an item of our own
            or a fact that stands in Odoo itself
        :raises AccessError: the user may not write this section
        :raises UserError: the section has no such item
        """
        self.ensure_one()
        self.check_access("write")
        if item not in self._item_labels():
            raise UserError(
                self.env._(
                    "%(section)s has no item called %(item)s. Reload the page.",
                    section=self.display_name,
                    item=item,
                )
            )
        skipped = {*(self.skipped or ())} - {item}
        # sudo: written by this step only, after the checks above.
        self.sudo().skipped = sorted(skipped if applies else skipped | {item})

    def action_choose_items(self):
        """Show which items of this section apply to the customer, to be changed."""
        self.ensure_one()
        self.check_access("write")
        self.env["customer.dossier.item.choice"]._offer(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What applies: %(name)s", name=self.section_id.name),
            "res_model": "customer.dossier.item.choice",
            "views": [(False, "list")],
            "domain": [("sheet_id", "=", self.id)],
            "target": "new",
        }

    def action_open(self):
        """Open this section on a page of its own."""
        self.check_access("read")
        return self._form_action()
