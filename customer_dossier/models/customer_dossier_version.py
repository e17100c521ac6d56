from odoo import api, fields, models
from odoo.tools import SQL

from .customer_dossier_chained import GENESIS


class CustomerDossierVersion(models.Model):
    """The seal on one approved revision: its pages by their hashes, chained.

    It tells that a revision is what was approved, and nothing of what is in it.
    """

    _name = "customer.dossier.version"
    _description = "Version of a dossier"
    _inherit = ["customer.dossier.chained"]
    _order = "at desc, id desc"
    _log_access = False
    _allow_sudo_commands = False

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "r",
        "credit": "re",
        "leader": "re",
        "auditor": "re",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "revision"
    _chain = "dossier_id"
    _chained = (
        "company_id",
        "dossier_id",
        "position",
        "at",
        "revision_id",
        "number",
        "pages",
        "signatures",
    )

    position = fields.Integer(
        string="Version",
        required=True,
        aggregator=None,
        help="Counts the approved revisions of the dossier.",
    )
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    revision_id = fields.Many2one(
        "customer.dossier.revision", required=True, index=True, ondelete="restrict"
    )
    number = fields.Char(required=True, help="The number of the revision.")
    pages = fields.Json(string="Hashes of the pages")
    page_hashes = fields.Text(string="Pages", compute="_compute_page_hashes")
    signatures = fields.Json(help="Who prepared, verified and approved it, and when.")
    effective_on = fields.Date(
        string="In force since", related="revision_id.approved_on", related_sudo=False
    )
    superseded_on = fields.Date(
        string="Superseded on", related="revision_id.superseded_on", related_sudo=False
    )

    _position_unique = models.UniqueIndex("(dossier_id, position)")
    _revision_unique = models.UniqueIndex("(revision_id)")

    @api.depends("number", "position")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._(
                "%(number)s, version %(version)s",
                number=version.number,
                version=version.position,
            )

    @api.depends("pages")
    def _compute_page_hashes(self):
        for version in self:
            version.page_hashes = "\n".join(
                f"{fingerprint}  {code}" for code, fingerprint in version.pages or ()
            )

    @api.model
    def _append_for(self, revisions):
        """Seal approved revisions, each behind the version before; one query.

        The caller holds the lock on these revisions, and a dossier has one open at
        most, so nobody else adds to the same chain.
        """
        revisions.flush_recordset()
        self.env.execute_query(
            SQL(
                """
                WITH fresh AS (
                    SELECT r.company_id, r.dossier_id,
                           COALESCE(p.position, 0) + 1 AS position,
                           %(now)s::timestamp AS at, r.id AS revision_id,
                           r.name AS number, %(pages)s AS pages,
                           %(signatures)s AS signatures,
                           COALESCE(p.hash, %(genesis)s) AS previous_hash
                      FROM customer_dossier_revision r
                      LEFT JOIN LATERAL (
                            SELECT position, hash FROM customer_dossier_version
                             WHERE dossier_id = r.dossier_id
                             ORDER BY position DESC LIMIT 1) p ON TRUE
                     WHERE r.id = ANY(%(ids)s)
                )
                INSERT INTO customer_dossier_version (%(columns)s, previous_hash, hash)
                SELECT %(columns)s, previous_hash, %(hash)s
                  FROM fresh
             RETURNING id
                """,
                now=fields.Datetime.now(),
                pages=self._pages_sql(),
                signatures=self._signatures_sql(),
                genesis=GENESIS,
                ids=revisions.ids,
                columns=SQL(", ").join(map(SQL.identifier, self._chained)),
                hash=self._hash_sql("fresh"),
            )
        )

    @api.model
    def _pages_sql(self):
        """What the pages of a revision ``r`` hash to now: ``[[code, hash], …]``.

        Computed from their content, and not from the hash that they carry. The order
        is that of the codes' bytes, whatever the database's language.
        """
        return SQL(
            """
            (SELECT jsonb_agg(jsonb_build_array(page.code,
                    encode(sha256(convert_to(page.content, 'UTF8')), 'hex'))
                    ORDER BY page.code COLLATE "C")
               FROM customer_dossier_page page
              WHERE page.revision_id = r.id AND page.round = r.round)
            """
        )

    @api.model
    def _signatures_sql(self):
        return SQL(
            """
            jsonb_build_array(r.prepared_by_id, r.prepared_on, r.verified_by_id,
                              r.verified_on, r.approved_by_id, r.approved_on)
            """
        )
