from odoo import models
from odoo.tools import format_date, format_datetime, formatLang

from ..formulas.changes import changes

#: Fields and records that differ without anything having changed.
SILENT = {"verified_on", "verified_by_id", "as_of", "computed_at", "date"}
UNSAID = (
    "customer.dossier.fact",
    "customer.dossier.assessment.line",
    "customer.dossier.personal",
)
NOTHING = "–"


class CustomerDossierRevision(models.Model):
    """The list of changes, in the words of the reader."""

    _inherit = "customer.dossier.revision"

    def _change_texts(self, sections):
        """What changed in sections since the last approved revision.

        Of a revision in work it is the dossier as it stands, then what was kept.

        :return: ``{section: text}``; empty for the first revision
        """
        self.ensure_one()
        before = self._kept_before()
        kept = self._kept() if self.state not in ("planned", "working") else {}
        after = {code: page._entries() for code, page in kept.items()}
        if before and not after:
            after = self._content()
        texts = {
            code: "\n".join(self._change_words(before[code]._entries(), after[code]))
            for code in before.keys() & after.keys()
        }
        return {section: texts.get(section.code, "") for section in sections}

    def _change_words(self, before, after):
        """Two pages as sentences of what differs.

        :return: list of texts in the language of the user
        """
        said = [
            change
            for change in changes(before, after, SILENT)
            if not change.record.startswith(UNSAID)
        ]
        return [
            text
            for change in said
            for text in self._change_sentence(change, before, after)
        ]

    def _change_sentence(self, change, before, after):
        model = change.record.split(",")[0]
        if model not in self.env:
            return []
        if change.kind == "changed":
            return [
                self.env._(
                    "%(label)s: %(before)s → %(after)s",
                    label=self._label(model, change.field),
                    before=self._words(model, change.field, change.before),
                    after=self._words(model, change.field, change.after),
                )
            ]
        entry = (after if change.kind == "added" else before)[change.record]
        name = self._record_words(model, entry)
        if change.kind == "added":
            return [self.env._("New: %(record)s", record=name)] if name else []
        return [self.env._("Gone: %(record)s", record=name)] if name else []

    def _record_words(self, model, entry):
        """A record by its first telling value; empty where nothing tells."""
        Model = self.env[model]
        names = (Model._rec_name, *sorted(entry))
        said = next((name for name in names if name and entry.get(name)), None)
        return said and self._words(model, said, entry[said])

    def _label(self, model, name):
        described = self.env[model].fields_get([name], ["string"])
        return described[name]["string"] if described else name

    def _words(self, model, name, value):
        """A kept value as people read it, in the language of the user."""
        field = self.env[model]._fields.get(name)
        if value is None or field is None:
            return NOTHING if value is None else str(value)
        kind = field.type
        if kind == "selection":
            labels = dict(field._description_selection(self.env))
            return labels.get(value, value)
        if kind == "boolean":
            return self.env._("yes") if value else self.env._("no")
        if kind == "many2one":
            return self._name_today(field.comodel_name, value)
        if kind == "monetary":
            return self.company_id.currency_id.format(float(value))
        if kind in ("float", "integer"):
            digits = len(str(value).partition(".")[2])
            return formatLang(self.env, float(value), digits=digits)
        if kind in ("date", "datetime"):
            write = format_date if kind == "date" else format_datetime
            return write(self.env, value)
        if kind == "json" or kind == "properties":
            return ", ".join(f"{key}: {part}" for key, part in dict(value).items())
        return str(value)

    def _name_today(self, model, kept):
        """A kept name, in the reader's language where it is still what it was.

        :param kept: ``{"id": id, "name": name in the language of the source}``
        """
        Model = self.env[model]
        if not Model._fields[Model._rec_name or "id"].translate:
            return kept["name"]
        # sudo: the name itself is on the page that is read; only its translation is new.
        record = Model.sudo().browse(kept["id"]).exists()
        same = record and record.with_context(lang=None).display_name == kept["name"]
        return record.display_name if same else kept["name"]
