from contextlib import contextmanager

from odoo import api, models
from odoo.http import request

from .replica import replica

UNDER_WAY = "customer_dossier.noted"
# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(value):
    """A value for a spreadsheet: text that would be a formula stays a text."""
    hostile = isinstance(value, str) and value.startswith(FORMULA)
    return f"'{value}" if hostile else value


class CustomerDossierNoted(models.AbstractModel):
    """Every way of reading the archive from outside leaves one row in the access log.

    Noted is the call as it comes in, not the reads that it is made of: opening a form
    is one row, and so is a page of a list. What the system does by itself, without
    anybody asking, is not noted.
    """

    _inherit = "customer.dossier.cleared"

    #: What opening such a record is called in the log; None is not noted.
    _dossier_section = None

    @api.readonly
    def web_read(self, specification):
        with self._one_note() as note:
            result = super().web_read(specification)
            note("opened", self)
            return result

    def read(self, fields=None, load="_classic_read"):
        with self._one_note() as note:
            result = super().read(fields, load)
            note("opened", self)
            return result

    def onchange(self, values, field_names, fields_spec):
        """Answer a form; of a record that the user has not opened, it is an opening."""
        with self._one_note() as note:
            result = super().onchange(values, field_names, fields_spec)
            if self.ids and not self._opened_lately():
                note("opened", self, detail="form")
            return result

    @api.model
    @api.readonly
    def web_search_read(self, *args, **kwargs):
        with self._one_note() as note:
            result = super().web_search_read(*args, **kwargs)
            note("listed", self._of_rows(result["records"]))
            return result

    @api.model
    @api.readonly
    def search_read(self, *args, **kwargs):
        with self._one_note() as note:
            result = super().search_read(*args, **kwargs)
            note("listed", self._of_rows(result))
            return result

    @api.model
    @api.readonly
    def web_read_group(self, *args, **kwargs):
        with self._one_note() as note:
            result = super().web_read_group(*args, **kwargs)
            shown = [
                row
                for group in result["groups"]
                for row in group.get("__records") or ()
            ]
            note("listed", self._of_rows(shown), detail="groups")
            return result

    @api.model
    @api.readonly
    def formatted_read_group(self, *args, **kwargs):
        with self._one_note() as note:
            result = super().formatted_read_group(*args, **kwargs)
            note("listed", self.browse(), detail="groups")
            return result

    @api.model
    @api.readonly
    def formatted_read_grouping_sets(self, *args, **kwargs):
        with self._one_note() as note:
            result = super().formatted_read_grouping_sets(*args, **kwargs)
            note("listed", self.browse(), detail="pivot")
            return result

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        """Export, where the user's role carries records out.

        Odoo comes through here for its own records' paths into the archive as well:
        ``dossier_ids/exposure`` of a contact. Texts of other people's making never
        come out as formulas.

        :raises AccessError: it does not, for one of these records
        """
        self._check_export()
        with replica(self.env) as env, self.with_env(env)._one_note() as note:
            rows = super(CustomerDossierNoted, self.with_env(env))._export_rows(
                fields, _is_toplevel_call=_is_toplevel_call
            )
            note("exported", self, detail=f"{len(fields)} columns")
            return [list(map(as_text, row)) for row in rows]

    def _check_export(self):
        """:raises AccessError: the user's role does not carry these records out"""
        if not self.env.su and not self._is_cleared("export"):
            raise self._make_refusal("export")
        self._check_roles(self._able_roles("export"), "export")

    def _opened_lately(self):
        """Whether the user's opening of each of these dossiers is on record already."""
        return self.env["customer.dossier.access.log"]._has_opened(
            self._noted_dossiers(), self._noted_section()
        )

    @api.model
    def _of_rows(self, rows):
        return self.browse(row["id"] for row in rows)

    @contextmanager
    def _one_note(self):
        """Give a function that writes the row, and that calls within this one mute.

        Which call is the outer one is kept with the transaction, where no client
        reaches it. Nobody is shown what could not be written down.
        """
        cache = self.env.cr.cache
        if self._dossier_section is None or UNDER_WAY in cache or self._is_system():
            yield lambda *args, **kwargs: None
            return
        cache[UNDER_WAY] = True
        try:
            yield self._note
        finally:
            del cache[UNDER_WAY]

    @api.model
    def _is_system(self):
        """Whether nobody is behind this: a job, a script, not a superuser's request."""
        return self.env.su and not request

    @api.model
    def _note(self, action, records, **more):
        self.env["customer.dossier.access.log"]._record(
            action,
            records._noted_dossiers(),
            section=self._dossier_section
            if action == "refused"
            else records._noted_section(),
            **more,
        )

    def _noted_section(self):
        """The part of the dossier that was shown by these records: a log's word."""
        return self._dossier_section

    def _noted_dossiers(self):
        """Whose dossiers these records are; one query at most.

        Past the cache, which all users of a transaction share: noting a refusal must
        not put within reach what was refused.
        """
        dossiers = self.env["customer.dossier"]
        if not self.ids or not self._dossier_path:
            return self if self._dossier_path == "" else dossiers
        # sudo: ids of dossiers go into the log, and nowhere else.
        hidden = self.sudo().with_context(active_test=False)
        groups = hidden._read_group([("id", "in", self.ids)], [self._dossier_path])
        return dossiers.union(*(dossier for [dossier] in groups)).sudo(False)
