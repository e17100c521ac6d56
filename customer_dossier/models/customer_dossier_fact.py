from odoo import api, fields, models
from odoo.tools import format_date, formatLang

from .roles import READ_ALONG

STATES = [("live", "Live"), ("superseded", "Superseded")]
OWN = "own_items."


class CustomerDossierFact(models.Model):
    """One value of one item of a section, with its source; replaced, never changed."""

    _name = "customer.dossier.fact"
    _description = "Fact of a dossier"
    _inherit = ["customer.dossier.sheet.part", "customer.dossier.sourced"]
    _order = "id desc"

    _dossier_roles = READ_ALONG

    item = fields.Char(string="Technical item", required=True)
    value = fields.Json(string="Technical value")
    state = fields.Selection(STATES, default="live", required=True)
    label = fields.Char(string="Fact", compute="_compute_words")
    text = fields.Char(string="Says", compute="_compute_words")

    # What a sheet says now of some items, among all that it ever said.
    _live_idx = models.Index("(sheet_id, item) WHERE state = 'live'")

    @api.depends("item", "value", "sheet_id.own_items")
    @api.depends_context("lang")
    def _compute_words(self):
        for fact in self:
            fact.label, fact.text = fact._words()

    @api.depends("label")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for fact in self:
            fact.display_name = fact.label

    def _words(self):
        """:return: what the item is called, and its value as people read it"""
        if not self.item:
            # A program asks for the fact with the number 0.
            return False, False
        if self.item.startswith(OWN):
            name = self.item.removeprefix(OWN)
            definition = next(
                (
                    own
                    for own in self.section_id.item_definition or ()
                    if own["name"] == name
                ),
                {"string": name, "type": "char"},
            )
            return definition["string"], self._value_text(
                definition["type"], definition
            )
        field = self.sheet_id._fields.get(self.item)
        if not field:
            return self.item, str(self.value or "")
        described = self.sheet_id.fields_get([self.item])[self.item]
        return described["string"], self._value_text(field.type, described)

    def _value_text(self, kind, described):
        value = self.value
        if value is None or value is False:
            return False
        if kind == "selection":
            return dict(described.get("selection") or ()).get(value, value)
        if kind == "boolean":
            return self.env._("Yes")
        if kind == "monetary":
            return self.sheet_id.currency_id.format(value)
        if kind == "date":
            return format_date(self.env, value)
        if kind in ("integer", "float"):
            digits = (described.get("digits") or (16, 2 if kind == "float" else 0))[1]
            return formatLang(self.env, value, digits=digits)
        return str(value)

    @api.model
    def _replace(self, sheet, changed):
        """Let the user's own facts take the place of the live ones of these items.

        A live fact that says the new value already stays: whoever writes it agrees.

        :param changed: ``{item: value or None}``; None ends a fact without a new one
        """
        if not changed:
            return
        # sudo: facts are written by the system only; callers have checked that the
        # user may write this very section.
        Fact = self.sudo()
        live = Fact.search(
            [
                ("sheet_id", "=", sheet.id),
                ("item", "in", list(changed)),
                ("state", "=", "live"),
            ]
        )
        agreed = live.filtered(lambda fact: fact.value == changed[fact.item])
        (live - agreed).write({"state": "superseded"})
        known = set(agreed.mapped("item"))
        Fact.create(
            [
                {"sheet_id": sheet.id, "item": item, "value": value}
                for item, value in changed.items()
                if value is not None and item not in known
            ]
        )
