from odoo import api, models


class CustomerDossierActivityMixin(models.AbstractModel):
    """Activities on archive models, without a word leaving the archive.

    Odoo 19 takes for granted that whatever has activities has ``mail.thread`` as
    well: it mails the assignee, makes him a follower and posts a message when the
    work is done. An archive has no chatter, no followers and no mails, so the
    activity in the web client is all there is. Texts of activities stay neutral:
    the assignee keeps them even after losing access.
    """

    _name = "customer.dossier.activity.mixin"
    _description = "Activities without mails"
    _inherit = ["mail.activity.mixin"]

    #: External id of the activity by which people are reminded of such a record.
    _desk_activity = None

    def _put_on_desks(self, activity, plan):
        """Schedule many activities at once: the same few queries for any number.

        :param activity: external id of the activity type; its summary is put down in
            the language of whoever gets it
        :param plan: ``[(record of this model, user, day)]``
        """
        kind = self.env.ref(activity)
        # Odoo asks for the names of the records later, one by one.
        self.union(*(record for record, _user, _day in plan)).mapped("display_name")
        model = self.env["ir.model"]._get_id(self._name)
        # Odoo need not prepare the mails that this mixin does not send.
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": kind.id,
                    "summary": kind.with_context(lang=user.lang).summary,
                    "automated": True,
                    "user_id": user.id,
                    "date_deadline": day,
                    "res_model_id": model,
                    "res_id": record.id,
                }
                for record, user, day in plan
            ]
        )

    def _clear_desks(self):
        """Take the reminders of these off everybody's desks."""
        # sudo: they are other people's as well; what they remind of is done.
        self.sudo().activity_unlink([self._desk_activity])

    @api.private
    def message_notify(self, **kwargs):
        return self.env["mail.message"]

    @api.private
    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        return True

    @api.private
    def message_post_with_source(self, source_ref, **kwargs):
        return self.env["mail.message"]
