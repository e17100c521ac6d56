from collections.abc import Callable
from typing import Any, NamedTuple

from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class AlarmKind(NamedTuple):
    """What a rule counts in the access log.

    :param label: lazy name.
    :param unit: lazy words for what the rule's threshold counts.
    :param sentence: lazy words with ``count``, ``hours`` and ``threshold``.
    :param weight: ``(rule, company) -> SQL``: how much the row ``r`` of the log counts;
        NULL or zero for a row that does not.
    """

    label: Any
    unit: Any
    sentence: Any
    weight: Callable


def _reading(rule, company):
    # A screen lists page by page; an outside program that lists has read.
    return SQL(
        """
        CASE WHEN r.action = 'opened' OR r.action = 'listed' AND r.road = 'rpc'
             THEN r.dossier_count END
        """
    )


def _off_hours(rule, company):
    return SQL(
        """
        (SELECT 1
           FROM (SELECT r.at AT TIME ZONE 'UTC' AT TIME ZONE %(tz)s AS at) local
          WHERE r.action NOT IN ('refused', 'flooded', 'changed', 'released')
            AND (NOT %(weekend)s AND extract(isodow FROM local.at) > 5
                 OR extract(epoch FROM local.at::time) < %(start)s * 3600
                 OR extract(epoch FROM local.at::time) >= %(end)s * 3600))
        """,
        tz=company._dossier_tz(),
        weekend=rule.weekend,
        start=rule.office_from,
        end=rule.office_to,
    )


def _outside_own(rule, company):
    # Who has no customers of their own, like a leader, reads none outside of them.
    return SQL(
        """
        (SELECT count(*)
           FROM jsonb_array_elements(r.dossiers) subject
           JOIN customer_dossier d ON d.id = (subject->>0)::int
          WHERE r.action = 'opened'
            AND (r.user_id IN (d.archivist_id, d.deputy_id, d.account_manager_id))
                IS NOT TRUE
            AND EXISTS (
                SELECT FROM customer_dossier own
                 WHERE own.company_id = r.company_id
                   AND r.user_id IN (own.archivist_id, own.deputy_id,
                                     own.account_manager_id)))
        """
    )


def _exports(rule, company):
    return SQL("CASE WHEN r.action IN ('exported', 'printed', 'downloaded') THEN 1 END")


def _refusals(rule, company):
    return SQL("CASE WHEN r.action IN ('refused', 'flooded') THEN 1 END")


ALARM_KINDS = {
    "bulk_reading": AlarmKind(
        _lt("Reading in bulk"),
        _lt("dossiers opened"),
        _lt("%(count)s dossiers opened in %(hours)s h. The rule allows %(threshold)s."),
        _reading,
    ),
    "off_hours": AlarmKind(
        _lt("Outside office hours"),
        _lt("times outside office hours"),
        _lt(
            "%(count)s times at dossiers outside office hours in %(hours)s h. "
            "The rule allows %(threshold)s."
        ),
        _off_hours,
    ),
    "outside_own": AlarmKind(
        _lt("Outside own customers"),
        _lt("dossiers of others opened"),
        _lt(
            "%(count)s dossiers that others keep opened in %(hours)s h. "
            "The rule allows %(threshold)s."
        ),
        _outside_own,
    ),
    "many_exports": AlarmKind(
        _lt("Many exports"),
        _lt("exports, prints and downloads"),
        _lt(
            "%(count)s exports, prints and downloads in %(hours)s h. "
            "The rule allows %(threshold)s."
        ),
        _exports,
    ),
    "refusals": AlarmKind(
        _lt("Repeated refusals"),
        _lt("refusals"),
        _lt("Refused %(count)s times in %(hours)s h. The rule allows %(threshold)s."),
        _refusals,
    ),
}
