from odoo.addons.customer_dossier.models.customer_dossier_filing import IN_HAND

from .common import DossierCommon


class SubmissionCommon(DossierCommon):
    """A contributor who sells to the customer, and ways to take a submission on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.user_id = cls.contributor
        cls.second = cls._create_user(
            "second", "base.group_user,customer_dossier.group_contributor"
        )
        cls.website = cls.env.ref("customer_dossier.channel_website")
        cls.industry = cls.env.ref("customer_dossier.channel_industry")

    @classmethod
    def _submit(cls, what="They have a new store", user=None, **vals):
        return (
            cls.env["customer.dossier.submission"]
            .with_user(user or cls.contributor)
            .create({"partner_id": cls.partner.id, "what": what, **vals})
        )

    @classmethod
    def _section(cls, code):
        return cls.env.ref(f"customer_dossier.section_{code}")

    def _sheet(self, code, user=None):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == code)
        return sheet.with_user(user or self.archivist)

    def _verified(self, code="identity", credibility="2", **vals):
        """A submission up to the archivist's signature, as the archivist holds it."""
        submission = self._submit(section_id=self._section(code).id, **vals)
        submission.action_transmit()
        kept = submission.with_user(self.archivist)
        kept.write({"reliability": "B", "credibility": credibility})
        kept.action_verify()
        return kept

    def _file(self, submission, vals):
        """File values into the section, as the form does that the button opens."""
        action = submission.action_file()
        sheet = submission.env[action["res_model"]].browse(action["res_id"])
        sheet.with_context(**action["context"]).web_save(vals, {"code": {}})
        return sheet

    def _in_hand(self, record, submission):
        return record.with_context(**{IN_HAND: submission.id})
