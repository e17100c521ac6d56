from odoo import api, fields, models


class CustomerDossier(models.Model):
    """What a dossier's group has left, as one part of it."""

    _inherit = "customer.dossier"

    limit_group_id = fields.Many2one(
        "customer.dossier.limit.group",
        string="Group",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        help="One limit over several companies or customers.",
    )
    group_words = fields.Char(
        string="Group limit in words", compute="_compute_group_words"
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Create dossiers; who puts one into a group has to read that group."""
        for vals in vals_list:
            self._check_group(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Write values; who puts a dossier into a group has to read that group.

        :raises AccessError: its number is nobody's who reads none of its members
        """
        self._check_group(vals)
        return super().write(vals)

    @api.model
    def _check_group(self, vals):
        group = self.env["customer.dossier.limit.group"].browse(
            vals.get("limit_group_id") or ()
        )
        group.check_access("read")

    @api.depends("limit_group_id")
    @api.depends_context("lang")
    def _compute_group_words(self):
        readable = self._origin._filtered_access("read")
        # sudo: who reads a dossier reads the sum of its group, and nothing else of it.
        groups = readable.sudo().limit_group_id
        words = groups._exposure_words() if groups else {}
        for dossier in self:
            # sudo: as above; of a dossier that is not read, nothing is told.
            group = (dossier._origin & readable).sudo().limit_group_id
            dossier.group_words = words.get(group.id, False)

    def _in_same_group(self):
        """These and all other members of their groups, as superuser; one query.

        Whoever checks against a group limit locks these.
        """
        # sudo: a group spans companies; the caller reads no figure of another one.
        dossiers = self.sudo()
        groups = dossiers.limit_group_id
        if not groups:
            return dossiers
        every = dossiers.with_context(active_test=False)
        return dossiers | every.search([("limit_group_id", "in", groups.ids)])

    def _group_headrooms(self, exclude=None):
        """What the groups of these dossiers have left, live.

        :param exclude: documents under check, as ``_exposure`` takes them
        :return: ``{dossier id: amount in the dossier's company currency}``, below zero
            when over; a dossier without a group is missing. No query where none has one.
        """
        # sudo: as in _exposures; one number comes out for each dossier.
        grouped = self.sudo().filtered("limit_group_id")
        exposures = grouped.limit_group_id._exposures(exclude) if grouped else {}
        result = {}
        for dossier in grouped:
            group, company = dossier.limit_group_id, dossier.company_id
            _members, exposure = exposures[group.id]
            result[dossier.id] = group.currency_id._convert(
                group.amount - exposure,
                company.currency_id,
                company,
                company._dossier_today(),
            )
        return result
