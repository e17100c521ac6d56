from odoo import api, fields, models
from odoo.exceptions import UserError

from .customer_dossier_sourced import SOURCE_FIELDS

CONFIRMED = "1"
SIGNED = ("verified_on", "verified_by_id", "submission_id")


class CustomerDossierLine(models.AbstractModel):
    """An entry of a list that comes from a submission, or that one speaks of."""

    _inherit = "customer.dossier.line"

    submission_id = fields.Many2one(
        "customer.dossier.submission",
        string="From the submission",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="set null",
    )

    @api.model
    def _has_field_access(self, field, operation):
        """Which submission a line comes from is written by filing it."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name != "submission_id"

    @api.model_create_multi
    def create(self, vals_list):
        """Create lines.

        :raises UserError: one is judged as confirmed (content 1) by hand
        """
        self._check_judged_by_hand(self, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        """Write values.

        :raises UserError: a line is judged as confirmed (content 1) by hand
        """
        unconfirmed = self.filtered(lambda line: line.credibility != CONFIRMED)
        self._check_judged_by_hand(unconfirmed, [vals] if unconfirmed else [])
        return super().write(vals)

    def _check_judged_by_hand(self, lines, vals_list):
        """Two independent sources stand behind "confirmed": filing them proves it."""
        if not self.env.su and any(
            vals.get("credibility") == CONFIRMED for vals in vals_list
        ):
            raise UserError(
                self.env._(
                    "%(line)s: content 1 needs two independent sources. Judge it 2, or "
                    "file the submission that confirms it.",
                    line=lines[:1].display_name or self._description,
                )
            )

    @api.model
    def default_get(self, fields):
        """Defaults; the source is that of the submission which is being filed."""
        values = super().default_get(fields)
        submission = self.env["customer.dossier.submission"]._in_hand()
        submission = submission.exists()._filtered_access("write")
        source = submission._source() if submission else {}
        return values | {name: source[name] for name in source.keys() & {*fields}}

    def _named(self, vals):
        """The line among these that has the name given in ``vals``."""
        name = (vals.get("name") or "").strip().casefold()
        return self.filtered(lambda line: line.name.strip().casefold() == name)[:1]

    def _add(self, sheet, vals, source):
        """Make a new line of this kind, in the user's right and from this source."""
        heard = {name: source.get(name) for name in SOURCE_FIELDS}
        given = {name: value for name, value in vals.items() if _says(value)}
        values = {**vals, **heard, **given, "sheet_id": sheet.id}
        signed = {name: source.get(name) for name in SIGNED}
        if values.get("credibility") == source.get("credibility"):
            # Judged already, when the submission was verified.
            signed["credibility"] = values.pop("credibility", False)
        line = self.create(values)
        # sudo: what filing alone writes, on the line that the user just made.
        line.sudo().write(signed)

    def _tell(self, name, vals, source):
        """Let a source speak of this line; what others said otherwise stays.

        :param name: of the list in the section
        :return: whether it told something
        """
        names = vals.keys() & self._told()
        said = {name: vals[name] for name in names if _says(vals[name])}
        files = {key for key in said if self._fields[key].type == "binary"}
        told = self.new(said, origin=self)._values(said.keys() - files)
        if told and self._remember_told(name, told, source)._weigh():
            said = {key: said[key] for key in files}
        if said:
            self.write(said)
        return bool(told or files)

    def _remember_told(self, name, told, source):
        """Keep what a source says of this line beside what the line says itself.

        :return: the new fact
        """
        item = f"{name}:{self.id}"
        self.sheet_id._remember_line(item, self, told)
        # sudo: facts are written by the system only; the line is the user's to write.
        Fact = self.env["customer.dossier.fact"].sudo()
        return Fact.create(
            {"sheet_id": self.sheet_id.id, "item": item, "value": told, **source}
        )

    def _values(self, names):
        """The values of fields that say something, as JSON knows them."""
        self.ensure_one()
        values = {
            name: self._fields[name].convert_to_read(self[name], self, False)
            for name in names
        }
        return {
            name: value if isinstance(value, (int, float, str)) else str(value)
            for name, value in values.items()
            if _says(value)
        }


class CustomerDossierSheet(models.Model):
    _inherit = "customer.dossier.sheet"

    def _remember_line(self, item, line, told):
        """Before others speak of a line: what it says itself, as a fact."""
        # sudo: facts are written by the system only; the line is the user's to write.
        Fact = self.env["customer.dossier.fact"].sudo()
        known = [("sheet_id", "=", self.id), ("item", "=", item)]
        said = line._values(told)
        if said and not Fact.search_count([*known, ("state", "=", "live")], limit=1):
            Fact.create(
                {
                    "sheet_id": self.id,
                    "item": item,
                    "value": said,
                    **line._source(),
                    "verified_on": line.verified_on,
                    "verified_by_id": line.verified_by_id.id,
                    "submission_id": line.submission_id.id,
                }
            )


def _says(value):
    """Whether a value says something: zero does, what is not set does not."""
    return value is not None and value is not False and value != ""
