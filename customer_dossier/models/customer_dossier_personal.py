from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..formulas.commitment import commitment, new_salt

READERS = "customer_dossier.group_archivist,customer_dossier.group_leader"
KINDS = [
    ("birthday", "Birthday"),
    ("family", "Family"),
    ("family_day", "Family day"),
    ("hobby", "Hobbies"),
    ("gift", "Gifts"),
    ("no_gift", "Gifts not allowed"),
    ("origin", "Home and education"),
    ("other", "Other"),
]
GROUNDS = [
    ("consent", "Consent"),
    ("contract", "Contract with the person"),
    ("legal_duty", "Legal duty"),
    ("interest", "Legitimate interest (GDPR only)"),
]
#: What an entry says; its fingerprint covers these, and erasing empties them.
VALUES = ("value", "month", "day", "lunar")
KEPT_MONTHS = 24


class CustomerDossierPersonal(models.Model):
    """One private matter of a key person: for a purpose, on a ground, until a day.

    What has expired is behind the wall at once, for every role; a job erases it for
    good after a time of grace. Erasing leaves the row, without value and salt, so that
    fingerprints in older documents stay valid.
    """

    _name = "customer.dossier.personal"
    _description = "Personal matter"
    _inherit = ["customer.dossier.cleared"]
    _order = "person_id, kind, id"

    _dossier_roles = {"archivist": "rwc", "leader": "rwce"}
    _dossier_path = "dossier_id"
    _dossier_section = "personal"

    person_id = fields.Many2one(
        "customer.dossier.person",
        string="Key person",
        required=True,
        index=True,
        ondelete="cascade",
    )
    dossier_id = fields.Many2one(
        related="person_id.dossier_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="person_id.company_id", store=True, precompute=True
    )
    partner_id = fields.Many2one(
        related="dossier_id.partner_id", related_sudo=False, string="Customer"
    )
    kind = fields.Selection(KINDS, required=True, default="birthday")
    value = fields.Text(string="What we know")
    month = fields.Integer(help="Of a birthday or another day that comes every year.")
    day = fields.Integer()
    lunar = fields.Boolean(
        string="Lunar calendar", help="Month and day are those of the lunar calendar."
    )
    purpose = fields.Char(
        required=True, help="What we need it for; it is used for nothing else."
    )
    ground = fields.Selection(
        GROUNDS, string="Legal ground", required=True, help="PIPL art. 13, GDPR art. 6."
    )
    consent_on = fields.Date(string="Consent given on")
    consent_file = fields.Binary(
        string="Consent",
        attachment=True,
        groups=READERS,
        help="The signed consent. It is erased with the entry.",
    )
    consent_filename = fields.Char(string="Name of the file", groups=READERS)
    expires_on = fields.Date(
        string="Kept until",
        required=True,
        index=True,
        default=lambda self: (
            fields.Date.context_today(self) + relativedelta(months=KEPT_MONTHS)
        ),
        help="From the next day on nobody sees it.",
    )
    erased_on = fields.Date(string="Erased on", readonly=True)
    salt = fields.Char(groups=fields.NO_ACCESS, copy=False)
    commitment = fields.Char(
        string="Fingerprint", groups=fields.NO_ACCESS, copy=False, readonly=True
    )

    _consent_dated = models.Constraint(
        "CHECK (ground != 'consent' OR consent_on IS NOT NULL OR erased_on IS NOT NULL)",
        "Say on which day the person gave consent.",
    )
    _month_and_day = models.Constraint(
        "CHECK (COALESCE(month, 0) BETWEEN 0 AND 12"
        " AND COALESCE(day, 0) BETWEEN 0 AND 31)",
        "A month is between 1 and 12, a day between 1 and 31.",
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: names travel further than records.
        for entry in self:
            entry.display_name = self.env._(
                "Personal matter %(number)s", number=entry.id or ""
            )

    @api.constrains("expires_on")
    def _check_expiry(self):
        for entry in self.filtered(lambda entry: not entry.erased_on):
            if entry.expires_on < entry.company_id._dossier_today():
                raise ValidationError(
                    self.env._(
                        "%(entry)s would expire in the past. Choose a later day, or "
                        "erase it.",
                        entry=entry.display_name,
                    )
                )

    def _grant_domain(self, grant):
        """What has expired or is erased is nobody's to see, whatever the role."""
        there = self.with_context(tz=grant.timezone)
        return (
            super()._grant_domain(grant)
            & Domain("expires_on", ">=", fields.Date.context_today(there))
            & Domain("erased_on", "=", False)
        )

    @api.model
    def _has_field_access(self, field, operation):
        """That an entry is erased follows from the step, never from a form."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name != "erased_on"

    @api.model_create_multi
    def create(self, vals_list):
        """Create entries, each with its fingerprint."""
        entries = super().create(vals_list)
        entries._seal()
        return entries

    def write(self, vals):
        """Write values; what says something else gets another fingerprint.

        :raises UserError: an entry would become another person's
        """
        if "person_id" in vals and self.person_id.ids != [vals["person_id"]]:
            raise UserError(
                self.env._(
                    "%(entry)s stays with its person. Make a new one for the other.",
                    entry=self[:1].display_name,
                )
            )
        result = super().write(vals)
        if not vals.keys().isdisjoint((*VALUES, "kind")):
            self.filtered(lambda entry: not entry.erased_on)._seal()
        return result

    def _seal(self):
        # sudo: salt and fingerprint are closed to everybody; they belong to entries
        # that the user was just allowed to write.
        for entry in self.sudo():
            salt = new_salt()
            entry.write(
                {"salt": salt, "commitment": commitment(salt, entry._content())}
            )

    def _content(self):
        """What the fingerprint covers, as plain data."""
        self.ensure_one()
        return {name: self[name] or None for name in ("kind", *VALUES)}

    def _commitment(self):
        """What a document may keep of this entry: the same before and after erasing.

        :return: SHA-256 over salt and value, which tells nothing without the salt
        """
        self.ensure_one()
        # sudo: a fingerprint; whoever puts it into a document reads no value by it.
        return self.sudo().commitment
