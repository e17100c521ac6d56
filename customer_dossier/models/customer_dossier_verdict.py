import json
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

from ..formulas import grade as grades
from ..formulas import hysteresis
from ..formulas import rating as ratings


class Grounds(NamedTuple):
    """What a verdict needs beside the figures, for many dossiers at once.

    :param matrix: ``{(value level, risk level): customer.dossier.grade}``.
    :param states: ``hysteresis.RatingState`` of the day before, by dossier id.
    :param overrides: ``customer.dossier.override`` in force, by dossier id.
    """

    matrix: dict
    states: dict
    overrides: dict


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _grounds(self, cards):
        """:return: ``Grounds`` of these dossiers; a constant number of queries"""
        matrix = self.env["customer.dossier.grade.cell"]._matrix()
        return Grounds(matrix, self._states_before(cards), self._overrides_in_force())

    def _states_before(self, cards):
        """Where the rating of each dossier stood before today, by the same scorecard.

        Runs of one day are one look at the customer: otherwise pressing a button twice
        would confirm. Another card, or another version of it, begins anew.

        :param cards: ``{company: scorecard}``
        :return: ``{dossier id: hysteresis.RatingState}``; one query
        """
        today = {company.id: company._dossier_today() for company in self.company_id}
        card_of = {company.id: card.id for company, card in cards.items()}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (dossier_id)
                       dossier_id, scorecard_id, company_id,
                       rating_by_card, rating_pending, streak
                  FROM customer_dossier_assessment
                 WHERE dossier_id = ANY(%(ids)s)
                   AND rating_by_card IS NOT NULL
                   AND date < (%(today)s::jsonb ->> company_id::text)::date
              ORDER BY dossier_id, date DESC, id DESC
                """,
                ids=self.ids,
                today=json.dumps(today, default=str),
            )
        )
        return {
            dossier: hysteresis.RatingState(rating, _direction(rating, pending), streak)
            for dossier, card, company, rating, pending, streak in rows
            if card == card_of[company]
        }

    def _verdict(self, engine, result, raws, grounds):
        """Rating, levels and grade of one dossier from its evaluated scorecard.

        :param engine: ``Engine`` of the card
        :param result: ``formulas.scorecard.Result``
        :param raws: its raw values by data point
        :param grounds: ``Grounds`` of the batch
        :return: values of an assessment
        """
        known, met = self._cap_conditions(), self._conditions_met(raws)
        caps = {code: engine.caps[code] for code in met if code in engine.caps}
        hard = [best for code, best in caps.items() if known[code].hard]
        trigger = any(known[code].hard for code in met)
        row = self._rating_row(engine, result, grounds, list(caps.values()), hard)
        row |= self._override_row(grounds, trigger)
        row["rating"] = row["rating"] or row["rating_by_card"]
        value = grades.value_level(self.figures_id.abc_class or None, self.strategic)
        risk = grades.risk_level(row["rating"], trigger, self.watch)
        marks = {"watch": self.watch, "strategic": self.strategic}
        grade = grounds.matrix.get((value, risk))
        return row | {
            "value_level": value,
            "risk_level": risk,
            "grade_id": grade.id if grade else None,
            "facts": {"conditions": met, "caps": caps, **marks},
        }

    def _rating_row(self, engine, result, grounds, caps, hard):
        """The rating and how it came about: by score, by confirmation, by caps."""
        score = result.score if result.rated else None
        before = grounds.states.get(self.id, hysteresis.RatingState())
        after = _next_state(before, score, engine, caps, hard)
        return {
            "rating_by_score": ratings.rating(score, engine.scale),
            "rating_by_card": after.rating,
            "rating_pending": _pending(after, engine.scale),
            "streak": after.streak,
        }


def _next_state(before, score, engine, caps, hard):
    """The state after this run: caps and hard triggers at once, the rest by steps."""
    scale, steps = engine.scale, [band.result for band in engine.scale]
    if before.rating not in steps:
        before = hysteresis.RatingState()
    by_score = ratings.rating(score, scale)
    if hard:
        known = [] if by_score == ratings.NOT_RATED else [by_score]
        hard = ratings.worst([*hard, *caps, *known], scale)
    ceiling = ratings.worst(caps, scale) if caps else None
    after = hysteresis.next_state(
        before, score, hard or None, ceiling, scale, engine.buffer, engine.confirm
    )
    allowed = ratings.capped(after.rating, caps, scale)
    return after if allowed == after.rating else hysteresis.RatingState(allowed)


def _pending(state, scale):
    """The rating that the score asks for and that waits; None when nothing waits."""
    if not state.direction:
        return None
    return scale[ratings.position(state.rating, scale) - state.direction].result


def _direction(rating, pending):
    """-1 when a worse rating waits, 1 when a better one, 0 when none."""
    if not pending:
        return 0
    return 1 if ratings.position(pending) < ratings.position(rating) else -1
