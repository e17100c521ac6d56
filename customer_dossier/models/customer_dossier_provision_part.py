from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: Who works on provisions: they read figures of the whole company.
ROLES = ("credit", "leader")


class CustomerDossierProvisionPart(models.AbstractModel):
    """A run or a part of it: aggregates of a whole company, sealed when approved."""

    _name = "customer.dossier.provision.part"
    _description = "Part of a provision run"
    _inherit = [
        "customer.dossier.frozen",
        "customer.dossier.inserted",
        "customer.dossier.cleared",
        "customer.dossier.typed",
    ]
    _dossier_section = "provision"

    sealed = fields.Boolean(
        readonly=True,
        copy=False,
        help="Part of an approved provision run: kept as it is.",
    )

    @api.model
    def _grant_domain(self, grant):
        """Sums of a company are for those whose appointment opens all its dossiers."""
        if self._dossier_path is None and grant.scope != "all":
            return Domain.FALSE
        return super()._grant_domain(grant)

    def _sealed_text(self):
        return self.env._(
            "%(record)s is part of the approved provision run %(run)s and stays as it is. "
            "Make a new run of the same day; it shows the difference as its movement.",
            record=self._description,
            run=self._the_run()[:1].name,
        )

    def _the_run(self):
        # sudo: only the number of the run leaves the sentence that asks for it.
        return self.sudo().run_id

    @api.model_create_multi
    def create(self, vals_list):
        """Create rows.

        :raises UserError: the run is approved and takes no more
        """
        parts = super().create(vals_list)
        if parts._the_run().filtered("sealed"):
            raise UserError(parts._sealed_text())
        return parts

    @api.model
    def _by_hand(self):
        """The columns that the database wants of rows which the engine inserts."""
        return {"sealed": False, **self._stamps()}
