from odoo import api, fields, models
from odoo.tools import SQL, format_date, format_list

from ..formulas.quality import Quality
from ..words import worded
from .customer_dossier_fact import OWN
from .customer_dossier_quality import GIVEN_PREFIX
from .optional_float import OptionalFloat

QUALITIES = [
    ("none", "Not applicable"),
    ("empty", "Empty"),
    ("unverified", "Unverified"),
    ("stale", "Stale"),
    ("books", "From the books"),
    ("verified", "Verified"),
]
#: What says nothing, by type of field.
NOTHING_SAID = {"char": "", "text": "", "boolean": False}
#: What changes how good a section is, beside its items.
SIGNED = {"not_applicable", "verified_on", "skipped", "own_items"}


class CustomerDossierSheet(models.Model):
    """How far a section is filled in, how fresh it is, and what it lacks."""

    _inherit = "customer.dossier.sheet"

    skipped = fields.Json(
        string="Items that do not apply",
        readonly=True,
        copy=False,
        help="Names of single items that this customer does not have.",
    )
    filled_count = fields.Integer(string="Facts filled in", compute="_compute_quality")
    applicable_count = fields.Integer(
        string="Facts that apply", compute="_compute_quality"
    )
    progress = fields.Char(string="Filled in", compute="_compute_quality")
    freshness = OptionalFloat(
        string="Freshness %", digits=(16, 0), compute="_compute_quality"
    )
    verification = OptionalFloat(
        string="Verified %", digits=(16, 0), compute="_compute_quality"
    )
    quality = fields.Selection(QUALITIES, compute="_compute_quality")
    quality_note = fields.Char(
        string="State of the section", compute="_compute_quality"
    )
    missing = fields.Text(compute="_compute_quality", help="What is not filled in.")

    @api.depends(lambda self: self._quality_depends())
    @api.depends_context("lang")
    def _compute_quality(self):
        readable = self._filtered_access("read")
        (self - readable)._hide_quality()
        # sudo: counts and names of items of sections that the user reads; no value.
        qualities = readable.sudo().dossier_id._origin._quality()
        for sheet in readable:
            known = qualities.get(sheet.dossier_id._origin.id, {})
            sheet._show_quality(known.get(sheet._origin.id, Quality(0, 0)))

    def _hide_quality(self):
        """The same nothing for every section that the user does not read."""
        for name, field in self._fields.items():
            if field.compute == "_compute_quality":
                self[name] = False

    def _show_quality(self, quality):
        self.filled_count = quality.filled
        self.applicable_count = quality.applicable
        self.freshness = quality.freshness
        self.verification = quality.verification
        self.quality = quality.state
        counts = {"filled": quality.filled, "all": quality.applicable}
        words = self.env._("%(filled)s of %(all)s", **counts)
        self.progress = quality.applicable and words or False
        labels = self._item_labels()
        words = [labels[name] for name in quality.missing if name in labels]
        self.missing = format_list(self.env, words)
        self.quality_note = self._quality_note(quality.state)

    def _quality_note(self, state):
        """The state in words, with the day of the signature where that says more."""
        words = dict(self._fields["quality"]._description_selection(self.env))[state]
        if self.verified_on and state in ("verified", "stale"):
            return f"{words} · {format_date(self.env, self.verified_on)}"
        return words

    @api.model
    def _quality_depends(self):
        """Every field of a section that its quality hangs on."""
        items = {name for names in self._items().values() for name in names}
        lists = [
            f"{name}.verified_on" for names in self._lines().values() for name in names
        ]
        return [
            *sorted(SIGNED | items),
            *lists,
            "fact_ids.verified_on",
            "fact_ids.state",
        ]

    @api.model
    def _counted_lists(self, code):
        """The lists of a section that should not be empty; ``_events`` may well be."""
        return [
            name for name in self._lines().get(code, ()) if name not in self._events()
        ]

    @api.model
    def _events(self):
        """Lists of what happened: an empty one lacks nothing, so none is counted."""
        return {"loss_ids"}

    def _item_labels(self):
        """What the facts of this section are called: ``{name: label}``, lists as well."""
        code = self.section_id.code
        names = (*self._items().get(code, ()), *self._counted_lists(code))
        given = self.env["customer.dossier"]._given_facts().get(code, {})
        return {
            **{
                name: self._fields[name]._description_string(self.env) for name in names
            },
            **{
                f"{OWN}{own['name']}": own.get("string") or own["name"]
                for own in self.section_id.item_definition or ()
            },
            **{
                f"{GIVEN_PREFIX}{n}": worded(self.env, f.label)
                for n, f in given.items()
            },
        }

    @api.model
    def _names_sql(self, empty):
        """SQL for the names of the empty, or filled, items of the section ``c.code``."""
        branches = [
            SQL(
                "WHEN %s THEN ARRAY[%s]::text[]",
                code,
                SQL(", ").join(
                    self._name_sql(name, empty)
                    for name in names
                    if self._fields[name].store and self._fields[name].column_type
                ),
            )
            for code, names in self._items().items()
        ]
        return SQL("CASE c.code %s ELSE '{}'::text[] END", SQL(" ").join(branches))

    @api.model
    def _name_sql(self, name, empty):
        value = SQL.identifier("s", name)
        if self._fields[name].type in NOTHING_SAID:
            value = SQL("NULLIF(%s, %s)", value, NOTHING_SAID[self._fields[name].type])
        hollow = SQL("%s IS %s", value, SQL("NULL" if empty else "NOT NULL"))
        return SQL("CASE WHEN %s THEN %s END", hollow, name)

    @api.model
    def _thing_tables(self):
        """Where facts and lines stand: ``[(list, or None for facts, table)]``."""
        return [(None, self.env["customer.dossier.fact"]._table)] + [
            (name, self.env[self._fields[name].comodel_name]._table)
            for names in self._lines().values()
            for name in names
        ]
