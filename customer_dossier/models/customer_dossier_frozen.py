from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .customer_dossier_append_only import FUNCTION, guard_function


class CustomerDossierFrozen(models.AbstractModel):
    """A record that is worked on until it is sealed, and then stays as it is.

    Refused in Python and by the database, for the superuser as for everybody; x2many
    commands end in ``write`` and ``unlink`` as well.
    """

    _name = "customer.dossier.frozen"
    _description = "Record that is sealed in the end"
    _allow_sudo_commands = False
    #: Columns that go on after the seal: they follow others, and state no fact.
    _thaws = ("write_uid", "write_date")

    sealed = fields.Boolean(
        readonly=True, copy=False, help="Part of an approved revision: kept as it is."
    )

    def init(self):
        super().init()
        if self._abstract:
            return
        guard_function(self.env.cr)
        self.env.cr.execute(
            SQL(
                """
                DROP TRIGGER IF EXISTS %(update)s ON %(table)s;
                DROP TRIGGER IF EXISTS %(delete)s ON %(table)s;
                CREATE TRIGGER %(update)s BEFORE UPDATE ON %(table)s FOR EACH ROW
                  WHEN (OLD.sealed AND to_jsonb(OLD) - %(thaws)s::text[]
                        IS DISTINCT FROM to_jsonb(NEW) - %(thaws)s::text[])
                  EXECUTE FUNCTION %(function)s();
                CREATE TRIGGER %(delete)s BEFORE DELETE ON %(table)s FOR EACH ROW
                  WHEN (OLD.sealed) EXECUTE FUNCTION %(function)s();
                """,
                update=SQL.identifier(f"{self._table}_sealed_update"),
                delete=SQL.identifier(f"{self._table}_sealed_delete"),
                table=SQL.identifier(self._table),
                function=SQL.identifier(FUNCTION),
                thaws=list(self._thaws),
            )
        )

    def write(self, vals):
        """Write values.

        :raises UserError: one of these records is sealed
        """
        self.check_access("write")
        self._check_unsealed()
        return super().write(vals)

    def _go_on(self, vals):
        """Write what the seal leaves open; callers have checked the access."""
        if vals.keys() - {*self._thaws}:
            self._check_unsealed()
        return super().write(vals)  # pylint: disable=super-method-mismatch

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sealed(self):
        self._check_unsealed()

    def _check_unsealed(self):
        # sudo: only whether it is sealed leaves this line.
        if self.sudo().filtered("sealed"):
            raise UserError(self._sealed_text())

    def _sealed_text(self):
        return self.env._(
            "%(record)s is part of an approved revision and stays as it is. "
            "What has changed since goes into the next revision.",
            record=self._description,
        )
