from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .customer_dossier_care import OPEN
from .optional_monetary import OptionalMonetary

ACTIVITY = "customer_dossier.activity_care"
GIFT = "customer_dossier.activity_gift"


class ResCompany(models.Model):
    """The company's policy of gifts; nobody gives past it alone."""

    _inherit = "res.company"

    dossier_gift_limit = OptionalMonetary(
        string="Gift without approval",
        help="A dearer one is approved by a leader first; empty: every gift is.",
    )
    dossier_gift_year_limit = OptionalMonetary(
        string="Gifts a year without approval",
        help="To one customer in a calendar year; empty: no limit beside that of a gift.",
    )

    _dossier_gift_limits_positive = models.Constraint(
        "CHECK (dossier_gift_limit >= 0 AND dossier_gift_year_limit >= 0)",
        "Limits of gifts cannot be negative.",
    )


class CustomerDossierCare(models.Model):
    """From planned to done; gifts beyond the policy go by two people."""

    _inherit = "customer.dossier.care"

    requested_by_id = fields.Many2one(
        "res.users", string="Requested by", readonly=True, ondelete="restrict"
    )
    approved_by_id = fields.Many2one(
        "res.users", string="Approved by", readonly=True, ondelete="restrict"
    )
    approved_on = fields.Date(string="Approved on", readonly=True)
    may_approve = fields.Boolean(
        string="May approve",
        compute="_compute_may_approve",
        help="A leader who neither asked for it nor gives it.",
    )

    _two_people = models.Constraint(
        "CHECK (approved_by_id <> requested_by_id)",
        "Nobody approves a gift that they asked for.",
    )

    @api.depends("state", "requested_by_id", "responsible_id")
    @api.depends_context("uid")
    def _compute_may_approve(self):
        leads = self.env.user.has_group("customer_dossier.group_leader")
        for care in self:
            care.may_approve = (
                leads
                and care.state == "requested"
                and self.env.user not in care._hands()
            )

    def _hands(self):
        return self.requested_by_id | self.responsible_id

    def action_request(self):
        """Ask for the approval of gifts beyond the limits.

        :raises UserError: not planned, no gift, without an amount, or none is taken
        """
        self.check_access("write")
        self._check_state("planned")
        for care in self:
            care._check_gift()
        self._step({"state": "requested", "requested_by_id": self.env.uid})

    def action_approve(self):
        """Approve gifts: somebody else than whoever asked for them or gives them.

        :raises AccessError: the user does not lead there, or had a hand in it
        """
        self.check_access("write")
        self._check_roles(("leader",), "write")
        self._check_state("requested")
        for care in self:
            # Also as superuser: four eyes are two people, whoever carries it out.
            if self.env.user in care._hands():
                raise AccessError(
                    self.env._(
                        "You asked for %(care)s or give it yourself. Ask another leader.",
                        care=care.display_name,
                    )
                )
            care._check_gift()
            today = care.company_id._dossier_today()
            care._step(
                {
                    "state": "approved",
                    "approved_by_id": self.env.uid,
                    "approved_on": today,
                }
            )

    def action_done(self):
        """End care as done, with the proof of it.

        :raises UserError: nothing is said of it, it ended already, or a gift goes beyond
            the policy and nobody else has approved it
        """
        self.check_access("write")
        self._check_state("planned", "approved")
        # Two gifts at once are counted one after the other.
        # sudo: only to wait for each other; the user may write these.
        self.sudo().dossier_id.lock_for_update(allow_referencing=True)
        for care in self:
            care._check_remark()
            if care._costs():
                care._check_gift()
                care._check_limits()
            care._step(
                {
                    "state": "done",
                    "done_on": care.company_id._dossier_today(),
                    "done_by_id": self.env.uid,
                    "relation_then": care.dossier_id.relation,
                }
            )

    def action_drop(self):
        """End care without doing it, for the reason in the remark."""
        self.check_access("write")
        self._check_state(*OPEN)
        for care in self:
            care._check_remark()
        self._step({"state": "dropped", "done_by_id": self.env.uid})

    def _step(self, vals):
        # sudo: people may not write states; access and state are checked by callers.
        self.sudo().write(vals)

    def _check_state(self, *states):
        for care in self:
            if care.state not in states:
                raise UserError(
                    self.env._(
                        "%(care)s is past this step already. Reload the page.",
                        care=care.display_name,
                    )
                )

    def _check_remark(self):
        if not (self.remark or "").strip():
            raise UserError(
                self.env._(
                    "%(care)s: write under Remark what was given or said, or why it is "
                    "dropped.",
                    care=self.display_name,
                )
            )

    def _costs(self):
        """Whether it is held against the policy: a gift by any other name is one."""
        return self.way == "gift" or bool(self.amount)

    def _check_gift(self):
        """:raises UserError: it costs nothing, nobody knows what, or none is allowed"""
        # sudo: that no gift is allowed is said to whoever would give one, and no more.
        refused = (
            self.env["customer.dossier.personal"]
            .sudo()
            .search_count(
                Domain("dossier_id", "=", self.dossier_id.id)
                & Domain("kind", "=", "no_gift")
                & Domain("erased_on", "=", False)
                & Domain("expires_on", ">=", self.company_id._dossier_today()),
                limit=1,
            )
        )
        if refused:
            raise UserError(
                self.env._(
                    "This customer takes no gifts. Greet them in another way, and "
                    "change the way of %(care)s.",
                    care=self.display_name,
                )
            )
        if not self._costs() or self.amount is False:
            raise UserError(
                self.env._(
                    "%(care)s: a gift has an amount, zero at least; nothing else needs "
                    "an approval.",
                    care=self.display_name,
                )
            )

    def _check_limits(self):
        """:raises UserError: beyond the policy, and nobody has approved it"""
        company = self.company_id
        alone, a_year = company.dossier_gift_limit, company.dossier_gift_year_limit
        compare = self.currency_id.compare_amounts
        beyond = alone is False or compare(self.amount, alone) > 0
        if a_year is not False:
            beyond |= compare(self.amount + self._given_this_year(), a_year) > 0
        if beyond and self.state != "approved":
            raise UserError(
                self.env._(
                    "%(care)s goes beyond the company's limits of gifts. Ask for an "
                    "approval first.",
                    care=self.display_name,
                )
            )

    def _given_this_year(self):
        first = self.company_id._dossier_today() + relativedelta(month=1, day=1)
        # sudo: gifts on private occasions count as well; only the comparison comes out.
        given = self.sudo()._read_group(
            [
                ("dossier_id", "=", self.dossier_id.id),
                ("state", "=", "done"),
                ("done_on", ">=", first),
            ],
            [],
            ["amount:sum"],
        )
        return given[0][0] or 0.0

    def _put_reminders(self):
        """Put what is to do, or to approve, on the desks of whoever may read it."""
        # sudo: an activity with neutral words; callers may write these.
        cares = self.sudo()
        cares.activity_unlink([ACTIVITY, GIFT])
        for activity, people in (
            (
                ACTIVITY,
                {one: one.responsible_id for one in cares if one.state in OPEN},
            ),
            (GIFT, cares.filtered(lambda one: one.state == "requested")._approvers()),
        ):
            plan = [
                (care, user, care.day)
                for care, users in people.items()
                for user in users
                if user.active and care.with_user(user).has_access("read")
            ]
            if plan:
                cares._put_on_desks(activity, plan)

    def _approvers(self):
        """:return: ``{care: leaders who had no hand in it}``"""
        leaders = self.env["customer.dossier.clearance"]._leaders_of(self.company_id)
        return {care: leaders[care.company_id] - care._hands() for care in self}
