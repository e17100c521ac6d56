from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.customer_dossier_handover import CAPACITIES
from ..models.customer_dossier_ownerless import ACTIVITY, KEEP

# What the new one must be appointed to: one of these roles.
NEEDED = {"archivist": KEEP, "deputy": KEEP, "account_manager": ("account_manager",)}


class CustomerDossierHandOver(models.TransientModel):
    """Hands the dossiers of somebody who leaves over to others."""

    _name = "customer.dossier.hand.over"
    _description = "Hand dossiers over"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = {"leader": "rwc"}

    capacity = fields.Selection(
        CAPACITIES,
        string="As",
        required=True,
        default="archivist",
        help="In which of the three capacities the dossiers change hands.",
    )
    from_id = fields.Many2one(
        "res.users",
        required=True,
        ondelete="restrict",
        context={"active_test": False},
        domain="[('share', '=', False)]",
    )
    to_id = fields.Many2one(
        "res.users",
        required=True,
        ondelete="restrict",
        domain="[('share', '=', False), ('id', '!=', from_id)]",
        help="Somebody with a clearance for it in force.",
    )
    territory_ids = fields.Many2many(
        "customer.dossier.territory",
        "customer_dossier_hand_over_territory_rel",
        string="Territories",
        help="Only dossiers of these; all when left empty.",
    )
    reason = fields.Char(required=True, help="It stays on record.")
    dossier_count = fields.Integer(
        string="Dossiers to hand over", compute="_compute_counts"
    )
    planned_count = fields.Integer(
        string="Planned revisions", compute="_compute_counts"
    )

    @api.depends("capacity", "from_id", "territory_ids")
    def _compute_counts(self):
        for wizard in self:
            dossiers = wizard._dossiers()
            wizard.dossier_count = len(dossiers)
            wizard.planned_count = self.env["customer.dossier.revision"].search_count(
                [("dossier_id", "in", dossiers.ids), ("state", "=", "planned")]
            )

    def _dossiers(self):
        """The dossiers that would change hands, closed and archived ones included."""
        Dossier = self.env["customer.dossier"].with_context(active_test=False)
        if not self.from_id:
            return Dossier
        domain = [(f"{self.capacity}_id", "=", self.from_id._origin.id)]
        if self.territory_ids:
            domain.append(("territory_id", "in", self.territory_ids._origin.ids))
        return Dossier.search(domain)

    def action_hand_over(self):
        """Hand over, and show the record of it.

        :raises AccessError: the user may not entrust these dossiers
        :raises UserError: there is nothing to hand over, or the new one may not keep it
        """
        self.ensure_one()
        self.check_access("write")
        dossiers = self._dossiers()
        self._check_request(dossiers)
        handovers = dossiers._hand_over(
            self.capacity, self.from_id, self.to_id, self.reason.strip()
        )
        self._settle_reminders()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_handover_action"
            ),
            "domain": [("id", "in", handovers.ids)],
        }

    def _check_request(self, dossiers):
        if not (self.reason or "").strip():
            raise UserError(self.env._("Say why the dossiers change hands."))
        if not dossiers:
            raise UserError(
                self.env._(
                    "%(person)s keeps no such dossier. Choose another person or "
                    "capacity.",
                    person=self.from_id.name,
                )
            )
        holders = dossiers._holders_in_force(
            dossiers.company_id, NEEDED[self.capacity]
        ).values()
        if self.to_id == self.from_id or any(
            self.to_id not in users for users in holders
        ):
            raise UserError(
                self.env._(
                    "%(person)s cannot take these dossiers over: choose somebody else "
                    "who has a clearance for it in force in the same company.",
                    person=self.to_id.name,
                )
            )

    def _settle_reminders(self):
        """End the leaders' reminders once the person keeps no dossier any more."""
        # sudo: the reminders may be other leaders', on clearances of the one who left.
        system = self.sudo()
        kept = system.env["customer.dossier"].search_count(
            [("archivist_id", "=", self.from_id.id), ("state", "!=", "closed")], limit=1
        )
        if not kept:
            system.env["customer.dossier.clearance"].search(
                [("user_id", "=", self.from_id.id)]
            ).activity_unlink([ACTIVITY])
