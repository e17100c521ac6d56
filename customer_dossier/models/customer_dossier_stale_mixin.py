from odoo import api, models


class CustomerDossierStaleMixin(models.AbstractModel):
    """Documents that make their customer's figures stale.

    A model opts in by inheriting, naming the fields that matter in ``_stale_fields``
    and those that move it to another customer in ``_stale_customer_fields``, and by
    ``_stale_customers``.
    """

    _name = "customer.dossier.stale.mixin"
    _description = "Document that changes the figures of a customer"

    _stale_fields = frozenset()
    _stale_customer_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env["customer.dossier.stale"]._remember(records)
        return records

    def _write_multi(self, vals_list):
        """Hooked here and not in ``write``: quantities and totals are computed fields,
        which Odoo stores through this method alone.
        """
        moved, changed = [], []
        for record_id, vals in zip(self._ids, vals_list, strict=True):
            if not self._stale_customer_fields.isdisjoint(vals):
                moved.append(record_id)
            elif not self._stale_fields.isdisjoint(vals):
                changed.append(record_id)
        if moved:
            self.browse(moved)._note_now()
        if moved or changed:
            documents = self.browse(moved + changed)
            self.env["customer.dossier.stale"]._remember(documents)
        return super()._write_multi(vals_list)

    def unlink(self):
        if self:
            self._note_now()
        return super().unlink()

    def _note_now(self):
        """Note the customers that the database still knows for these documents."""
        self.env["customer.dossier.stale"]._insert([self._stale_customers(self.ids)])

    @api.model
    def _stale_customers(self, ids):
        """Which customers these documents belong to.

        :param ids: ids of this model
        :return: SQL that selects ``partner_id`` (any contact) and ``company_id``
        """
        raise NotImplementedError
