from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..formulas import scorecard as scorecards

SHOWN = ("rating", "score", "grade_id", "risk_level")


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    assessment_id = fields.Many2one(
        "customer.dossier.assessment",
        string="Last assessment",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    assessment_ids = fields.One2many(
        "customer.dossier.assessment", "dossier_id", string="Assessments", readonly=True
    )

    def _assess(self, scorecard=None):
        """Run the scorecard over these dossiers with the figures they have now.

        :param scorecard: the card to run; without it the one in use in each company
        :return: one new ``customer.dossier.assessment`` per dossier, in their order;
            rating, score, grade and risk level of the dossiers follow,
            and a revision comes sooner where the new grade asks for it.
            A constant number of queries for any number of dossiers.
        :raises AccessError: the user may not write these dossiers
        :raises UserError: no scorecard is in use in a company
        """
        self.check_access("write")
        # sudo: judging reads figures, contacts and configuration that the user may
        # not read one by one, and writes what only the system writes; the right to
        # work on these very dossiers is checked above.
        dossiers = self.sudo()
        cards = dossiers._cards(scorecard)
        rows, lines = dossiers._judge(cards)
        dossiers._end_overrides({row["override_id"] for row in rows})
        assessments = dossiers.env["customer.dossier.assessment"]._append(rows)
        dossiers._store_lines(assessments, lines)
        dossiers._show(assessments)
        dossiers._hasten_revisions()
        return assessments.sudo(self.env.su)

    def _judge(self, cards):
        """Evaluate each dossier.

        :param cards: ``{company: scorecard}``
        :return: the rows of assessments, and for each of them the rows of its lines
        """
        engines = {card: card._engine() for card in set(cards.values())}
        axes = {card: card._axes() for card in engines}
        grounds = self._grounds(cards)
        points, batch = self._data_points(), self._batch_facts()
        raws_of, rows, lines = self._raw_values(batch), [], []
        for dossier in self:
            card, raws = cards[dossier.company_id], raws_of[dossier.id]
            items = engines[card].items
            result = scorecards.evaluate(
                items.values(), raws, card.missing, card.min_coverage
            )
            row = dossier._assessment_row(card, axes[card], result, raws)
            rows.append(row | dossier._verdict(engines[card], result, raws, grounds))
            lines.append(dossier._line_rows(items, result, points, batch))
        return rows, lines

    def _cards(self, scorecard):
        if scorecard:
            return dict.fromkeys(self.company_id, scorecard)
        cards = self.env["customer.dossier.scorecard"]._for_companies(self.company_id)
        for company in self.company_id - self.env["res.company"].union(*cards):
            raise UserError(
                self.env._(
                    "No scorecard is in use in %(company)s, so nobody can be rated "
                    "there. Ask an administrator to put one in use.",
                    company=company.name,
                )
            )
        return cards

    def _assessment_row(self, card, axes, result, raws):
        return {
            "dossier_id": self.id,
            "company_id": self.company_id.id,
            "scorecard_id": card.id,
            "date": self.company_id._dossier_today(),
            "user_id": self.env.uid,
            "as_of": self.figures_id.as_of or None,
            "completeness": raws["completeness"],
            "score": result.score,
            "score_unknown_zero": result.score_unknown_zero,
            "coverage": result.coverage,
            "risk_score": result.score_of(axes["risk"]),
            "value_score": result.score_of(axes["value"]),
        }

    def _line_rows(self, items, result, points, batch):
        return [
            {
                "item_id": item.id,
                "sequence": sequence,
                "code": item.code,
                "five_c": item.five_c or None,
                "value": None if isinstance(line.raw, str) else line.raw,
                "word": line.raw if isinstance(line.raw, str) else None,
                "state": line.state,
                "points": line.points,
                "weight": line.item.weight,
                "loss": line.loss,
                **self._source_row(points[item.code], line, batch),
            }
            for sequence, (item, line) in enumerate(
                zip(items, result.lines, strict=True), start=1
            )
        ]

    def _store_lines(self, assessments, lines):
        """Write the lines of each assessment; they come in the same order."""
        self.env["customer.dossier.assessment.line"]._append(
            [
                {**row, "assessment_id": assessment.id}
                for assessment, rows in zip(assessments, lines, strict=True)
                for row in rows
            ]
        )

    def _show(self, assessments):
        """Let the dossiers show what these assessments say; one query for all.

        Rules look at ratings and grades: whose changed is looked at again.
        """
        shown = ["assessment_id", "signals_checked_at", *SHOWN]
        self.flush_recordset(shown)
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_dossier dossier
                   SET assessment_id = judged.id, %s,
                       signals_checked_at = CASE
                           WHEN (dossier.rating, dossier.grade_id)
                                IS NOT DISTINCT FROM (judged.rating, judged.grade_id)
                           THEN dossier.signals_checked_at END
                  FROM customer_dossier_assessment judged
                 WHERE judged.dossier_id = dossier.id AND judged.id = ANY(%s)
                """,
                SQL(", ").join(
                    SQL("%s = judged.%s", SQL.identifier(name), SQL.identifier(name))
                    for name in SHOWN
                ),
                assessments.ids,
            )
        )
        self.invalidate_recordset([*shown, "assessment_ids"])
        self.modified(shown)

    def _hasten_revisions(self):
        """Bring revisions forward to the cadence of the grade; never back."""
        self.flush_recordset(["next_revision_date", "state"])
        for company, own in self.grouped("company_id").items():
            own._hasten_from(company._dossier_today())
        self.invalidate_recordset(["next_revision_date"])
        self.modified(["next_revision_date"])

    def _hasten_from(self, today):
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_dossier dossier
                   SET next_revision_date = %(today)s + grade.revision_days
                  FROM customer_dossier_grade grade
                 WHERE grade.id = dossier.grade_id
                   AND dossier.id = ANY(%(ids)s)
                   AND dossier.state = 'active'
                   AND dossier.next_revision_date > %(today)s + grade.revision_days
                """,
                today=today,
                ids=self.ids,
            )
        )
