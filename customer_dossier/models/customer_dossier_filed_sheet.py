from odoo import Command, api, fields, models

from .customer_dossier_fact import OWN
from .customer_dossier_filing import IN_HAND


class CustomerDossierSheet(models.Model):
    """A section into which somebody files a submission."""

    _inherit = "customer.dossier.sheet"

    filed_words = fields.Text(
        string="Submission to file", compute="_compute_filed_words"
    )

    @api.depends_context(IN_HAND)
    def _compute_filed_words(self):
        submission = self.env["customer.dossier.submission"]._in_hand()
        self.filed_words = submission.exists()._filtered_access("read").what

    def write(self, vals):
        """Write values; they come from the submission that is being filed, if any."""
        submission = self.env["customer.dossier.submission"]._in_hand()
        if submission and not self.env.su:
            return submission._file(self, vals)
        return super().write(vals)

    def _file_items(self, vals, source):
        """File single items; one on which another source disagrees is not overwritten.

        :param source: values of ``customer.dossier.fact`` beside item and value
        :return: whether something was told
        """
        told = self._told_items(vals)
        # sudo: facts are written by the system only; the user may write this section.
        facts = (
            self.env["customer.dossier.fact"]
            .sudo()
            .create(
                [
                    {"sheet_id": self.id, "item": item, "value": value, **source}
                    for item, value in told.items()
                ]
            )
        )
        disputed = facts._weigh()
        vals = {name: value for name, value in vals.items() if name not in disputed}
        if "own_items" in vals:
            kept = dict(self.own_items or {})
            vals["own_items"] = {
                name: kept.get(name) if OWN + name in disputed else value
                for name, value in _own(vals["own_items"]).items()
            }
        # Their facts are live already, so that writing them leaves no others.
        self.write(vals)
        return bool(told)

    def _told_items(self, vals):
        """What these values say: ``{item: value as JSON}``; emptied ones say nothing."""
        names = vals.keys() & {*self._items().get(self.code, ())}
        said = self.new({name: vals[name] for name in names}, origin=self)
        told = said._item_values(names)
        before = dict(self.own_items or {})
        told |= {
            OWN + name: value
            for name, value in _own(vals.get("own_items")).items()
            if value != before.get(name)
        }
        return {item: value for item, value in told.items() if value is not None}

    def _let_hold(self, item, value):
        """Write one item, given as its facts call it."""
        name = item.removeprefix(OWN)
        if name == item:
            self.write({item: value})
        else:
            self.write({"own_items": {**dict(self.own_items or {}), name: value}})

    def _file_lines(self, name, commands, source):
        """File entries of a list; one that is there already is told about, not doubled.

        :return: whether something was told
        """
        told = False
        for command in commands:
            operation, number, *values = command
            line = self[name].browse(number if operation == Command.UPDATE else ())
            if operation == Command.CREATE:
                line = self[name]._named(values[0])
            if operation not in (Command.CREATE, Command.UPDATE):
                self.write({name: [command]})
            elif line:
                told |= line._tell(name, values[0], source)
            else:
                line._add(self, values[0], source)
                told = True
        return told


def _own(value):
    """Items of our own as ``{name: value}``, from either form that Odoo takes."""
    if not value or isinstance(value, dict):
        return dict(value or {})
    return {one["name"]: one.get("value") or None for one in value}
