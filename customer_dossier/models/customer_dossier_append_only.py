from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

FUNCTION = "customer_dossier_append_only"


def guard_function(cr):
    """Make the function that triggers call to refuse what was tried."""
    cr.execute(
        SQL(
            """
            CREATE OR REPLACE FUNCTION %(function)s() RETURNS trigger AS $$
            BEGIN
                RAISE EXCEPTION '%% is append-only: %% refused',
                    TG_TABLE_NAME, TG_OP;
            END $$ LANGUAGE plpgsql;
            """,
            function=SQL.identifier(FUNCTION),
        )
    )


class CustomerDossierAppendOnly(models.AbstractModel):
    """Rows that are written once and stay: refused in Python and by the database.

    No flag opens it, not even for the superuser. Therefore such a model stores no
    computed field, and nothing it points to is ever set null by a foreign key.
    """

    _name = "customer.dossier.append.only"
    _description = "Append-only record"
    _inherit = ["customer.dossier.inserted"]
    _log_access = False
    # What the database refuses; a model that lets something go says so here.
    _refused = SQL("UPDATE OR DELETE")
    # Of which rows, as a trigger says it. Never of the table as a whole: whenever a user
    # is deleted, PostgreSQL looks for rows of theirs with an UPDATE that may find none.
    _refused_rows = SQL("FOR EACH ROW")

    def init(self):
        super().init()
        if self._abstract:
            return
        guard_function(self.env.cr)
        self.env.cr.execute(
            SQL(
                """
                DROP TRIGGER IF EXISTS %(function)s ON %(table)s;
                CREATE TRIGGER %(function)s BEFORE %(refused)s
                    ON %(table)s %(rows)s EXECUTE FUNCTION %(function)s();
                DROP TRIGGER IF EXISTS %(emptied)s ON %(table)s;
                CREATE TRIGGER %(emptied)s BEFORE TRUNCATE
                    ON %(table)s EXECUTE FUNCTION %(function)s();
                """,
                function=SQL.identifier(FUNCTION),
                emptied=SQL.identifier(f"{FUNCTION}_emptied"),
                table=SQL.identifier(self._table),
                refused=self._refused,
                rows=self._refused_rows,
            )
        )

    def write(self, vals):
        if self._kept():
            raise UserError(self._kept_text())
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        if self._kept():
            raise UserError(self._kept_text())

    def _kept(self):
        """Those of these records that are written for good: all of them."""
        return self

    def _kept_text(self):
        return self.env._(
            "%(record)s is kept as it was made and cannot be changed or deleted.",
            record=self._description,
        )
