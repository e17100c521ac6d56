"""The sheets and columns of the workbook, found from the archive's own fields.

A section, item or list that somebody adds to the archive is in the workbook at once.
"""

from odoo.tools.translate import LazyTranslate

from ..models.customer_dossier_sourced import SOURCE_FIELDS
from ..models.customer_dossier_terms import default_of
from ..words import worded
from .column import CUSTOMER, LINE, Column, Table

_lt = LazyTranslate(__name__)

DOSSIER = "customer.dossier"
SHEET = "customer.dossier.sheet"
OWN = "own_items"
#: What the dossier itself says of its customer, beside the sections.
TERMS = (
    "account_manager_id",
    "deputy_id",
    "territory_id",
    "strategic",
    "watch",
    "insolvent",
    "lawsuit",
    "blocked",
    "key_documents",
    "cooperation",
    "credit_mode",
    "credit_limit",
    "credit_renewal_date",
    "deposit_held",
    "guarantees_usable",
    "special_liabilities",
)
CUSTOMER_LABELS = (
    _lt("Dossier number"),
    _lt("Reference"),
    _lt("Tax ID"),
    _lt("Customer"),
    _lt("City"),
)
LINE_LABEL = _lt("Entry number")
LINE_HELP = _lt("Written by the export for correction. Leave it empty for a new entry.")
CUSTOMER_HELP = _lt("Say as much as makes the customer unambiguous.")
DOSSIER_TITLE = _lt("Dossier")
YES, NO = _lt("yes"), _lt("no")
KINDS = {
    "char": "text",
    "text": "long",
    "boolean": "flag",
    "integer": "whole",
    "float": "number",
    "monetary": "money",
    "date": "date",
    "selection": "choice",
    "many2one": "link",
}
#: Which records a column may point to, and the fields by which a file names them.
LINKS = {
    "res.users": ("login",),
    "res.partner": ("ref", "name"),
    "product.product": ("default_code", "name"),
    "customer.dossier.territory": ("name",),
    "customer.dossier.channel": ("code", "name"),
}
#: Amounts that may be below zero.
SIGNED = {
    ("customer.dossier.statement", "equity"),
    ("customer.dossier.statement", "retained_earnings"),
    ("customer.dossier.statement", "operating_profit"),
    ("customer.dossier.statement", "net_profit"),
}
#: Dates that may lie in the future.
AHEAD = {"term_until", "deadline"}
TITLE_LENGTH = 31


def layout(env):
    """The tables of the workbook in the user's language.

    Headings and choices are understood in all languages of the database, so that a
    colleague's workbook is as good as one's own.

    :return: ``[Table]``, in the order in which they are read and written
    """
    Lang = env["res.lang"]
    codes = [None, *(code for code, _name in Lang.get_installed())]
    envs = [env, *(Lang.with_context(lang=code).env for code in codes)]
    return [_terms(envs), *_sections(envs)]


def _terms(envs):
    columns = [_field_column(envs, DOSSIER, name) for name in TERMS]
    title, names = _titles("0", [worded(env, DOSSIER_TITLE) for env in envs])
    columns = (*_customer_columns(envs), *columns)
    return Table("dossier", title, DOSSIER, columns, names)


def _sections(envs):
    """One query for each language: what sections and their own items are called."""
    env = envs[0]
    Sheet = env[SHEET]
    items, lists = Sheet._items(), Sheet._lines()
    for number, section in enumerate(env["customer.dossier.section"].search([]), 1):
        own = [_own_column(envs, item) for item in section.item_definition or ()]
        columns = [
            _field_column(envs, SHEET, name) for name in items.get(section.code, ())
        ]
        if any(columns := columns + own):
            titles = _titles(str(number), [section.with_env(e).name for e in envs])
            code = section.code
            yield _table(envs, code, titles, SHEET, columns, code)
        for position, name in enumerate(lists.get(section.code, ()), 1):
            labels = _labels(envs, Sheet._fields[name])
            titles = _titles(f"{number}.{position}", labels)
            model = Sheet._fields[name].comodel_name
            yield _list_table(envs, titles, section, model)


def _list_table(envs, titles, section, model):
    Model = envs[0][model]
    names = [name for name in Model._fields if _is_told(Model, name)] + ["note"]
    line = Column(
        LINE,
        worded(envs[0], LINE_LABEL),
        "whole",
        "line",
        headings=tuple(worded(env, LINE_LABEL) for env in envs),
        clears=False,
        help=worded(envs[0], LINE_HELP),
    )
    columns = [line, *(_field_column(envs, model, name) for name in names)]
    code = model.removeprefix("customer.dossier.")
    return _table(envs, code, titles, model, columns, section.code, Model._line_key)


def _is_told(Model, name):
    """Whether a field says something about the customer that people may write."""
    field = Model._fields[name]
    return name in Model._told() and not field.readonly


def _table(envs, code, titles, model, columns, section, key=()):
    source = [
        _field_column(envs, "customer.dossier.fact", name, part="source")
        for name in SOURCE_FIELDS
    ]
    found = [column for column in (*columns, *source) if column]
    columns = (*_customer_columns(envs), *found)
    return Table(code, titles[0], model, columns, titles[1], section, key)


def _customer_columns(envs):
    return [
        Column(
            name,
            worded(envs[0], label),
            "text",
            "customer",
            headings=tuple(worded(env, label) for env in envs),
            clears=False,
            help=worded(envs[0], CUSTOMER_HELP),
        )
        for name, label in zip(CUSTOMER, CUSTOMER_LABELS, strict=True)
    ]


def _field_column(envs, model, name, part="value"):
    """A field as a column; None for what no cell can hold."""
    env = envs[0]
    field = env[model]._fields[name]
    kind = _kind(env, field)
    if not kind or (kind == "link" and field.comodel_name not in LINKS):
        return None
    labels = _labels(envs, field)
    choices, words = _choices(envs, field, kind)
    default = default_of(env[model], name) if field.required else {}
    return Column(
        name,
        labels[0],
        kind,
        part,
        choices,
        words,
        labels,
        model=field.comodel_name if kind == "link" else "",
        required=field.required and name not in default,
        signed=(model, name) in SIGNED,
        ahead=name in AHEAD,
        clears=not field.required and field.type != "boolean",
        help=field._description_help(env) or "",
    )


def _kind(env, field):
    kind = KINDS.get(field.type)
    if kind != "number":
        return kind
    if "%" in (field.string or ""):
        return "percent"
    digits = field.get_digits(env)
    return "whole" if digits and not digits[1] else kind


def _choices(envs, field, kind):
    """:return: ``({code: label}, {word: code})``"""
    if kind == "flag":
        return _flags(envs)
    if kind != "choice":
        return {}, {}
    return _words([field._description_selection(env) for env in envs])


def _flags(envs):
    return _words(
        [((True, worded(env, YES)), (False, worded(env, NO))) for env in envs]
    )


def _words(choices):
    """The first list as it is shown, and all words for its codes: the codes
    themselves, and the labels of all lists; where two disagree, the first one."""
    words = {str(code).lower(): code for code, _label in choices[0]}
    for code, label in (pair for pairs in reversed(choices) for pair in pairs):
        words[label.strip().lower()] = code
    return dict(choices[0]), words


def _own_column(envs, item):
    """An item of our own; None for what no cell can hold."""
    kind = KINDS.get(item["type"])
    if kind in (None, "link"):
        return None
    choices, words = _flags(envs) if kind == "flag" else ({}, {})
    if kind == "choice":
        choices, words = _words([item.get("selection") or ()])
    name, label = f"{OWN}.{item['name']}", item.get("string") or item["name"]
    return Column(
        name, label, kind, "value", choices, words, (label,), signed=True, ahead=True
    )


def _labels(envs, field):
    return tuple(field._description_string(env) for env in envs)


def _titles(number, names):
    """The name of a sheet as spreadsheets allow it, and all its names."""
    names = [
        "".join(" " if sign in "[]:*?/\\'" else sign for sign in name).strip()
        for name in names
    ]
    titles = [f"{number} {name}"[:TITLE_LENGTH].strip() for name in names]
    return titles[0], (*titles, *names)
