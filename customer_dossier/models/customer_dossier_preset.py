from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from ..words import worded

_lt = LazyTranslate(__name__)

AROMAS = {
    "sauce": _lt("Sauce aroma"),
    "strong": _lt("Strong aroma"),
    "light": _lt("Light aroma"),
    "mixed": _lt("Mixed aroma"),
}


class Item(NamedTuple):
    """An item of our own that comes with a trade.

    :param label: lazy name.
    :param kind: type of the property.
    :param tags: for ``tags``: lazy words by code.
    :param choices: for ``selection``: words that are the same in every language.
    """

    label: Any
    kind: str
    tags: Mapping = MappingProxyType({})
    choices: tuple = ()


#: Items of our own by trade, section and name.
PRESETS = {
    "drinks": {
        "products": {
            "drinks_aromas": Item(_lt("Aroma types carried"), "tags", AROMAS),
            "drinks_festival_share": Item(_lt("Share of festival sales %"), "float"),
            "drinks_vintage": Item(_lt("Sells aged spirits"), "boolean"),
        },
        "capacity": {
            "drinks_banquets": Item(_lt("Banquet tables a year"), "integer"),
        },
        "needs": {"drinks_bottle": Item(_lt("Bottle size wanted"), "char")},
    },
}


class CustomerDossierSection(models.Model):
    """Ready items for a trade: loaded and taken away by one step, changed at will."""

    _inherit = "customer.dossier.section"

    own_item_names = fields.Char(
        string="Names of our own items", compute="_compute_own_item_names"
    )

    @api.depends("item_definition")
    def _compute_own_item_names(self):
        for section in self:
            names = [item.get("string") for item in section.item_definition or ()]
            section.own_item_names = ", ".join(filter(None, names))

    def action_load_preset(self, trade="drinks"):
        """Add a trade's items to the sections; what is there already stays as it is.

        :raises UserError: no such trade
        :raises AccessError: the user does not configure sections
        """
        self.check_access("write")
        for section, items in self._preset(trade):
            known = {item["name"] for item in section.item_definition or ()}
            section.item_definition = [
                *(section.item_definition or ()),
                *(
                    self._item(name, item)
                    for name, item in items.items()
                    if name not in known
                ),
            ]

    def action_clear_preset(self, trade="drinks"):
        """Take a trade's items out of the sections, with what was entered in them.

        :raises UserError: no such trade
        :raises AccessError: the user does not configure sections
        """
        self.check_access("write")
        for section, items in self._preset(trade):
            section.item_definition = [
                item
                for item in section.item_definition or ()
                if item["name"] not in items
            ]

    def _preset(self, trade):
        """The sections of a trade, each with its items."""
        if not isinstance(trade, str) or trade not in PRESETS:
            raise UserError(
                self.env._(
                    "There are no ready items for this trade. Choose one of: %(trades)s.",
                    trades=", ".join(PRESETS),
                )
            )
        sections = self.search([("code", "in", list(PRESETS[trade]))])
        return [(section, PRESETS[trade][section.code]) for section in sections]

    def _item(self, name, item):
        """The definition of a property, in the words of the user's language."""
        found = {
            "name": name,
            "string": worded(self.env, item.label),
            "type": item.kind,
        }
        if item.tags:
            found["tags"] = [
                [code, worded(self.env, word), colour]
                for colour, (code, word) in enumerate(item.tags.items(), 1)
            ]
        if item.choices:
            found["selection"] = [[word, word] for word in item.choices]
        return found
