from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class CustomerDossierLimitGroup(models.Model):
    """One limit over several dossiers: of several companies, partners, or both.

    Its exposure is one number, computed with rights of its own. Who reads one of the
    dossiers reads that number; the others' figures, and who they are, stay behind the
    wall of their companies.
    """

    _name = "customer.dossier.limit.group"
    _description = "Group limit"
    _inherit = ["customer.dossier.cleared"]
    _order = "name, id"

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "r",
        "credit": "rwce",
        "leader": "rwcue",
    }
    _dossier_path = "dossier_ids"
    _dossier_section = "figures"

    name = fields.Char(required=True)
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
        ondelete="restrict",
    )
    amount = fields.Monetary(
        string="Group limit", required=True, help="For all of them together."
    )
    # Not for people: its cache is filled by whoever asks first, the wall itself too.
    dossier_ids = fields.One2many(
        "customer.dossier",
        "limit_group_id",
        string="All members",
        context={"active_test": False},
        groups=fields.NO_ACCESS,
    )
    member_ids = fields.Many2many(
        "customer.dossier",
        string="Members",
        compute="_compute_member_ids",
        inverse="_inverse_member_ids",
        help="Those that you may read; there may be others.",
    )
    member_count = fields.Integer(
        string="Members in all", compute="_compute_exposure", aggregator=None
    )
    exposure = fields.Monetary(
        string="Group exposure",
        compute="_compute_exposure",
        help="The net exposures of all members, each converted once.",
    )
    headroom = fields.Monetary(
        string="Group headroom",
        compute="_compute_exposure",
        help="Below zero: over it.",
    )

    _limit_sane = models.Constraint(
        "CHECK (amount >= 0 AND amount < 1e15)",
        "A group limit is an amount from zero up. Check the zeros.",
    )

    def write(self, vals):
        """Write values; a higher group limit lets held orders go on."""
        result = super().write(vals)
        if {"amount", "currency_id"} & vals.keys():
            # sudo: members of other companies as well; nothing is read out.
            self.sudo().dossier_ids._recheck_holds_soon()
        return result

    @api.depends("dossier_ids.limit_group_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_member_ids(self):
        """By the reader's own rights; one query."""
        members = self._readable_members().grouped("limit_group_id")
        for group in self:
            group.member_ids = members.get(group._origin, ())

    def _inverse_member_ids(self):
        """Take in and let go by the user's own rights; hidden members stay."""
        for group in self:
            chosen = group.member_ids
            (group._readable_members() - chosen).limit_group_id = False
            (chosen - group._readable_members()).limit_group_id = group

    def _readable_members(self):
        Dossier = self.env["customer.dossier"].with_context(active_test=False)
        return Dossier.search([("limit_group_id", "in", self.ids)])

    @api.depends("amount", "currency_id", "dossier_ids")
    def _compute_exposure(self):
        """Live; as many queries as ``_exposure`` for the companies of the members."""
        readable = self._origin._filtered_access("read")
        exposures = readable._exposures()
        for group in self:
            found = exposures.get(group._origin.id, (0, 0.0))
            group.member_count, group.exposure = found
            known = group._origin in readable or not group._origin
            group.headroom = group.amount - group.exposure if known else 0.0

    def _exposures(self, exclude=None):
        """What all members of each group could cost together.

        The caller decides who may see it. Queries: those of ``_exposure``, 1 for the
        members and 1 for each rate.

        :param exclude: documents under check, as ``_exposure`` takes them
        :return: ``{group id: (number of members, exposure in the group's currency)}``
        """
        # sudo: a group limit spans companies, and only their sum leaves this method.
        Dossier = self.env["customer.dossier"].sudo().with_context(active_test=False)
        members = Dossier.search([("limit_group_id", "in", self.ids)])
        exposures = members._exposure(exclude=exclude)
        result = {}
        for group, of_group in members.grouped("limit_group_id").items():
            total = sum(
                company.currency_id._convert(
                    sum(exposures[one.id].net for one in mine),
                    group.currency_id,
                    company,
                    company._dossier_today(),
                )
                for company, mine in of_group.grouped("company_id").items()
            )
            result[group.id] = len(of_group), group.currency_id.round(total)
        return result

    def _exposure_words(self):
        """:return: ``{group id: sentence}`` with what is used and the limit"""
        return {
            group: self.env._(
                "Exposure of all %(members)s members %(exposure)s, limit %(limit)s",
                members=members,
                exposure=self.browse(group).currency_id.format(exposure),
                limit=self.browse(group).currency_id.format(self.browse(group).amount),
            )
            for group, (members, exposure) in self._exposures().items()
        }

    @api.model
    def _grant_domain(self, grant):
        """Whoever makes a group sees it before it has members."""
        own = Domain("create_uid", "=", self.env.uid) & Domain(
            "dossier_ids", "=", False
        )
        return super()._grant_domain(grant) | own

    def _noted_dossiers(self):
        # sudo: ids of dossiers go into the log, and nowhere else.
        Dossier = self.env["customer.dossier"].sudo().with_context(active_test=False)
        return Dossier.search([("limit_group_id", "in", self.ids)]).sudo(False)

    @api.constrains("currency_id")
    def _check_currency(self):
        for group in self:
            if not group.currency_id.active:
                raise ValidationError(
                    self.env._(
                        "%(group)s: the currency %(currency)s is not in use. Choose one "
                        "that has rates.",
                        group=group.name,
                        currency=group.currency_id.name,
                    )
                )
