from collections.abc import Callable
from typing import Any, NamedTuple

from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ..words import worded
from .customer_dossier_lifecycle import KEEPERS, TERMS
from .customer_dossier_submission import REVIEWERS

_lt = LazyTranslate(__name__)


class Waiting(NamedTuple):
    """Something that waits for a person's decision.

    :param label: lazy words.
    :param model: what is decided on.
    :param state: in which it waits.
    :param mine: ``records -> records``: those that the current user may decide on.
    """

    label: Any
    model: str
    state: str
    mine: Callable


def _may(field):
    return lambda records: records.filtered(field)


def _in_roles(*roles):
    return lambda records: records._in_roles(roles, "read")


def _to_sign(*roles):
    """Those that the user has not signed yet: each signature is another person's."""
    return lambda records: records._in_roles(roles, "write").filtered(
        lambda one: one.env.user not in one._signers()
    )


WAITS = (
    Waiting(_lt("Held orders"), "customer.dossier.hold", "open", _in_roles(*TERMS)),
    Waiting(
        _lt("Requests for credit terms"),
        "customer.dossier.terms.request",
        "requested",
        _may("may_decide"),
    ),
    Waiting(
        _lt("Proposed measures"),
        "customer.dossier.measure",
        "proposed",
        _may("may_decide"),
    ),
    Waiting(
        _lt("Requested overrides"),
        "customer.dossier.override",
        "requested",
        _may("may_decide"),
    ),
    Waiting(
        _lt("Gifts to approve"),
        "customer.dossier.care",
        "requested",
        _may("may_approve"),
    ),
    Waiting(
        _lt("Revisions to verify"),
        "customer.dossier.revision",
        "prepared",
        _to_sign(*KEEPERS),
    ),
    Waiting(
        _lt("Revisions to approve"),
        "customer.dossier.revision",
        "verified",
        _to_sign("leader"),
    ),
    Waiting(
        _lt("Submissions to verify"),
        "customer.dossier.submission",
        "transmitted",
        _in_roles(*REVIEWERS),
    ),
    Waiting(
        _lt("Provision runs"),
        "customer.dossier.provision.run",
        "computed",
        _may("may_approve"),
    ),
    Waiting(
        _lt("Clearances to approve"),
        "customer.dossier.clearance",
        "draft",
        lambda records: records._approvable(),
    ),
)


class CustomerDossierOverview(models.AbstractModel):
    _inherit = "customer.dossier.overview"

    @api.model
    def _waits(self):
        """What the current user may decide on, the most pressing kind first.

        By the user's own rights and companies: what somebody else has to decide is not
        in it.

        :return: ``[{"label": words, "count": int, "model": name, "domain": list}]``,
            kinds of which nothing waits left out; a constant number of queries
        """
        found = []
        for kind in WAITS:
            Model = self.env[kind.model]
            if Model.has_access("read"):
                mine = kind.mine(Model.search([("state", "=", kind.state)]))
                found.append(
                    {
                        "label": worded(self.env, kind.label),
                        "count": len(mine),
                        "model": kind.model,
                        "domain": [("id", "in", mine.ids)],
                    }
                )
        return [row for row in found if row["count"]]
