"""Deliberate holes, one for each kind of road; they live as long as a test class.

Each is what a hurried developer might write. None of them is in the product.
"""

from odoo import api, fields, models
from odoo.tools import SQL

ADDON = "customer_dossier"
SECRET = "customer_dossier.group_leader"


def leaky_models():
    """Model definitions with a hole each, as if the addon had brought them."""
    before = len(models.MetaModel._module_to_models__[ADDON])
    definitions = [_on_partner(), _asking_partner(), _note(), _view(), _wizard()]
    # The next load of the registry must not find them.
    del models.MetaModel._module_to_models__[ADDON][before:]
    return definitions


def _dossiers(partners):
    return (
        partners.env["customer.dossier"]
        .sudo()
        .search([("partner_id", "in", partners.ids)])
    )


def _on_partner():
    class ResPartner(models.Model):
        _name = "res.partner"
        _inherit = "res.partner"
        _module = ADDON

        leak_related = fields.Monetary(related="dossier_ids.credit_limit")
        leak_computed = fields.Float(compute="_compute_leak_computed")
        leak_count = fields.Integer(compute="_compute_leak_count")
        leak_warning = fields.Char(compute="_compute_leak_warning")

        def _compute_leak_computed(self):
            for partner in self:
                limits = _dossiers(partner).mapped("credit_limit")
                partner.leak_computed = sum(limits)

        def _compute_leak_count(self):
            for partner in self:
                partner.leak_count = len(_dossiers(partner))

        @api.depends("parent_id")
        def _compute_leak_warning(self):
            for partner in self:
                watched = _dossiers(partner.parent_id._origin).filtered("watch")
                partner.leak_warning = "Mind this customer" if watched else False

    return ResPartner


def _asking_partner():
    class ResPartner(models.Model):
        _name = "res.partner"
        _inherit = "res.partner"
        _module = ADDON

        leak_oracle = fields.Float(
            compute="_compute_leak_oracle", search="_search_leak", groups=SECRET
        )

        def _compute_leak_oracle(self):
            self.leak_oracle = 0.0

        def _search_leak(self, operator, value):
            dossiers = self.env["customer.dossier"].sudo()
            found = dossiers.search([("credit_limit", operator, value)])
            return [("id", "in", found.partner_id.ids)]

        def leak_method(self):
            return _dossiers(self).mapped("name")

        def leak_refusal(self):
            if any(_dossiers(self).mapped("blocked")):
                raise ValueError("We no longer supply this customer")

    return ResPartner


def _note():
    class Note(models.Model):
        """Open by ACL: its name tells, its groups do not hold for grouping."""

        _name = "customer.dossier.leak.note"
        _description = "Leak: note"
        _module = ADDON

        dossier_id = fields.Many2one("customer.dossier", groups=SECRET)
        rating_copy = fields.Selection(related="dossier_id.rating", groups=SECRET)
        text = fields.Char(groups=SECRET)
        file = fields.Binary()

        @api.depends("text")
        def _compute_display_name(self):
            for note in self.sudo():
                note.display_name = note.text

        @api.model
        def default_get(self, fields):
            values = super().default_get(fields)
            return values | {"text": self.sudo().search([], limit=1).text}

        def leak_button(self):
            return {"type": "ir.actions.act_url", "url": f"/x?{self.sudo()[:1].text}"}

    return Note


def _view():
    class View(models.Model):
        _name = "customer.dossier.leak.view"
        _description = "Leak: statistics"
        _module = ADDON
        _auto = False

        exposure = fields.Float()

        @property
        def _table_query(self):
            return SQL("SELECT id, credit_limit AS exposure FROM customer_dossier")

    return View


def _wizard():
    class Wizard(models.TransientModel):
        _name = "customer.dossier.leak.wizard"
        _description = "Leak: wizard whose rows are everybody's"
        _module = ADDON

        question = fields.Text()

    return Wizard


def leaky_report(env):
    """A report whose template reads for everybody: its groups would protect nothing."""
    env["ir.ui.view"].create(
        {
            "name": "leak report",
            "key": "customer_dossier.leak_report",
            "type": "qweb",
            "arch": """
                <t t-name="customer_dossier.leak_report">
                    <p t-foreach="docs" t-as="doc" t-out="doc.sudo().name"/>
                </t>
            """,
        }
    )
    return env["ir.actions.report"].create(
        {
            "name": "Leak",
            "model": "customer.dossier",
            "report_type": "qweb-html",
            "report_name": "customer_dossier.leak_report",
        }
    )


def grant(env, names):
    """Open models to every employee, as a wrong line in the ACL would."""
    env["ir.model.access"].create(
        [
            {
                "name": f"leak {name}",
                "model_id": env["ir.model"]._get(name).id,
                "group_id": env.ref("base.group_user").id,
                "perm_read": True,
                "perm_write": name.endswith("wizard"),
                "perm_create": name.endswith("wizard"),
            }
            for name in names
        ]
    )
