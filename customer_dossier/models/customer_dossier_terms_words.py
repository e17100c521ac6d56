from odoo import api, fields, models
from odoo.tools import format_date


class CustomerDossier(models.Model):
    """The limit in force as a sum: agreed, what lies over it until when, in force."""

    _inherit = "customer.dossier"

    terms_words = fields.Char(
        string="How the limit adds up", compute="_compute_terms_words"
    )

    @api.depends("layer_ids", "agreed_mode", "agreed_limit", "credit_limit")
    @api.depends_context("lang")
    def _compute_terms_words(self):
        for dossier in self:
            # sudo: layers are no secret to a reader of the terms that they make.
            words = [layer._words() for layer in dossier.sudo().layer_ids]
            summed = dossier.agreed_mode == "limit" and any(words)
            dossier.terms_words = summed and dossier._sum_words(filter(None, words))

    def _sum_words(self, changes):
        amount = self.currency_id.format
        return self.env._(
            "%(agreed)s agreed, %(changes)s = %(limit)s in force",
            agreed=amount(self.agreed_limit),
            changes=", ".join(changes),
            limit=amount(self.credit_limit),
        )


class CustomerDossierLayer(models.Model):
    _inherit = "customer.dossier.layer"

    def _words(self):
        """What it adds to the limit today, with its sign; None where it adds nothing."""
        self.ensure_one()
        change = self.amount or self.percent
        if not change or not self._counts(self.company_id._dossier_today()):
            return None
        sign = "+" if change > 0 else "−"
        if self.amount:
            size = self.currency_id.format(abs(change))
        else:
            size = f"{abs(change):g} %"
        if not self.date_until:
            return f"{sign} {size}"
        return self.env._(
            "%(sign)s %(size)s until %(day)s",
            sign=sign,
            size=size,
            day=format_date(self.env, self.date_until),
        )
