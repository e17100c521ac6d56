import json
from functools import partial
from itertools import compress

from odoo import api, fields, models

from .access_line import line

TOLD = "customer_dossier.recorded"
MANY = ("one2many", "many2many")
# What Odoo keeps by itself, and the order in a list.
ASIDE = {*models.MAGIC_COLUMNS, "sequence"}


class CustomerDossierRecorded(models.AbstractModel):
    """Settings that decide who is let in and what is noticed: all changes are on record.

    The access log gets a row for each record that is changed, in every company where
    it counts: who, when, and each value before and after. Where that fails, nothing is
    changed. Where the transaction takes the change back, a row says that as well.
    """

    _name = "customer.dossier.recorded"
    _description = "Setting whose changes are on record"

    #: What the log calls such a record: a code out of its ``SECTIONS``.
    _recorded_section = None
    #: Lists of records that are told of as well.
    _recorded_lists = frozenset()

    @api.model
    def _recorded_fields(self):
        """The names of the fields whose changes are on record: all that people set."""
        return [
            name
            for name, field in self._fields.items()
            if field.store
            and name not in ASIDE
            and (field.type not in MANY or name in self._recorded_lists)
        ]

    def _recorded_companies(self):
        """The companies in whose logs a change of this record stands."""
        own = self.company_id if "company_id" in self._fields else None
        return own or self.env["customer.dossier.access.log"]._companies()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        names = {*self._recorded_fields()}
        # Where none is given it is a default, which nobody has set.
        given = [bool(names & vals.keys()) for vals in vals_list]
        records.browse(compress(records.ids, given))._record_since({})
        return records

    def write(self, vals):
        before = {}
        if vals.keys() & {*self._recorded_fields()}:
            before = self._recorded_states()
        result = super().write(vals)
        if before:
            self._record_since(before)
        return result

    def unlink(self):
        before = self._recorded_states()
        result = super().unlink()
        self._record_since(before)
        return result

    def _recorded_states(self):
        """What the log needs to know of these records, which may change or go.

        :return: ``{id: {"name": …, "companies": ids, "values": {field: value}}}``; a
            record that is gone is left out
        """
        names = self._recorded_fields()
        # sudo: the log tells all of a change, whoever makes it; its readers see it.
        return {
            record.id: {
                "name": record.display_name,
                "companies": record._recorded_companies().ids,
                "values": {name: record._as_told(name) for name in names},
            }
            for record in self.sudo().exists()
        }

    def _as_told(self, name):
        """A value as JSON takes it; records by the names they have now."""
        field, value = self._fields[name], self[name]
        if field.type in MANY:
            return ", ".join(value.mapped(value._rec_name)) or None
        if field.relational:
            return value.display_name or None
        if field.type in ("date", "datetime"):
            return value and fields.Datetime.to_string(value)
        return None if value is False and field.type != "boolean" else value

    def _record_since(self, before):
        """Tell the log what has become of these records since ``before``.

        :param before: as ``_recorded_states`` gave it
        """
        # While modules are installed or upgraded it is the addon that sets its rules.
        if not self or not self.env.registry.ready:
            return
        # What the database refuses is no change.
        self.env.flush_all()
        after = self._recorded_states()
        for id_ in self.ids:
            self._record_change(id_, before.get(id_), after.get(id_))
            self._told()[self._name, id_] = after.get(id_)

    @api.model
    def _told(self):
        """What this transaction told the log last, settled when it has ended."""
        cr = self.env.cr
        told = cr.cache.setdefault(TOLD, {})
        if not told:
            settle = partial(_settle, self.env.registry, self.env.uid, told)
            cr.postcommit.add(settle)
            cr.postrollback.add(settle)
        return told

    @api.model
    def _record_change(self, id_, before, after):
        """Write the difference of two states down; names alone are none."""
        old, new = (state["values"] if state else {} for state in (before, after))
        changes = {
            name: [old.get(name), new.get(name)]
            for name in self._recorded_fields()
            if old.get(name) != new.get(name)
        }
        if not changes:
            return
        states = [state for state in (before, after) if state]
        what = {"model": self._name, "id": id_, "name": states[0]["name"]}
        self.env["customer.dossier.access.log"]._record(
            "changed",
            self.env["customer.dossier"],
            section=self._recorded_section,
            companies={id_ for state in states for id_ in state["companies"]},
            detail=json.dumps({**what, "changes": changes}, ensure_ascii=False),
        )


def _settle(registry, uid, told):
    """Compare what the log was told with what a transaction that has ended left.

    It may have been rolled back, or a part of it, as by the test of an import.
    """
    with line(registry) as cr:
        # sudo: the log tells all of a change, as it did before; nothing else leaves.
        env = api.Environment(cr, uid, {}, su=True)
        for (name, id_), state in told.items():
            now = env[name].browse(id_)._recorded_states().get(id_)
            env[name]._record_change(id_, state, now)
    told.clear()
