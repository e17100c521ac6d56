import json
from typing import NamedTuple

from odoo import api, models, tools
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .customer_dossier_data_point import DataPoint, Source, _dossier_source
from .customer_dossier_fact import OWN
from .customer_dossier_preset import PRESETS
from .customer_dossier_preset_features import FEATURES

_lt = LazyTranslate(__name__)

NUMBERS = ("integer", "float")
MARKED = {name for items in FEATURES.values() for name in items}


class Answer(NamedTuple):
    """What a section says about an item of our own, and the fact that says so."""

    value: object
    fact: int | None
    day: object


class CustomerDossierSection(models.Model):
    _inherit = "customer.dossier.section"

    @api.model
    @tools.ormcache()
    def _own_questions(self):
        """Items of our own that can be weighed: numbers, and words to choose from.

        :return: ``((name, label, choices or None), …)``, also of sections out of use;
            no query once it is cached
        """
        # sudo: what the items are called is no secret of any customer.
        sections = self.sudo().with_context(active_test=False)
        sections = sections.search([("code", "!=", False)])
        return tuple(
            (item["name"], item.get("string") or item["name"], _choices(item))
            for section in sections
            for item in section.item_definition or ()
            if item["type"] in (*NUMBERS, "selection")
        )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        if "item_definition" in vals:
            self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _data_points(self):
        """Items of our own are data points as well: a questionnaire needs no more.

        Those of a preset are known before it is loaded, so that its card can be
        shipped; until then everything about them is unknown.
        """
        return super()._data_points() | {
            OWN + name: _point(name, label, choices)
            for name, (label, choices) in self._own_items().items()
        }

    def _batch_facts(self):
        return super()._batch_facts() | {"own": self._own_answers()}

    def _own_items(self):
        """Items of our own that can be weighed, of presets that are not loaded as well.

        :return: ``{name: (label, choices or None for a number)}``
        """
        own = {
            name: (item.label, tuple((key, key) for key in item.choices) or None)
            for trade in PRESETS.values()
            for items in trade.values()
            for name, item in items.items()
            if item.kind in NUMBERS or item.choices
        }
        questions = self.env["customer.dossier.section"]._own_questions()
        return own | {name: (label, choices) for name, label, choices in questions}

    def _own_answers(self):
        """What the sections say about items of our own that can be weighed.

        An answer that is none of the words to choose from is no answer: Odoo does not
        check what a program from outside writes there.

        :return: ``{dossier id: {item of our own: Answer}}``; one query
        """
        own = self._own_items()
        self.env["customer.dossier.sheet"].flush_model(["own_items"])
        self.env["customer.dossier.fact"].flush_model(["item", "value", "state"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT sheet.dossier_id, own.key, own.value #>> '{}', fact.id,
                       fact.observed_on
                  FROM customer_dossier_sheet sheet
                 CROSS JOIN jsonb_each(sheet.own_items) own
                  LEFT JOIN LATERAL (
                       SELECT id, observed_on FROM customer_dossier_fact
                        WHERE sheet_id = sheet.id AND item = %(own)s || own.key
                          AND state = 'live' AND value = own.value
                     ORDER BY id DESC LIMIT 1) fact ON TRUE
                 WHERE sheet.dossier_id = ANY(%(ids)s) AND own.key = ANY(%(names)s)
                   AND NOT COALESCE(sheet.not_applicable, FALSE)
                   AND jsonb_typeof(own.value) IN ('number', 'string')
                """,
                own=OWN,
                ids=self.ids,
                names=list(own),
            )
        )
        answers = {}
        for dossier, name, value, fact, day in rows:
            choices = own[name][1]
            if choices is not None and value not in dict(choices):
                continue
            answers.setdefault(dossier, {})[name] = Answer(value, fact, day)
        return answers


def _choices(item):
    """The words to choose from, None for a number."""
    if item["type"] in NUMBERS:
        return None
    return tuple(tuple(pair) for pair in item.get("selection") or ())


def _point(name, label, choices):
    """The data point of an item; words that are all digits are marks: numbers."""
    marks = bool(choices) and all(key.isdigit() for key, _word in choices)
    return DataPoint(
        label,
        _lt("marked %(value)s of 10") if name in MARKED else "%(value)s",
        _number_of(name) if marks or choices is None else _word_of(name),
        choices=None if marks or choices is None else lambda _env: choices,
        source=lambda dossier, batch: _source_of(name, dossier, batch),
    )


def _number_of(name):
    def value(dossier, batch):
        answer = batch["own"].get(dossier.id, {}).get(name)
        try:
            return float(json.loads(answer.value)) if answer else None
        except ValueError:
            return None

    return value


def _word_of(name):
    def value(dossier, batch):
        answer = batch["own"].get(dossier.id, {}).get(name)
        return answer.value if answer else None

    return value


def _source_of(name, dossier, batch):
    answer = batch["own"].get(dossier.id, {}).get(name)
    if not answer or not answer.fact:
        return _dossier_source(dossier, batch)
    return Source("customer.dossier.fact", answer.fact, answer.day)
