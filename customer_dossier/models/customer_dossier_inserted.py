import json

from odoo import api, fields, models
from odoo.tools import SQL


class CustomerDossierInserted(models.AbstractModel):
    """Rows that our own engines write by the thousand."""

    _name = "customer.dossier.inserted"
    _description = "Record that is written in batches"

    @api.model
    def _stamps(self):
        """:return: the columns that Odoo keeps by itself, of a row made now by the user"""
        now, uid = fields.Datetime.to_string(fields.Datetime.now()), self.env.uid
        return {
            "create_uid": uid,
            "create_date": now,
            "write_uid": uid,
            "write_date": now,
        }

    @api.model
    def _append(self, rows):
        """Insert rows in one query, whatever their number.

        For our own engines only: no access is checked, no default is added.

        :param rows: dicts of column values, all with the same names
        :return: the new records, in the order of ``rows``
        """
        if not rows:
            return self.browse()
        table = SQL.identifier(self._table)
        columns = SQL(", ").join(map(SQL.identifier, rows[0]))
        ids = self.env.execute_query(
            SQL(
                """
                INSERT INTO %(table)s (%(columns)s)
                     SELECT %(columns)s
                       FROM jsonb_populate_recordset(NULL::%(table)s, %(rows)s)
                  RETURNING id
                """,
                table=table,
                columns=columns,
                rows=json.dumps(rows, default=str),
            )
        )
        return self.browse(sorted(row[0] for row in ids))
