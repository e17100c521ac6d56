from odoo import api, fields, models
from odoo.tools import formatLang

UNKNOWN = "–"


class CustomerDossierSheet(models.Model):
    """Our position beside the rivals' at one customer."""

    _inherit = "customer.dossier.sheet"

    comparison = fields.Json(
        string="We and the others",
        compute="_compute_comparison",
        help="Our share is the one of the section on products, our terms are those of "
        "the contact and of the dossier.",
    )

    @api.depends(
        "competitor_ids.name",
        "competitor_ids.share",
        "competitor_ids.payment_days",
        "competitor_ids.credit_given",
        "competitor_ids.rebate",
        "dossier_id.credit_limit",
        "dossier_id.credit_mode",
    )
    @api.depends_context("lang")
    def _compute_comparison(self):
        """We first, then the others by their share; two queries."""
        rivals = self._is_of("competitors").filtered("competitor_ids")
        (self - rivals).comparison = False
        shares = rivals._own_wallet_shares()
        for sheet in rivals:
            others = sheet.competitor_ids.sorted(lambda one: -(one.share or 0))
            sheet.comparison = {
                "head": sheet._comparison_head(),
                "rows": [
                    sheet._comparison_row(*sheet._our_terms(shares)),
                    *(
                        sheet._comparison_row(
                            one.name,
                            one.share,
                            one.payment_days,
                            one.credit_given,
                            one.rebate,
                        )
                        for one in others
                    ),
                ],
                "marked": 0,
            }

    def _comparison_head(self):
        fields_of = self.env["customer.dossier.competitor"]._fields
        names = ("name", "share", "payment_days", "credit_given", "rebate")
        return [fields_of[name]._description_string(self.env) for name in names]

    def _our_terms(self, shares):
        """What we give: as the contact and the dossier say; a rebate is not known."""
        dossier = self.dossier_id
        days = dossier.partner_id.property_payment_term_id.line_ids.mapped("nb_days")
        limit = dossier.credit_limit if dossier.credit_mode == "limit" else False
        share = shares.get(dossier, False)
        return self.env._("We"), share, max(days, default=False), limit, False

    def _comparison_row(self, name, share, days, credit, rebate):
        def number(value, digits):
            if value is False:
                return UNKNOWN
            return formatLang(self.env, value, digits=digits)

        money = UNKNOWN if credit is False else self.currency_id.format(credit)
        return [name, number(share, 1), number(days, 0), money, number(rebate, 1)]

    def _own_wallet_shares(self):
        """Our share by dossier, from the sections on products that the user reads.

        :return: ``{dossier: percent or False}``; one query
        """
        sheets = self.search(
            [
                ("dossier_id", "in", self.dossier_id.ids),
                ("section_id.code", "=", "products"),
            ]
        )
        return {sheet.dossier_id: sheet.wallet_share for sheet in sheets}
