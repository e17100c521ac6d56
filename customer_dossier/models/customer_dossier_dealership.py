from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class CustomerDossierDealership(models.Model):
    """Appointing a dealer: for which territory and goods, alone or not, until when.

    Whom we appoint, and whom we supply, are our two trump cards: the other one is the
    stop of supply.
    """

    _name = "customer.dossier.dealership"
    _description = "Dealership"
    _inherit = ["customer.dossier.dated"]
    _rec_name = "territory_id"

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "r",
        "credit": "re",
        "leader": "rwce",
    }
    _dossier_section = "market"
    _entered = frozenset(
        {
            *("dossier_id", "date_from", "date_until", "territory_id", "exclusive"),
            *("categ_ids", "contract", "orders", "stock", "promotion"),
        }
    )

    territory_id = fields.Many2one(
        "customer.dossier.territory", required=True, index=True, ondelete="restrict"
    )
    exclusive = fields.Boolean(help="Nobody else is appointed for these goods there.")
    categ_ids = fields.Many2many(
        "product.category", string="For these goods", help="Empty: all that we sell."
    )
    contract = fields.Char(help="Number of the contract, or where it is kept.")
    orders = fields.Boolean(
        string="Orders left to us", help="We see what they need and order it for them."
    )
    stock = fields.Boolean(
        string="Stock left to us", help="We count it and keep it in order."
    )
    promotion = fields.Boolean(
        string="Promotion left to us", help="We plan and run it in their shops."
    )

    @api.constrains(
        "territory_id",
        "exclusive",
        "categ_ids",
        "date_from",
        "date_until",
        "called_off",
    )
    def _check_alone(self):
        for one in self.filtered(lambda one: not one.called_off):
            # sudo: whether a territory is taken is asked beyond what the user reads;
            # the words name nobody.
            taken = one.sudo()._others()
            if any(other.exclusive or one.exclusive for other in taken):
                raise ValidationError(
                    self.env._(
                        "%(territory)s is taken in these days, or is not free enough to "
                        "be given to one dealer alone. Call off the other dealership "
                        "first, or choose other goods.",
                        territory=one.territory_id.name,
                    )
                )

    def _others(self):
        """:return: dealerships for some of the same goods there, in some of these days"""
        found = self.search(
            Domain("id", "!=", self.id)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("territory_id", "=", self.territory_id.id)
            & Domain("called_off", "=", False)
            & Domain("date_from", "<=", self.date_until or "9999-12-31")
            & (
                Domain("date_until", "=", False)
                | Domain("date_until", ">=", self.date_from)
            )
        )
        mine = self._goods()
        return found.filtered(
            lambda other: not mine or not other.categ_ids or mine & other._goods()
        )

    def _goods(self):
        """:return: the categories with all below them; none for all goods"""
        if not self.categ_ids:
            return self.categ_ids
        return self.categ_ids.search([("id", "child_of", self.categ_ids.ids)])

    def _ends(self, today):
        return self._state_on(today) == "in_force" and bool(self.date_until)

    def _follows(self, other):
        """Whether it goes on in the territory of another one of the same customer."""
        return (
            (self.dossier_id, self.territory_id)
            == (other.dossier_id, other.territory_id)
            and self.date_from <= other.date_until + timedelta(days=1)
            and (not self.date_until or self.date_until > other.date_until)
        )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _dealerships_ending(self):
        """Of these customers the last day of what they are appointed for.

        :return: ``{dossier id: days left}`` where a dealership in force ends and none
            follows in its territory; one query for each company
        """
        found = {}
        # sudo: rules look at everybody; a number of days leaves this method.
        every = self.env["customer.dossier.dealership"].sudo()
        for company, dossiers in self.grouped("company_id").items():
            today = company._dossier_today()
            rows = every.search(
                [("dossier_id", "in", dossiers.ids), ("called_off", "=", False)]
            )
            for one in rows.filtered(lambda one, today=today: one._ends(today)):
                follows = rows.filtered(lambda other, one=one: other._follows(one))
                if not follows:
                    left = (one.date_until - today).days
                    found[one.dossier_id.id] = min(
                        left, found.get(one.dossier_id.id, left)
                    )
        return found

    def _signal_facts(self):
        return super()._signal_facts() | {"dealerships": self._dealerships_ending()}
