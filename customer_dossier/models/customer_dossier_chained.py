from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

# What the first row of a company follows.
GENESIS = "0" * 64


class CustomerDossierChained(models.AbstractModel):
    """Append-only rows that are numbered per company, each sealing the one before.

    ``hash`` covers ``previous_hash`` and all columns named in ``_chained``, so that
    a change by whoever owns the database shows when the chain is read again.
    """

    _name = "customer.dossier.chained"
    _description = "Chained record"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "id desc"
    # The columns under the hash, in their fixed order: never reorder, never remove.
    _chained = ()
    # There is one chain for each of these.
    _chain = "company_id"

    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    position = fields.Integer(
        string="No.", required=True, aggregator=None, help="Counts from 1 per company."
    )
    at = fields.Datetime(string="Time", required=True)
    previous_hash = fields.Char(
        string="Previous hash",
        required=True,
        help="The hash of the row before: the link of the chain.",
    )
    hash = fields.Char(
        required=True, help="Fingerprint of this row and of the row before it."
    )

    _position_unique = models.UniqueIndex("(company_id, position)")

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        raise UserError(
            self.env._(
                "%(record)s: the system alone writes new rows.",
                record=self._description,
            )
        )

    @api.depends("position")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._(
                "Entry %(position)s", position=row.position or ""
            )

    @api.model
    def _companies(self):
        """Every company, archived ones included: their records are kept as well."""
        return (
            self.env["res.company"].with_context(active_test=False).search(Domain.TRUE)
        )

    @api.model
    def _hash_sql(self, alias):
        """The hash of a row, as SQL over an alias with all columns of the chain."""
        values = SQL(", ").join(SQL.identifier(alias, name) for name in self._chained)
        return SQL(
            "encode(sha256(convert_to(%s || jsonb_build_array(%s)::text, 'UTF8')), 'hex')",
            SQL.identifier(alias, "previous_hash"),
            values,
        )

    @api.model
    def _first_flaw(self, company, position=0, link=GENESIS):
        """Read a company's whole chain again; one query, whatever its length.

        :param position: the number of the row that the first one must follow
        :param link: the hash of that row
        :return: ``(kind, position)`` of the first flaw, or None; see ``_flaws``
        """
        flaws = self._flaws(company.ids, position, link)
        return flaws[0][1:] if flaws else None

    @api.model
    def _flaws(self, owners, position=0, link=GENESIS):
        """Read whole chains again; one query, whatever their number and length.

        :param owners: ids of what ``_chain`` says
        :return: ``(owner, kind, position)`` of the first flaw of each broken chain.
            ``missing``: no such row. ``moved``: the row does not follow the one
            before it. ``changed``: it is not what was written.
        """
        return self.env.execute_query(
            SQL(
                """
                WITH link AS (
                    SELECT %(owner)s AS owner, r.position,
                           lag(r.position, 1, %(position)s) OVER chain + 1 AS due,
                           r.previous_hash
                             = lag(r.hash, 1, %(link)s::varchar) OVER chain AS follows,
                           r.hash = %(content)s AS unchanged
                      FROM %(table)s r
                     WHERE %(owner)s = ANY(%(owners)s)
                    WINDOW chain AS (PARTITION BY %(owner)s ORDER BY r.position)
                )
                SELECT DISTINCT ON (owner) owner,
                       CASE WHEN position > due THEN 'missing'
                            WHEN position < due OR NOT follows THEN 'moved'
                            ELSE 'changed' END,
                       LEAST(position, due)
                  FROM link
                 WHERE NOT (position = due AND follows AND unchanged)
                 ORDER BY owner, position
                """,
                table=SQL.identifier(self._table),
                owner=SQL.identifier("r", self._chain),
                content=self._hash_sql("r"),
                owners=list(owners),
                position=position,
                link=link,
            )
        )
