"""What of the registry is ours: found by walking, remembered by nobody."""

import inspect
from functools import cached_property

from odoo.http import _generate_routing_rules

from .recipes import UNPLANTED

ADDON = "customer_dossier"
MAGIC = {"id", "create_uid", "create_date", "write_uid", "write_date"}
# Models whose rows speak about other records without pointing to them by a field.
SPEAKING = (
    "bus.bus",
    "ir.actions.actions",
    "ir.actions.act_window",
    "ir.actions.report",
    "ir.actions.server",
    "ir.attachment",
    "ir.cron",
    "ir.default",
    "ir.filters",
    "ir.logging",
    "ir.model.data",
    "ir.sequence",
    "ir.ui.menu",
    "ir.ui.view",
    "mail.activity",
    "mail.followers",
    "mail.mail",
    "mail.message",
    "mail.notification",
    "mail.template",
    "mail.tracking.value",
)


class Ground:
    """The models, fields, reports, crons and routes of the addon, as installed."""

    def __init__(self, env):
        self.env = env(su=True)
        self.registry = env.registry

    def is_ours(self, name):
        Model = self.registry.get(name)
        return Model is not None and Model._original_module == ADDON

    @cached_property
    def models(self):
        """Names of our concrete models, wizards and SQL views among them."""
        return [
            name
            for name, Model in sorted(self.registry.items())
            if self.is_ours(name) and not Model._abstract
        ]

    @cached_property
    def tables(self):
        """Those of our models whose rows are stored in a table of their own."""
        return [
            name
            for name in self.models
            if self.registry[name]._auto
            and self.registry[name]._table_query is None
            and name not in UNPLANTED
        ]

    def fields(self, name):
        """All fields of a model of ours; of a foreign model those that we brought."""
        Model = self.registry[name]
        if self.is_ours(name):
            return [field for key, field in Model._fields.items() if key not in MAGIC]
        return [field for field in Model._fields.values() if self._brought(field)]

    def _brought(self, field):
        inherited = field.inherited_field
        return (
            ADDON in (field._modules or ())
            or self.is_ours(field.comodel_name or "")
            or bool(inherited and self._brought(inherited))
        )

    @cached_property
    def guests(self):
        """Foreign models with fields of ours: ``{model: [fields]}``."""
        found = {}
        for name, Model in sorted(self.registry.items()):
            if not (self.is_ours(name) or Model._abstract):
                fields = self.fields(name)
                if fields:
                    found[name] = fields
        return found

    @cached_property
    def doors(self):
        """Fields of other models that lead to a guest: ``[(field, guest)]``."""
        return [
            (field, field.comodel_name)
            for name, Model in sorted(self.registry.items())
            if not (self.is_ours(name) or Model._abstract or Model._transient)
            for field in Model._fields.values()
            if field.comodel_name in self.guests
            and field.store
            and field.name not in MAGIC
        ]

    @cached_property
    def neighbours(self):
        """Foreign models that ours point to, and those that speak about records."""
        pointed = {
            field.comodel_name
            for name in self.models
            for field in self.fields(name)
            if field.comodel_name and not self.is_ours(field.comodel_name)
        }
        linked = {
            name
            for name, Model in self.registry.items()
            if {"res_model", "res_id"} <= Model._fields.keys()
            and not self.is_ours(name)
        }
        names = pointed | linked | set(self.guests) | set(SPEAKING)
        return sorted(
            name
            for name in names
            if name in self.registry and not self.registry[name]._abstract
        )

    def records(self, model):
        """Records of a technical model that the addon's data or code brought."""
        data = self.env["ir.model.data"].search(
            [("module", "=", ADDON), ("model", "=", model)]
        )
        return self.env[model].browse(data.mapped("res_id")).exists()

    @cached_property
    def reports(self):
        """Reports that the addon brought, or that print a model of ours."""
        Report = self.env["ir.actions.report"]
        return self.records(Report._name) | Report.search(
            [("model", "in", self.models)]
        )

    @cached_property
    def routes(self):
        """``[(url, endpoint)]`` of the addon's controllers, overridden ones of others."""
        modules = self.env.registry._init_modules
        return [
            (url, endpoint)
            for url, endpoint in _generate_routing_rules(modules, nodb_only=False)
            if endpoint.func.__module__.startswith(f"odoo.addons.{ADDON}.")
        ]

    def methods(self, name):
        """Public methods that RPC lets anybody call; of a foreign model only ours."""
        Model = self.registry[name]
        return [
            method
            for method in dir(Model)
            if not method.startswith("_")
            and self._callable_by_rpc(Model, method)
            and (self.is_ours(name) or self.wrote(Model, method))
        ]

    def _callable_by_rpc(self, Model, method):
        return inspect.isfunction(
            inspect.getattr_static(Model, method, None)
        ) and not any(
            getattr(vars(cls).get(method), "_api_private", False) for cls in Model.mro()
        )

    def wrote(self, Model, method):
        return any(
            method in vars(cls) and getattr(cls, "_module", None) == ADDON
            for cls in Model.mro()
        )
