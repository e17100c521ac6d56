from odoo import api, fields, models
from odoo.tools import format_date, format_list
from odoo.tools.translate import LazyTranslate

from ..formulas.rating import NOT_RATED, position, rating
from ..words import worded

_lt = LazyTranslate(__name__)

TOP = 4
RISK_WORDS = {
    "low": _lt("low risk"),
    "medium": _lt("medium risk"),
    "high": _lt("high risk"),
    "unknown": _lt("risk not known"),
}
VALUE_WORDS = {
    "high": _lt("high value"),
    "middle": _lt("middle value"),
    "low": _lt("low value"),
    "none": _lt("no sales"),
}


def number(value):
    """A number as people write it: 12.0 is 12, 2.25 is 2.2."""
    return f"{value:.1f}".removesuffix(".0")


class CustomerDossierAssessmentLine(models.Model):
    _inherit = "customer.dossier.assessment.line"

    explanation = fields.Char(
        compute="_compute_explanation", help="What the fact was and what it cost."
    )

    @api.depends("code", "value", "word", "state", "loss")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for line in self:
            line.explanation = line._words()

    def _words(self):
        if self.state == "not_applicable":
            return self.env._("does not apply")
        if self.state == "unknown":
            return self.env._("not known")
        if not self.loss:
            return self.env._("full points: %(fact)s", fact=self._fact())
        return self.env._(
            "loses %(loss)s points: %(fact)s", loss=number(self.loss), fact=self._fact()
        )

    def _fact(self):
        """The raw value in words, in the reader's language."""
        point = self.env["customer.dossier"]._data_points().get(self.code)
        if not point:
            return self.word or number(self.value)
        if self.word in point.said:
            return worded(self.env, point.said[self.word])
        if point.choices:
            value = dict(point.choices(self.env)).get(self.word, self.word)
        else:
            shown = point.shown(self.value) if point.shown else self.value
            if point.at_zero and shown <= 0:
                return worded(self.env, point.at_zero)
            value = number(shown)
        sentence = worded(self.env, point.sentence)
        return sentence % {"value": value}


class CustomerDossierAssessment(models.Model):
    _inherit = "customer.dossier.assessment"

    summary = fields.Text(
        string="Why",
        compute="_compute_summary",
        help="Why this rating and this grade, in words.",
    )

    @api.depends("line_ids")
    @api.depends_context("lang")
    def _compute_summary(self):
        for assessment in self:
            assessment.summary = "\n".join(assessment._sentences())

    def _sentences(self):
        """Why this rating and grade: one sentence per list item, most telling first."""
        self.ensure_one()
        sentences = [
            self._override_sentence(),
            self._rating_sentence(),
            self._held_sentence(),
            self._grade_sentence(),
        ]
        reasons = self._reasons()
        if reasons:
            sentences.append(self.env._("What costs most:"))
        sentences += [
            self.env._(
                "• %(item)s %(explanation)s",
                item=line.item_id.name,
                explanation=line.explanation,
            )
            for line in reasons
        ]
        missing = self._missing()
        if missing:
            sentences.append(
                self.env._(
                    "Not known: %(facts)s.",
                    facts=format_list(self.env, missing.item_id.mapped("name")),
                )
            )
        return [sentence for sentence in sentences if sentence]

    def _reasons(self):
        """The lines that cost most, at most four, the dearest first."""
        losing = self.line_ids.filtered("loss")
        return losing.sorted(lambda line: (-line.loss, line.sequence))[:TOP]

    def _missing(self):
        """The lines without a value, the heaviest first: what to find out next."""
        unknown = self.line_ids.filtered(lambda line: line.state == "unknown")
        return unknown.sorted(lambda line: (-line.weight, line.sequence))

    def _override_sentence(self):
        override = self.override_id
        if not override:
            return ""
        return self.env._(
            "Rated %(rating)s by a person until %(date)s, and not by the scorecard: "
            "%(reason)s",
            rating=self.rating,
            date=format_date(self.env, override.date_until),
            reason=override.reason,
        )

    def _rating_sentence(self):
        binding = self._binding_caps()
        by_card = self.rating_by_card or self.rating
        if self.override_id:
            return self.env._("The scorecard alone says %(rating)s.", rating=by_card)
        if self.rating == NOT_RATED:
            return self._not_rated_sentence()
        if self.rating_by_score == NOT_RATED:
            return self.env._(
                "Rated %(rating)s whatever the score: %(why)s.",
                rating=self.rating,
                why=format_list(self.env, binding),
            )
        if binding:
            return self.env._(
                "Rated %(rating)s with %(score)s of 100 points. The points alone would "
                "give %(by_score)s, but: %(why)s.",
                rating=self.rating,
                score=number(self.score),
                by_score=self.rating_by_score,
                why=format_list(self.env, binding),
            )
        return self.env._(
            "Rated %(rating)s with %(score)s of 100 points.",
            rating=self.rating,
            score=number(self.score),
        )

    def _not_rated_sentence(self):
        needed = self.scorecard_id.min_coverage
        if self.coverage >= needed:
            return self.env._(
                "Not rated: this scorecard gives no score while a fact is not known."
            )
        return self.env._(
            "Not rated: only %(coverage)s %% of the weight is known, and %(needed)s %% "
            "is needed.",
            coverage=number(self.coverage),
            needed=number(needed),
        )

    def _held_sentence(self):
        """Why the rating is not the one that the points alone would give."""
        if self.rating_pending:
            return self.env._(
                "Would be %(rating)s, waits for confirmation: asked for on %(seen)s of "
                "%(needed)s days in a row.",
                rating=self.rating_pending,
                seen=self.streak,
                needed=self.scorecard_id.confirm,
            )
        if not self._is_held():
            return ""
        if self._is_within_margin():
            return self.env._(
                "The points alone would give %(by_score)s, but not by %(buffer)s points: "
                "the rating stays.",
                by_score=self.rating_by_score,
                buffer=number(self.scorecard_id.buffer),
            )
        return self.env._(
            "The points alone would give %(by_score)s; a rating moves one step at a "
            "time.",
            by_score=self.rating_by_score,
        )

    def _is_held(self):
        """Whether neither the score nor a cap explains the rating of the scorecard."""
        if NOT_RATED in (self.rating_by_score, self.rating_by_card):
            return False
        if not self.rating_by_card or self._binding_caps():
            return False
        return self.rating_by_score != self.rating_by_card

    def _is_within_margin(self):
        """Whether the score reaches the rating with the margin of the scorecard."""
        scale, buffer = self.scorecard_id._engine().scale, self.scorecard_id.buffer
        near = (rating(self.score + move, scale) for move in (buffer, -buffer))
        return self.rating_by_card in near

    def _binding_caps(self):
        """Words of the conditions that made the rating worse than the points alone."""
        by_score = self.rating_by_score
        ceiling = -1 if by_score == NOT_RATED else position(by_score)
        return self._condition_words(
            code
            for code, rating in (self.facts or {}).get("caps", {}).items()
            if position(rating) > ceiling
        )

    def _condition_words(self, codes):
        known = self.env["customer.dossier"]._cap_conditions()
        return [worded(self.env, known[code].label) for code in codes if code in known]

    def _grade_sentence(self):
        if not self.grade_id:
            return ""
        return self.env._(
            "Grade %(grade)s: %(risk)s (%(why)s), %(value)s.",
            grade=self.grade_id.name,
            risk=worded(self.env, RISK_WORDS[self.risk_level]),
            why=format_list(self.env, self._risk_words()),
            value=worded(self.env, VALUE_WORDS[self.value_level])
            + (f" ({self.env._('strategic')})" if self.facts.get("strategic") else ""),
        )

    def _risk_words(self):
        """What the risk level follows from: hard triggers, a mark, or the rating."""
        known = self.env["customer.dossier"]._cap_conditions()
        hard = [
            code
            for code in self.facts.get("conditions", ())
            if code in known and known[code].hard
        ]
        words = self._condition_words(hard)
        if self.facts.get("watch"):
            words.append(self.env._("on the watch list"))
        if words:
            return words
        if self.rating == NOT_RATED:
            return [self.env._("not rated")]
        return [self.env._("rated %(rating)s", rating=self.rating)]


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    reason_summary = fields.Text(
        string="Why",
        compute="_compute_reason_summary",
        help="Why this rating and this grade, in words.",
    )

    @api.depends("assessment_id")
    @api.depends_context("lang")
    def _compute_reason_summary(self):
        for dossier in self:
            dossier.reason_summary = dossier.assessment_id.summary
