import logging

from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from ..words import worded
from .system_job import system_job

_lt = LazyTranslate(__name__)
_logger = logging.getLogger(__name__)

#: What a mail says of each kind and where its link leads: never a name, never a figure.
WORDS = {
    "alarm": (_lt("Something needs you to look at it at once."), "dossier-signals"),
    "escalation": (
        _lt("Nobody has looked at something yet, so it has come to you."),
        "dossier-signals",
    ),
    "brief": (_lt("A brief is ready for you."), "dossier-briefs"),
    "reminder": (
        _lt("Look again at how customers of yours are doing."),
        "customer-dossiers",
    ),
    "service": (
        _lt("Look at the light of your customers before you next talk to them."),
        "contacts",
    ),
}


class CustomerDossierNotice(models.Model):
    """One digest for a person, however many notices: a link, and no word of content.

    The mail is made of a view and not of a mail template: whoever may edit templates
    could have content or another address put into it, and need not read the archive.
    """

    _inherit = "customer.dossier.notice"

    @system_job
    def _cron_mail(self):
        """Mail everybody who waits their digest, each in a transaction of its own.

        Killed half-way, a mail and the note of it are undone together, and the next run
        goes on. One bad address costs itself only.
        """
        waiting = self.search(self._waiting())
        people = waiting.grouped(lambda one: (one.user_id, one.company_id)).values()
        for left, notices in zip(
            range(len(people) - 1, -1, -1), [*people], strict=True
        ):
            notices._mail_or_skip()
            self.env["customer.dossier"]._wake("mail.ir_cron_mail_scheduler_action")
            if not self.env["ir.cron"]._commit_progress(1, remaining=left):
                break

    def _mail_or_skip(self):
        try:
            with self.env.cr.savepoint():
                self._mail()
        except Exception:
            _logger.exception("No digest could be made for user %s", self.user_id.id)

    def _mail(self):
        """Make one mail of these notices, of one person and company, and note it."""
        user, company = self.user_id, self.company_id
        # sudo: the mail is the system's; nothing of the archive is in it.
        mail = self.env["mail.mail"].sudo()
        mail.create(
            {
                "subject": self.with_context(lang=user.lang)._subject(),
                "body_html": self._body(user, company),
                "email_from": company.email_formatted or user.email_formatted,
                "email_to": user.email_formatted,
                "author_id": company.partner_id.id,
                "auto_delete": True,
            }
        )
        self.write({"mailed_on": fields.Datetime.now()})

    def _subject(self):
        return self.env._("Customer archive: please look")

    def _body(self, user, company):
        digest = self.with_context(lang=user.lang)
        root = company.get_base_url()
        kinds = set(self.mapped("kind"))
        return digest.env["ir.qweb"]._render(
            "customer_dossier.notice_mail",
            {
                "name": user.name,
                "company": company.name,
                "lines": [
                    (worded(digest.env, words), f"{root}/odoo/{path}")
                    for kind, (words, path) in WORDS.items()
                    if kind in kinds
                ],
            },
        )
