from odoo import api, fields, models
from odoo.exceptions import UserError

from .called import is_id
from .customer_dossier_submission import REVIEWERS
from .customer_dossier_told import NOTE

#: In the context of a form in which somebody files a submission: which one. It names
#: the source and opens nothing; whether the user may file it is asked of the record.
IN_HAND = "file_submission"


class CustomerDossierSubmission(models.Model):
    """Filing: what is saved in a section becomes facts with this source."""

    _inherit = "customer.dossier.submission"

    @api.model
    def _in_hand(self):
        """The submission that the user is filing, if any; not checked yet."""
        number = self.env.context.get("file_submission")
        return self.browse(number if is_id(number) else ())

    def action_file(self):
        """Open the section of this submission; what is saved there comes from it."""
        sheet = self._check_filing()
        return {
            **sheet._form_action(),
            "name": self.env._("File %(submission)s", submission=self.display_name),
            "target": "new",
            "context": {IN_HAND: self.id},
        }

    def action_file_note(self):
        """File the words as they are: a note in the section, with its source."""
        sheet = self._check_filing()
        # sudo: facts are written by the system only; the user may file this very
        # submission into this very section, see above.
        self.env["customer.dossier.fact"].sudo().create(
            {
                "sheet_id": sheet.id,
                "item": NOTE,
                "value": self.what,
                **self._fact_source(),
            }
        )
        self._mark_filed()

    def action_open_dossier(self):
        """Open the dossier of this customer; who may creates it first."""
        self.ensure_one()
        self.check_access("read")
        self._check_roles(REVIEWERS, "read")
        return self.partner_id.action_open_dossier()

    def _check_filing(self):
        """Check that the user may file this submission now.

        :return: the section of the dossier into which it goes
        :raises UserError: not verified, filed by somebody else, or nowhere to file it
        """
        self.ensure_one()
        self.check_access("write")
        self._check_roles(REVIEWERS, "write")
        self._lock()
        own = self.state == "filed" and self.filed_by_id == self.env.user
        if self.state != "verified" and not own:
            raise UserError(
                self.env._(
                    "%(submission)s is not to be filed: it is not verified, or "
                    "somebody has filed it already. Reload the page.",
                    submission=self.display_name,
                )
            )
        if not (self.dossier_id and self.section_id):
            raise UserError(
                self.env._(
                    "%(submission)s: choose the section into which it belongs, and "
                    "open a dossier if the customer has none. Then file it.",
                    submission=self.display_name,
                )
            )
        sheet = self.dossier_id.sheet_ids.filtered(
            lambda one: one.section_id == self.section_id
        )
        sheet.check_access("write")
        return sheet

    def _fact_source(self):
        return {
            **{name: value for name, value in self._source().items() if value},
            "submission_id": self.id,
            "verified_on": self.verified_on,
            "verified_by_id": self.verified_by_id.id,
        }

    def _file(self, sheet, vals):
        """File values of a section as facts that this submission told.

        :param vals: as ``write`` of a section takes them
        :raises UserError: see :meth:`_check_filing`, or it belongs to another section
        """
        if sheet != self._check_filing():
            raise UserError(
                self.env._(
                    "%(submission)s belongs to another section. Change its section, "
                    "then file it.",
                    submission=self.display_name,
                )
            )
        sheet = sheet.with_context(**{IN_HAND: None})
        lists = set(sheet._lines().get(sheet.code, ()))
        items = {name: value for name, value in vals.items() if name not in lists}
        told = sheet._file_items(items, self._fact_source())
        for name in lists & vals.keys():
            told |= sheet._file_lines(name, vals[name], self._fact_source())
        if told:
            self._mark_filed()
        return True

    def _mark_filed(self):
        """The step "filed", once, with the hours since the field."""
        if self.state == "filed":
            return
        self._advance("file")
        hours = (fields.Datetime.now() - self.create_date).total_seconds() / 3600
        self._as_system().write(
            {"filed_by_id": self.env.uid, "hours_to_file": round(hours, 1)}
        )
        self._as_system()._ask_rechecks()
