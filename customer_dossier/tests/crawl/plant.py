"""Rows full of marks in every table of ours, and the other world of the same rows."""

from collections import defaultdict

from psycopg2 import Binary, Error
from psycopg2.extras import Json

from odoo.tools import SQL

from . import marks
from .ground import MAGIC
from .recipes import ANY_MODEL, KEEP, RECIPES

RECORDS = (0, 1, 2)  # two in the crawl's company, one in a second company
WORDY = ("char", "text", "html")
NUMERIC = ("integer", "float", "monetary")


class Planter:
    """Fills our tables by SQL: none of the addon's own methods is in the way.

    :param people: ``keepers`` (two users, one for each world), ``customers`` and
        ``twins`` (three partners each), ``companies`` (three, the first two equal)
    """

    def __init__(self, ground, book, people):
        self.ground, self.book, self.people = ground, book, people
        self.env = ground.env
        self.rows = defaultdict(list)  # model -> ids of records 0, 1, 2
        self.failed = {}

    def plant(self):
        """:return: ``{model: why}`` of models that could not be planted"""
        for name in self._in_order():
            try:
                with self.env.cr.savepoint():
                    for record in RECORDS:
                        self.rows[name].append(self._insert(name, record))
            except (Error, LookupError) as reason:
                self.rows.pop(name, None)
                self.failed[name] = str(reason)
        self._write_world(0, lambda *_place: True)
        self._plant_relations()
        return self.failed

    def restore(self):
        """Put the first world's values back where something wrote over them."""
        self._write_world(0, lambda *_place: True)

    def to_other_world(self, changed):
        """Change every value of the planted records that ``changed`` chooses.

        :param changed: ``(model, record number, field) -> bool``
        """
        self._write_world(1, changed)

    def _in_order(self):
        """Our tables, those that others cannot do without first."""
        waiting, ordered = set(self.ground.tables), []
        while waiting:
            ready = {
                name for name in waiting if not self._needs(name) & waiting - {name}
            }
            ordered += sorted(ready or waiting)
            waiting -= ready or set(waiting)
        return ordered

    def _needs(self, name):
        return {
            field.comodel_name
            for field in self._columns(name)
            if field.type == "many2one" and field.required
        }

    def _columns(self, name):
        return [
            field
            for key, field in self.ground.registry[name]._fields.items()
            if field.store and field.column_type and key not in MAGIC
        ]

    def _insert(self, name, record):
        Model = self.env[name]
        values = {
            field.name: self._value(field, record, 0) for field in self._columns(name)
        }
        values = {key: value for key, value in values.items() if value is not KEEP}
        if Model._log_access:
            keeper = self.people.keepers[0].id
            values |= {"create_uid": keeper, "write_uid": keeper}
        return self.env.execute_query(
            SQL(
                "INSERT INTO %s (%s) VALUES (%s) RETURNING id",
                SQL.identifier(Model._table),
                SQL(", ").join(map(SQL.identifier, values)),
                SQL(", ").join(SQL("%s", value) for value in values.values()),
            )
        )[0][0]

    def _write_world(self, world, chosen):
        for name, ids in self.rows.items():
            table = SQL.identifier(self.env[name]._table)
            # The database's owner may do this; the promise is about everybody else.
            self.env.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", table))
            for record in RECORDS:
                self._update(name, ids[record], record, world, chosen)
            self.env.cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", table))
        self._write_files(world, chosen)
        self.env.invalidate_all(flush=False)

    def _update(self, name, id_, record, world, chosen):
        values = {
            field.name: self._value(field, record, world)
            for field in self._columns(name)
            if chosen(name, record, field.name)
        }
        pairs = [
            SQL("%s = %s", SQL.identifier(key), value)
            for key, value in values.items()
            if value is not KEEP
        ]
        if pairs:
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s WHERE id = %s",
                    SQL.identifier(self.env[name]._table),
                    SQL(", ").join(pairs),
                    id_,
                )
            )

    def _value(self, field, record, world):
        """What goes into the column of ``field``; ``KEEP`` where nothing can."""
        place = (field.model_name, field.name)
        recipe = RECIPES.get(place, ANY_MODEL.get(field.name))
        if recipe is not None:
            return recipe if recipe is KEEP else recipe[record + 3 * world]
        code = self.book.code(*place, record, world)
        if field.type == "many2one":
            return self._target(field, record, world)
        kind = field.type
        if kind in WORDY:
            return self._wrap(
                field, marks.word(code)[: getattr(field, "size", 0) or None]
            )
        if kind in NUMERIC:
            return self._wrap(field, marks.number(code))
        maker = getattr(self, f"_value_{kind}", None)
        return maker(field, code, record, world) if maker else KEEP

    def _wrap(self, field, value):
        if field.company_dependent:
            ids = {company.id for company in self.people.companies}
            return Json({str(id_): value for id_ in ids})
        return Json({"en_US": value}) if field.translate else value

    def _value_boolean(self, field, code, record, world):
        return bool((record + world) % 2)

    def _value_date(self, field, code, record, world):
        return marks.day(code)

    def _value_datetime(self, field, code, record, world):
        return f"{marks.day(code)} 07:19:19"

    def _value_selection(self, field, code, record, world):
        values = field.get_values(self.env) or KEEP
        return values if values is KEEP else values[(record + world) % len(values)]

    def _value_json(self, field, code, record, world):
        return Json({marks.word(code): marks.number(code)})

    def _value_binary(self, field, code, record, world):
        return Binary(marks.word(code).encode())

    def _value_reference(self, field, code, record, world):
        return f"res.partner,{self.people.customers[record].id}"

    def _value_many2one_reference(self, field, code, record, world):
        return self.people.customers[record].id

    def _target(self, field, record, world):
        name, people = field.comodel_name, self.people
        if self.ground.is_ours(name):
            ids = self.rows.get(name)
            return ids[record] if ids and len(ids) > record else KEEP
        if name == "res.users":
            return people.keepers[world].id
        if name == "res.partner":
            return (people.twins if world else people.customers)[record].id
        if name == "res.company":
            return people.companies[record].id
        if name == "res.currency":
            return people.companies[record].currency_id.id
        found = self.env[name].with_context(active_test=False).search([], limit=1)
        if not found and field.required:
            raise LookupError(f"{field}: there is no {name} to point to")
        return found.id or KEEP

    def _plant_relations(self):
        """Tie many2many fields: a planted record to its own kind, or to anybody."""
        for name, ids in self.rows.items():
            for field in self.ground.fields(name):
                if field.type == "many2many" and field.store and not field.inherited:
                    for record in RECORDS:
                        target = self._target(field, record, 0)
                        if target is not KEEP:
                            self._tie(field, ids[record], target)

    def _tie(self, field, id_, target):
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (%s, %s) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                SQL.identifier(field.relation),
                SQL.identifier(field.column1),
                SQL.identifier(field.column2),
                id_,
                target,
            )
        )

    def plant_files(self):
        """Hang a file on every planted record, and one into each of its file fields."""
        Attachment = self.env["ir.attachment"]
        self.files = {}
        for name, ids in self.rows.items():
            kinds = [None] + [
                field.name
                for field in self.ground.fields(name)
                if field.type == "binary" and field.attachment and field.store
            ]
            for kind in kinds:
                for record in RECORDS:
                    self.files[name, kind, record] = Attachment.create(
                        {
                            "name": "file",
                            "res_model": name,
                            "res_id": ids[record],
                            "res_field": kind,
                            "raw": b"file",
                            "mimetype": "text/plain",
                        }
                    ).id
        self._write_files(0, lambda *_place: True)

    def _write_files(self, world, chosen):
        for (name, kind, record), id_ in getattr(self, "files", {}).items():
            if chosen(name, record, kind):
                code = self.book.code(name, kind or "ir.attachment", record, world)
                content = marks.word(code)
                self.env.cr.execute(
                    """
                    UPDATE ir_attachment
                       SET name = %s, description = %s, index_content = %s,
                           store_fname = NULL, db_datas = %s
                     WHERE id = %s
                    """,
                    [content, content, content, Binary(content.encode()), id_],
                )
