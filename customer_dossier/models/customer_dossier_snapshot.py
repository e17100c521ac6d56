from base64 import b64decode
from hashlib import sha256

from odoo import api, models
from odoo.tools import float_repr

#: The pages that belong to no section.
DOSSIER, COURSE = "/dossier", "/revision"
DOSSIER_ITEMS = (
    "partner_id", "state", "archivist_id", "deputy_id", "account_manager_id",
    "territory_id", "credit_mode", "credit_limit", "credit_renewal_date",
    "deposit_held", "guarantees_usable", "special_liabilities", "strategic", "watch",
    "insolvent", "lawsuit", "blocked", "key_documents", "cooperation",
)  # fmt: skip
ASSESSMENT_ITEMS = (
    "scorecard_id", "date", "score", "coverage", "rating_by_score", "rating",
    "value_level", "risk_level", "grade_id", "completeness", "facts",
)  # fmt: skip
ASSESSMENT_LINE_ITEMS = ("code", "value", "word", "state", "points", "weight", "loss")
COURSE_ITEMS = (
    "number", "planned_date", "remark", "prepared_by_id", "prepared_on",
    "verified_by_id", "verified_on", "approved_by_id", "approved_on",
)  # fmt: skip
LINE_ITEMS = ("section_id", "outcome", "comment", "decided_by_id", "decided_on")


class CustomerDossierRevision(models.Model):
    """What goes into a revision, as plain data that no language changes.

    A page is ``{"model,id": {field: value}}``. Whatever else belongs into a revision is
    added by overriding ``_content`` or ``_course``.
    """

    _inherit = "customer.dossier.revision"

    def _content(self):
        """What is kept when the revision is prepared.

        :return: ``{section code or DOSSIER: page}``
        """
        # sudo: the whole dossier is kept; each page is read by whoever may read
        # that section, see customer.dossier.page.
        system = self.sudo()
        dossier, assessment = system.dossier_id, system.assessment_id
        figures = dossier.figures_id
        return {
            DOSSIER: {
                **self._entries(dossier, DOSSIER_ITEMS),
                **self._entries(figures, self._figure_items()),
                # By what they are about, so that the next revision's compare with them.
                **self._entries(assessment, ASSESSMENT_ITEMS, key="_name"),
                **self._entries(assessment.line_ids, ASSESSMENT_LINE_ITEMS, key="code"),
            }
        }

    def _course(self):
        """How the revision went: what is kept when it is approved."""
        # sudo: as for the content; this page is of the revision itself.
        system = self.sudo()
        return self._entries(system, COURSE_ITEMS)

    @api.model
    def _figure_items(self):
        """Every figure, whatever figures there are."""
        fields_of = self.env["customer.dossier.figures"]._fields
        return [
            name
            for name, field in fields_of.items()
            if field.store
            and field.column_type
            and not field.relational
            and name != "id"
        ]

    @api.model
    def _entries(self, records, names, key="id"):
        """These fields of these records, as entries of a page."""
        return {
            f"{record._name},{getattr(record, key)}": {
                name: self._plain(record, name) for name in names
            }
            for record in records
        }

    @api.model
    def _plain(self, record, name):
        """A value as JSON keeps it: a fraction is a text, a file is its SHA-256."""
        field, value = record._fields[name], record[name]
        if field.type == "boolean" or field.type == "integer":
            return value
        if value is False or value is None:
            return None
        if field.type == "monetary":
            currency = record[field.get_currency_field(record)]
            return float_repr(value, currency.decimal_places)
        if field.type == "float":
            digits = field.get_digits(self.env)
            return float_repr(value, digits[1] if digits else 6)
        if field.type == "binary":
            return sha256(b64decode(value)).hexdigest()
        if field.type == "many2one":
            # Without a language names are those of the source.
            bare = value.with_context(lang=None)
            return {"id": value.id, "name": bare.display_name} if value else None
        if field.relational:
            return sorted(value.ids)
        if field.type in ("date", "datetime"):
            return field.to_string(value)
        return _without_floats(dict(value) if field.type == "properties" else value)


def _without_floats(value):
    """The same with every float as the shortest text that means it."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {str(key): _without_floats(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_floats(part) for part in value]
    return value if isinstance(value, (str, int, type(None))) else str(value)
