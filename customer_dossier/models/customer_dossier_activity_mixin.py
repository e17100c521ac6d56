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

    @api.private
    def message_notify(self, **kwargs):
        return self.env["mail.message"]

    @api.private
    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        return True

    @api.private
    def message_post_with_source(self, source_ref, **kwargs):
        return self.env["mail.message"]
