from odoo import fields, models
from odoo.exceptions import ValidationError


class CustomerDossierContainment(models.Model):
    _inherit = "customer.dossier.containment"

    measure_id = fields.Many2one(
        "customer.dossier.measure",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="What brought the other dealer in.",
    )


class CustomerDossierMeasure(models.Model):
    """Adding a dealer: while it works, leaders see who contains whom."""

    _inherit = "customer.dossier.measure"

    def _check_application(self):
        if self.effect == "add_dealer":
            self._check_not_alone()
        return super()._check_application()

    def _check_not_alone(self):
        """:raises ValidationError: the dealer is appointed alone where one is to be added"""
        dealerships = self.env["customer.dossier.dealership"].search(
            [("dossier_id", "=", self.dossier_id.id), ("exclusive", "=", True)]
        )
        alone = dealerships.filtered(lambda one: one.state == "in_force")[:1]
        if alone:
            raise ValidationError(
                self.env._(
                    "%(measure)s: this dealer is appointed alone for %(territory)s. Call "
                    "off that dealership first, or let it end.",
                    measure=self.display_name,
                    territory=alone.territory_id.name,
                )
            )

    def _apply(self):
        if self.effect == "add_dealer":
            self._contain()
        return super()._apply()

    def _contain(self):
        """Write the containment down, where the dealer added has a dossier."""
        other = self.env["customer.dossier"].search(
            [
                ("partner_id", "=", self.added_partner_id.id),
                ("company_id", "=", self.company_id.id),
            ]
        )
        at_work = self.dossier_id.containment_ids.filtered(
            lambda one: one.by_dossier_id == other and not one.withdrawn
        )
        if other and not at_work:
            self.env["customer.dossier.containment"].create(
                {
                    "dossier_id": self.dossier_id.id,
                    "by_dossier_id": other.id,
                    "seen_on": self.effective_on,
                    "collector_id": self.env.uid,
                    "reason": self.aim,
                    "measure_id": self.id,
                }
            )

    def _undo(self, state):
        made = self.dossier_id.containment_ids.filtered(
            lambda one: one.measure_id == self and not one.withdrawn
        )
        made.withdrawn = self.outcome or self.words or self.display_name
        return super()._undo(state)
