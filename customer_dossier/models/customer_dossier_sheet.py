from odoo import api, fields, models

KEPT = ("dossier_id", "section_id", "not_applicable", "verified_on", "verified_by_id")


class CustomerDossierSheet(models.Model):
    """One section of one dossier.

    What a section holds stands in a file of its own beside this one: it adds the
    fields, and names them in ``_items`` and ``_lines``.
    """

    _name = "customer.dossier.sheet"
    _description = "Section of a dossier"
    _inherit = ["customer.dossier.sectioned"]
    _order = "dossier_id, section_id, id"

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "rw",
        "credit": "re",
        "leader": "rwe",
    }

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        related="dossier_id.partner_id", related_sudo=False, string="Customer"
    )
    code = fields.Char(related="section_id.code", related_sudo=False)
    sensitivity = fields.Selection(related="section_id.sensitivity", related_sudo=False)
    own_items = fields.Properties(
        string="Items of our own", definition="section_id.item_definition", copy=False
    )
    not_applicable = fields.Boolean(
        string="Not applicable",
        readonly=True,
        help="This customer needs no such section; it counts nowhere.",
    )
    verified_on = fields.Date(
        string="Verified on", readonly=True, help="The whole section, by a keeper."
    )
    verified_by_id = fields.Many2one(
        "res.users", string="Verified by", readonly=True, ondelete="restrict"
    )
    fact_ids = fields.One2many(
        "customer.dossier.fact", "sheet_id", string="Facts and their sources"
    )

    _section_unique = models.UniqueIndex(
        "(dossier_id, section_id)", "This dossier has this section already."
    )

    @api.depends("section_id.name", "dossier_id.display_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for sheet in self:
            sheet.display_name = (
                f"{sheet.dossier_id.display_name} / {sheet.section_id.name}"
            )

    @api.model
    def _items(self):
        """The single facts of each section: ``{section code: field names}``."""
        return {}

    @api.model
    def _lines(self):
        """The lists of each section: ``{section code: names of one2many fields}``."""
        return {}

    @api.model
    def _has_field_access(self, field, operation):
        """Where a section belongs stays; signatures are written by their steps."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name not in KEPT

    def write(self, vals):
        """Write values; each changed item leaves a fact in the writer's own name."""
        before = [sheet._item_values(vals) for sheet in self]
        result = super().write(vals)
        Fact = self.env["customer.dossier.fact"]
        for sheet, old in zip(self, before, strict=True):
            new = sheet._item_values(vals)
            changed = {
                item: new.get(item)
                for item in {**old, **new}
                if old.get(item) != new.get(item)
            }
            Fact._replace(sheet, changed)
        return result

    def _write_items(self, vals, source):
        """Write items that come from one source.

        :param vals: values by field name, as ``write`` takes them
        :param source: values of ``customer.dossier.sourced``, and of the fact besides
        :return: the new facts, one for each item that changed
        :raises AccessError: the user may not write these sections
        """
        self.check_access("write")
        # sudo: only the source of facts that this very call leaves is filled in.
        hidden = self.sudo()
        known = hidden.fact_ids
        self.write(vals)
        facts = hidden.fact_ids - known
        facts.write(source)
        return facts.sudo(self.env.su)

    def _item_values(self, names):
        """The items among these fields as JSON knows them: ``{item: value or None}``.

        Items of our own are called ``own_items.<name>``.
        """
        self.ensure_one()
        items = {
            name: self._fields[name].convert_to_read(self[name], self, False)
            for name in self._items().get(self.section_id.code, ())
            if name in names
        }
        if "own_items" in names:
            own = dict(self.own_items or {})
            items |= {f"own_items.{name}": value for name, value in own.items()}
        return {item: _plain(value) for item, value in items.items()}

    def action_verify(self):
        """Sign these sections as verified today, in the current user's name."""
        self.check_access("write")
        self._sign()

    def action_toggle_applicable(self):
        """Say of these sections that they do not apply to the customer, or do again.

        One that applies again has to be looked through anew.
        """
        self.check_access("write")
        again = self.filtered("not_applicable")
        (self - again)._sign(not_applicable=True)
        # sudo: signatures are written by steps only; the access is checked above.
        again.sudo().write(
            {"not_applicable": False, "verified_on": False, "verified_by_id": False}
        )

    def _sign(self, not_applicable=False):
        """Mark sections as looked through today; callers have checked the access."""
        # sudo: signatures are written by this step only, in the user's own name.
        self.sudo().write(
            {
                "not_applicable": not_applicable,
                "verified_on": fields.Date.context_today(self),
                "verified_by_id": self.env.uid,
            }
        )

    def action_next(self):
        """Turn to the next section of the same dossier that the user reads."""
        self.check_access("read")
        return self._turn(1)

    def action_previous(self):
        """Turn to the section before."""
        self.check_access("read")
        return self._turn(-1)

    def _turn(self, step):
        self.ensure_one()
        sheets = self.search([("dossier_id", "=", self.dossier_id.id)])
        return sheets[(sheets.ids.index(self.id) + step) % len(sheets)]._form_action()

    def _show_own(self, xmlid):
        """The action of this id, narrowed to what hangs on this section."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return {**action, "domain": [("sheet_id", "=", self.id)]}

    def _form_action(self):
        return super()._form_action() | {"name": self.display_name}


def _plain(value):
    """A value as JSON keeps it; not set is None."""
    if value is False or value is None:
        return None
    return value if isinstance(value, (bool, int, float, str, list)) else str(value)
