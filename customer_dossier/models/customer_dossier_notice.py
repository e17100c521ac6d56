from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

KINDS = [
    ("brief", "Brief"),
    ("alarm", "Alarm"),
    ("escalation", "Alarm passed on"),
    ("reminder", "Reminder"),
    ("service", "Reminder of own customers"),
]


class CustomerDossierNotice(models.Model):
    """That a person is told of a matter, once; and when the mail about it was made.

    What has a row is not told again, whatever happens to the job that tells: the row is
    written in the transaction that tells, and the mail is made in the one that notes it.
    """

    _name = "customer.dossier.notice"
    _description = "Notice"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "id desc"
    _rec_name = "kind"
    _refused = SQL("UPDATE OR DELETE")
    _refused_rows = SQL("FOR EACH ROW WHEN (OLD.mailed_on IS NOT NULL)")

    _dossier_roles = {"leader": "r", "auditor": "r"}
    _dossier_section = "notice"

    user_id = fields.Many2one(
        "res.users", string="Told", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(KINDS, required=True)
    matter = fields.Char(
        required=True,
        groups=fields.NO_ACCESS,
        help="What it is about: for the system, which tells it once.",
    )
    noted_on = fields.Datetime(string="Noted on", required=True)
    mailed_on = fields.Datetime(
        string="Mailed on", help="Empty while it waits for the end of quiet hours."
    )

    _told_once = models.UniqueIndex(
        "(user_id, company_id, kind, matter)", "This person is told of it already."
    )
    # What still goes out, person by person: a small part of all that was ever told.
    _to_mail = models.Index("(company_id, user_id) WHERE mailed_on IS NULL")

    def _kept(self):
        return self.filtered("mailed_on")

    @api.model
    def _tell(self, company, kind, rows):
        """Note whom the next digest tells; whoever is told already is left out.

        :param rows: ``[(user, matter)]``
        :return: the new notices, as superuser; two queries, whatever their number
        """
        # sudo: notices are written by the system only, for the people that it tells.
        notices = self.sudo()
        known = notices.search(
            [
                ("company_id", "=", company.id),
                ("kind", "=", kind),
                ("user_id", "in", [user.id for user, _matter in rows]),
                ("matter", "in", [matter for _user, matter in rows]),
            ]
        )
        told = {(one.user_id.id, one.matter) for one in known}
        new = notices.create(
            [
                {
                    "user_id": user,
                    "company_id": company.id,
                    "kind": kind,
                    "matter": matter,
                    "noted_on": fields.Datetime.now(),
                }
                for user, matter in dict.fromkeys((user.id, m) for user, m in rows)
                if (user, matter) not in told
            ]
        )
        if new:
            self.env["customer.dossier"]._wake("customer_dossier.cron_notice_mail")
        return new

    @api.model
    def _waiting(self):
        """Notices that go out now: their companies are not quiet, people have a mail."""
        companies = self.env["customer.dossier"]._kept_companies()._dossier_awake()
        return Domain(
            [
                ("mailed_on", "=", False),
                ("company_id", "in", companies.ids),
                ("user_id.active", "=", True),
                ("user_id.email", "!=", False),
            ]
        )
