from collections.abc import Callable
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from ..words import worded

_lt = LazyTranslate(__name__)


class Condition(NamedTuple):
    """Something that must hold before a person is appointed.

    :param met: ``(clearance, requirement) -> bool``.
    :param words: lazy; what is wrong and what to do about it.
    :param excusable: whether a leader may make an exception.
    """

    met: Callable
    words: Any
    excusable: bool = False


def _is_personal_user(clearance, _requirement):
    user = clearance.user_id
    return user.active and not user.share and user._is_internal()


def _has_served(clearance, requirement):
    since = clearance.employed_since
    enough = relativedelta(months=round(requirement.min_years * 12))
    return bool(since) and since + enough <= clearance.date_from


def _ends_in_time(clearance, requirement):
    longest = relativedelta(months=requirement.max_months)
    return bool(clearance.date_to) and (
        clearance.date_to <= clearance.date_from + longest
    )


def _is_assessed(clearance, _requirement):
    sufficient = ("yes", "good")
    assessed = {clearance.investigation, clearance.overview} <= set(sufficient)
    return assessed and clearance.assessor_id not in (
        clearance.user_id,
        clearance.env["res.users"],
    )


def _stands_alone(clearance, _requirement):
    last = clearance.date_to or clearance.date_from
    return not clearance.search_count(
        [
            ("user_id", "=", clearance.user_id.id),
            ("role", "=", clearance.role),
            ("company_id", "=", clearance.company_id.id),
            ("state", "in", ("approved", "in_force")),
            ("date_from", "<=", last),
            ("date_to", ">=", clearance.date_from),
            ("id", "!=", clearance._origin.id),
        ],
        limit=1,
    )


def _exception_is_short(clearance, requirement):
    if not clearance.exception:
        return True
    longest = relativedelta(days=requirement.exception_days)
    return bool((clearance.exception_reason or "").strip()) and (
        bool(clearance.date_to) and clearance.date_to <= clearance.date_from + longest
    )


CONDITIONS = {
    "personal_user": Condition(
        _is_personal_user,
        _lt(
            "is not an active internal user: archived, portal and public users stay out"
        ),
    ),
    "own_login": Condition(
        lambda clearance, _requirement: clearance.personal_login,
        _lt("may share the login with others: confirm that it is used by one person"),
    ),
    "company": Condition(
        lambda clearance, _requirement: (
            clearance.company_id in clearance.user_id.company_ids
        ),
        _lt("does not work in this company: allow it in the user's form first"),
    ),
    "commitment": Condition(
        lambda clearance, _requirement: (
            clearance.commitment and clearance.commitment_date
        ),
        _lt("has not signed: attach the signed commitment and its date"),
    ),
    "term": Condition(
        _ends_in_time, _lt("would stay too long or for ever: set an earlier last day")
    ),
    "overlap": Condition(
        _stands_alone,
        _lt("holds this role on some of these days already: begin after its last day"),
    ),
    "exception": Condition(
        _exception_is_short,
        _lt("has an exception without a reason, or for too long"),
    ),
    "service": Condition(
        _has_served,
        _lt("has not served long enough, or since when is not known"),
        excusable=True,
    ),
    "employment_proof": Condition(
        lambda clearance, _requirement: clearance.employed_evidence,
        _lt("has no evidence of employment: say where the date comes from"),
        excusable=True,
    ),
    "competence": Condition(
        _is_assessed,
        _lt("is not assessed as sufficient by somebody else"),
        excusable=True,
    ),
    "pay": Condition(
        lambda clearance, _requirement: clearance.pay_confirmed == "yes",
        _lt("has no pay band confirmed by HR"),
        excusable=True,
    ),
}


class CustomerDossierClearance(models.Model):
    _inherit = "customer.dossier.clearance"

    missing = fields.Text(
        compute="_compute_missing", help="What stands against this appointment today."
    )

    @api.depends("user_id", "company_id")
    def _compute_employed_since(self):
        for clearance in self:
            hired = clearance.user_id and clearance._hired_on()
            clearance.employed_since = hired or clearance.employed_since
            if hired and not clearance.employed_evidence:
                clearance.employed_evidence = self.env._("Employee's file")

    def _hired_on(self):
        """The first day of the person's employment, where Odoo keeps employees.

        Override to take it from elsewhere.

        :return: a date, or None
        """
        if "hr.employee" not in self.env:
            return None
        # sudo: the first day of the person's own employment is all that is taken from
        # the file; whoever prepares an appointment has to know it.
        user = self.user_id.sudo().with_company(self.company_id)
        return user.employee_id and user.employee_id._get_first_version_date()

    @api.depends(
        "user_id", "role", "company_id", "date_from", "date_to", "employed_since",
        "employed_evidence", "commitment", "commitment_date", "investigation",
        "overview", "assessor_id", "pay_confirmed", "personal_login", "exception",
        "exception_reason", "state",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_missing(self):
        for clearance in self:
            words = [worded(self.env, c.words) for c in clearance._unmet()]
            clearance.missing = "\n".join(f"• {line}" for line in words)

    @api.model
    def _conditions(self):
        """Everything that must hold before an appointment: ``{code: Condition}``."""
        return dict(CONDITIONS)

    def _unmet(self):
        """The conditions that do not hold, and that no exception excuses."""
        self.ensure_one()
        if not self.user_id or not self.role:
            return []
        # sudo: the requirement of a role is configuration; the person's user is looked
        # at for what every colleague sees, and only words leave this method.
        own = self.sudo()
        requirement = own._requirement()
        return [
            condition
            for condition in self._conditions().values()
            if not (condition.excusable and self.exception)
            and not condition.met(own, requirement)
        ]

    def _requirement(self):
        requirements = self.env["customer.dossier.clearance.requirement"]
        found = requirements.search([("role", "=", self.role)], limit=1)
        return found or requirements.new({"role": self.role})

    def _check_conditions(self):
        """:raises UserError: naming the person and all that stands against it"""
        for clearance in self:
            if unmet := clearance._unmet():
                raise UserError(
                    self.env._(
                        "%(person)s cannot be appointed yet:\n%(reasons)s",
                        person=clearance.user_id.name,
                        reasons="\n".join(
                            f"• {worded(self.env, c.words)}" for c in unmet
                        ),
                    )
                )
