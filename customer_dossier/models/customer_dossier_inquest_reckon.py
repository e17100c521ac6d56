from datetime import timedelta
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from ..formulas.contribution import ZERO, Sold, contribution
from ..formulas.festival import Comparison, Window
from ..formulas.period import period as period_of
from ..ledger.sold import sold


class CustomerDossierInquest(models.Model):
    """The figures of an inquest: two like windows, and what made the difference."""

    _inherit = "customer.dossier.inquest"

    @api.model
    def _spans(self, period):
        """``{span: Comparison}``: the season by its festival, and twelve months."""
        end = period.as_of + timedelta(days=1)
        year = Comparison(
            Window(period.starts[-12], end),
            Window(period.starts[0], period.starts[-12]),
            None,
        )
        return {"season": period.season, "year": year}

    @api.model
    def _open_for(self, revisions):
        """An inquest for each of these revisions, reckoned from the ledger today.

        One query for all products of a company's customers, beside writing.
        """
        festivals = self.env["customer.dossier"]._festival_dates()
        # sudo: inquests are opened by the step of the revision, whose user was
        # checked; invoices are summed up, and nobody sees one.
        Inquest, system = self.sudo(), revisions.sudo()
        opened = Inquest
        for company, mine in system.grouped("company_id").items():
            period = period_of(company._dossier_today(), festivals)
            spans = self._spans(period)
            inquests = Inquest.create(
                [self._opening(revision, period) for revision in mine]
            )
            inquests._reckon(company, spans)
            opened |= inquests
        return opened.sudo(self.env.su)

    @api.model
    def _opening(self, revision, period):
        now, then, festival = period.season
        day = timedelta(days=1)
        return {
            "revision_id": revision.id,
            "dossier_id": revision.dossier_id.id,
            "growth_class": revision.dossier_id.growth_class,
            "as_of": period.as_of,
            "season_from": now.start,
            "season_to": now.end - day,
            "season_then_from": then.start,
            "season_then_to": then.end - day,
            "festival": festival,
        }

    def _reckon(self, company, spans):
        """Write the contributions of inquests of one company, and their sums."""
        cent = Decimal(1).scaleb(-company.currency_id.decimal_places)
        of_partner = {one.dossier_id.partner_id.id: one for one in self}
        rows = []
        for partner, product, span, *sums in self._sold(company, spans, of_partner):
            amounts = Sold(*map(Decimal, sums))
            if not any(amounts):
                continue
            # Without a product there is no quantity that means anything.
            priced = amounts if product else amounts._replace(q0=ZERO, q1=ZERO)
            rows.append(
                {
                    "inquest_id": of_partner[partner].id,
                    "span": span,
                    "product_id": product,
                    "quantity_then": amounts.q1,
                    "value_then": amounts.v1,
                    "quantity_now": amounts.q0,
                    "value_now": amounts.v0,
                    **contribution(priced, cent)._asdict(),
                }
            )
        self.env["customer.dossier.inquest.line"].create(rows)
        for inquest in self:
            for span in spans:
                lines = inquest.line_ids.filtered(lambda one, s=span: one.span == s)
                inquest[f"{span}_delta"] = sum(lines.mapped("delta"))

    @api.model
    def _sold(self, company, spans, partners):
        """:return: rows of partner, product, span, q1, v1, q0, v0; one query"""
        self.env.flush_all()
        windows = [
            SQL(
                "(%s, %s::date, %s::date, %s::date, %s::date)",
                span,
                one.now.start,
                one.now.end,
                one.then.start,
                one.then.end,
            )
            for span, one in spans.items()
        ]
        first = min(one.then.start for one in spans.values())
        last = max(one.now.end for one in spans.values()) - timedelta(days=1)
        return self.env.execute_query(
            SQL(
                """
                SELECT s.partner_id, s.product_id, w.span,
                       COALESCE(SUM(s.quantity) FILTER (WHERE %(then)s), 0)::numeric::text,
                       COALESCE(SUM(s.untaxed) FILTER (WHERE %(then)s), 0)::numeric::text,
                       COALESCE(SUM(s.quantity) FILTER (WHERE %(now)s), 0)::numeric::text,
                       COALESCE(SUM(s.untaxed) FILTER (WHERE %(now)s), 0)::numeric::text
                  FROM (%(sold)s) s
                  CROSS JOIN (VALUES %(windows)s)
                          AS w(span, now_start, now_end, then_start, then_end)
                 GROUP BY 1, 2, 3
                 ORDER BY 1, 3, 2
                """,
                now=SQL("s.day >= w.now_start AND s.day < w.now_end"),
                then=SQL("s.day >= w.then_start AND s.day < w.then_end"),
                sold=sold(company.id, first, last, partners),
                windows=SQL(", ").join(windows),
            )
        )
