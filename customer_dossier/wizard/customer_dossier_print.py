from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

MOST = 50  # dossiers in one print


class CustomerDossierPrint(models.TransientModel):
    """Asks what a print of dossiers is for, and is the slip that allows it.

    Printed is only what such a slip of the reader's own names, and only once it has
    the number under which the print stands in the access log.
    """

    _name = "customer.dossier.print"
    _description = "Print dossiers"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = {"credit": "rwcu", "leader": "rwcu"}

    dossier_ids = fields.Many2many(
        "customer.dossier",
        "customer_dossier_print_dossier_rel",
        string="Dossiers",
        required=True,
        context={"active_test": False},
        default=lambda self: self._default_dossier_ids(),
    )
    purpose = fields.Char(
        required=True,
        help="What the copy is for; it stands on the copy and in the access log.",
    )
    copy_number = fields.Char(
        string="Copy number",
        readonly=True,
        copy=False,
        help="The number on every page and in the access log.",
    )

    @api.model
    def _default_dossier_ids(self):
        """The dossiers of the list or form that it is opened from."""
        return self.env["customer.dossier"]._opened_on("read")

    @api.model
    def _has_field_access(self, field, operation):
        """Numbers are given by printing and by nothing else."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name != "copy_number"

    def write(self, vals):
        """Whatever is changed is no longer the print on record: the number goes."""
        done = super().write(vals)
        if "copy_number" not in vals:
            # sudo: people have no hand in numbers; the write itself was theirs.
            self.sudo().copy_number = False
        return done

    def action_print(self):
        """Put one more copy on record, and let the browser download it.

        :raises AccessError: not the wizard of this user, or no right to carry these
            dossiers out
        :raises UserError: no purpose, no dossier, or too many; says what to change
        """
        self.ensure_one()
        self.check_access("write")
        self.dossier_ids._check_export()
        self._check_request()
        # sudo: numbers come from a sequence that only the system may advance, and
        # stand in a field that nobody writes.
        system = self.sudo()
        sequence = system.env["ir.sequence"]
        system.copy_number = sequence.next_by_code(self._name)
        self.env["customer.dossier.access.log"]._record(
            "printed",
            self.dossier_ids,
            section=self._printed_section(),
            road="report",
            purpose=self.purpose,
            copy_number=self.copy_number,
        )
        return {
            **self._report().report_action(self, config=False),
            "close_on_report_download": True,
        }

    def _report(self):
        return self.env.ref("customer_dossier.report_print_dossier")

    def _printed_section(self):
        """What was printed: a word of the access log."""
        return "dossier"

    def _check_purpose(self):
        if not (self.purpose or "").strip():
            raise UserError(
                self.env._("Say what the copy is for; it will be on record.")
            )

    def _check_request(self):
        """Refuse what is not printed, in words that say what to do."""
        self._check_purpose()
        if not self.dossier_ids:
            raise UserError(self.env._("Choose at least one dossier to print."))
        if len(self.dossier_ids) > MOST:
            raise UserError(
                self.env._(
                    "At most %(most)s dossiers are printed at once, and you chose "
                    "%(count)s. Choose fewer, or take the credit report.",
                    most=MOST,
                    count=len(self.dossier_ids),
                )
            )

    def _check_copy(self):
        """Check that this is a print of the user's own, and that it is on record.

        :raises AccessError: it is not, or the user no longer carries these out
        """
        self.check_access("read")
        if len(self) != 1 or self.create_uid != self.env.user or not self.copy_number:
            raise self._make_refusal("export")
        self.dossier_ids._check_export()

    @api.model
    def _print_values(self, docids, about):
        """What every print needs, to nobody but whoever asked for it.

        :param docids: the id of one slip
        :param about: name of the field that says what is printed
        :return: dict with the slip, for the template
        :raises AccessError: not the user's own slip, not on record, or about nothing
            of that kind; see ``_check_copy``
        """
        slip = self.browse(docids).exists()
        slip._check_copy()
        if not slip[about]:
            raise slip._make_refusal("export")
        return {
            "docs": slip,
            "slip": slip,
            "printed_at": format_datetime(self.env, fields.Datetime.now()),
        }
