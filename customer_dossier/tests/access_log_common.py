from odoo.tools import SQL

from .common import DossierCommon

LOG = "customer_dossier_access_log"
CHAIN = "customer_dossier_access_chain"
SEAL = "customer_dossier_access_seal"


class AccessLogCommon(DossierCommon):
    """A log that its own cursor writes into the test's transaction."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Log = cls.env["customer.dossier.access.log"]
        cls.Seal = cls.env["customer.dossier.access.seal"]

    @classmethod
    def _record(cls, user=None, action="opened", dossiers=None, **words):
        """The new rows that one call writes."""
        before = cls.Log.search([], limit=1).id or 0
        Log = cls.Log.with_user(user or cls.archivist)
        Log._record(action, cls.dossier if dossiers is None else dossiers, **words)
        return cls.Log.search([("id", ">", before)])

    @classmethod
    def _fill(cls, rows=6):
        for _row in range(rows):
            cls._record()

    @classmethod
    def _tamper(cls, query, *values, table=LOG):
        """Do what only the owner of the database can: work around the triggers."""
        name = SQL.identifier(table)
        cls.env.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", name))
        cls.env.cr.execute(SQL(query, *values))  # pylint: disable=sql-injection
        cls.env.cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", name))
        cls.env.invalidate_all()

    @classmethod
    def _rehash(cls, first=1):
        """Forge the hashes of a whole chain from a row on, and its end."""
        rows = cls.Log.search([("position", ">=", first)], order="position")
        for row in rows:
            cls._tamper(
                "UPDATE customer_dossier_access_log r SET previous_hash = COALESCE("
                " (SELECT hash FROM customer_dossier_access_log"
                "   WHERE position = r.position - 1), previous_hash) WHERE id = %s",
                row.id,
            )
            cls._tamper(
                "UPDATE customer_dossier_access_log r SET hash = %s WHERE id = %s",
                cls.Log._hash_sql("r"),
                row.id,
            )
        cls._tamper(
            "UPDATE customer_dossier_access_chain SET position = r.position,"
            " hash = r.hash FROM customer_dossier_access_log r WHERE r.id = %s",
            rows[-1].id,
            table=CHAIN,
        )

    def _verdict(self):
        verdict = self.Log._verify(self.company)
        return verdict.kind, verdict.position
