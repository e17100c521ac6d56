from odoo import api, fields, models
from odoo.fields import Domain

from ..formulas.hold import SEVERITIES, Standing
from ..formulas.sums import OpenSums
from .check_function import check_sums, make_function, turn
from .customer_dossier import HARD_MARKS
from .customer_dossier_exposure import READ
from .customer_dossier_sums import as_open_sums

#: Whose orders are checked. A stop outlives the work on a dossier: whoever has parted
#: with a customer, or given them up, does not supply them again by accident.
CONTROLLED = Domain("state", "=", "active") | Domain("state", "=", "closed") & (
    Domain.OR(Domain(mark, "=", True) for mark in HARD_MARKS)
)
#: What of a dossier is looked at when an order is checked.
CHECKED = (
    *READ,
    *HARD_MARKS,
    *("credit_mode", "credit_limit", "rating"),
    *("grade_id", "limit_group_id", "terms_due"),
)


class CustomerDossier(models.Model):
    """How customers stand when an order is to be confirmed: live, one at a time."""

    _inherit = "customer.dossier"

    orders_checked = fields.Integer(
        string="Orders checked",
        copy=False,
        readonly=True,
        groups=fields.NO_ACCESS,
        help="Counts up with each order that is checked. Two transactions that check the "
        "same customer write it, so that the second one sees what the first one took.",
    )

    def init(self):  # pylint: disable=missing-return
        """Make the function that sums for a check."""
        super().init()
        self.env.cr.execute(make_function())

    @api.model
    def _controlled(self, partners, companies, names=()):
        """The dossiers of customers whose orders are checked, archived ones included.

        :param names: of fields to fetch along
        :return: ``{(partner, company): dossier}``, others left out; one query
        """
        found = self.with_context(active_test=False).search_fetch(
            CONTROLLED
            & Domain("partner_id", "in", partners.ids)
            & Domain("company_id", "in", companies.ids),
            ["partner_id", "company_id", *names],
        )
        return {(one.partner_id, one.company_id): one for one in found}

    def _take_turn(self):
        """Let nobody else check orders of these customers until this transaction ends.

        A lock alone is not enough: the next one would go on with what it saw before. To
        have written the row makes Odoo ask anew. One query.

        Whoever shares a group limit with them waits as well.

        :raises psycopg2.errors.SerializationFailure: somebody else was faster; Odoo tries
            the request again
        """
        self.env.cr.execute(turn(self._in_same_group().ids))

    def _standings(self, kinds=frozenset(), exclude=None, taking_turns=False):
        """How each of these customers stands, without any order under check.

        :param kinds: checks that will be asked; what only others look at is left out
        :param exclude: orders under check, which are not counted yet
        :param taking_turns: what ``_take_turn`` does too, in the same query
        :return: ``{dossier id: formulas.hold.Standing}``; one query for each company, one
            more where guarantees are listed, one for signals, those of group limits
        """
        self._settle_due()
        self.env.flush_all()
        severities = self._severities() if "signalled" in kinds else {}
        left = self._group_headrooms(exclude) if "over_group" in kinds else {}
        result = {}
        for company, dossiers in self.grouped("company_id").items():
            counted = company._exposure_counted(exclude)
            turns = dossiers._in_same_group().ids if taking_turns else ()
            sums, documents = dossiers._sum_for_check(company, counted, turns)
            exposures = dossiers._exposure_of_company(
                company, None, sums, counted, documents
            )
            for dossier in dossiers:
                found = dossier._standing(
                    exposures[dossier.id], sums.get(dossier.partner_id.id) or OpenSums()
                )
                result[dossier.id] = found._replace(
                    severity=severities.get(dossier.id),
                    group_headroom=left.get(dossier.id),
                    term_days=dossier._term_days() if "terms_worse" in kinds else None,
                )
        return result

    def _sum_for_check(self, company, counted, turns=()):
        """What a live check needs, in one query.

        :param turns: ids of dossiers whose turn it is, see ``_take_turn``
        :return: what ``_sum_open_items`` says, and what ``_sum_documents`` does
        """
        [(items, orders, drafts)] = self.env.execute_query(
            check_sums(
                company.id,
                self.partner_id.ids,
                company._dossier_today(),
                company.dossier_exposure_tolerance or 0,
                company.currency_id.decimal_places,
                counted,
                turns,
            )
        )
        found = {partner: tuple(sums) for partner, *sums in orders}
        return as_open_sums(items), (found, dict(drafts))

    def _standing(self, exposure, sums):
        return Standing(
            self.credit_mode,
            self.credit_limit,
            exposure.net,
            exposure.gross,
            sums.late,
            sums.oldest,
            any(self[mark] for mark in HARD_MARKS),
            self.rating or None,
        )

    def _severities(self):
        """:return: ``{dossier id: the gravest severity of its open signals}``"""
        groups = self.env["customer.dossier.signal"]._read_group(
            [("dossier_id", "in", self.ids), ("state", "!=", "closed")],
            ["dossier_id"],
            ["severity:array_agg_distinct"],
        )
        return {
            dossier.id: max(found, key=SEVERITIES.index) for dossier, found in groups
        }

    def _term_days(self):
        """:return: days of the payment terms agreed with the customer, None for none"""
        partner = self.partner_id.with_company(self.company_id)
        return term_days(partner.property_payment_term_id)


def term_days(terms):
    """How long payment terms let a customer wait, were the bill of today.

    :param terms: ``account.payment.term``; its last instalment counts
    :return: days, None without terms
    """
    today = fields.Date.today()
    due = [line._get_due_date(today) for line in terms.line_ids]
    return (max(due) - today).days if due else None
