from typing import NamedTuple

from odoo import fields, models
from odoo.exceptions import LockError, UserError
from odoo.tools.translate import LazyTranslate

from ..formulas.admiralty import allowed_credibility
from ..words import worded
from .customer_dossier_submission import REVIEWERS

_lt = LazyTranslate(__name__)


class Step(NamedTuple):
    """One way on.

    :param sources: states from which it leads, :param target: the state after it.
    :param words: the field whose words go along, None for none.
    :param missing: lazy sentence for words that must be there and are not.
    """

    sources: tuple
    target: str
    words: str | None = None
    missing: object = None


REPLY_FIRST = _lt(
    "%(submission)s: write the words to the collector first, then take the step."
)
STEPS = {
    "transmit": Step(("collected",), "transmitted"),
    "answer": Step(
        ("returned",),
        "transmitted",
        "answer",
        _lt("%(submission)s: write your answer to the question first, then transmit."),
    ),
    "verify": Step(("transmitted",), "verified"),
    "return": Step(("transmitted", "verified"), "returned", "reply", REPLY_FIRST),
    "reject": Step(("transmitted", "verified"), "rejected", "reply", REPLY_FIRST),
    "file": Step(("verified",), "filed"),
    "feed_back": Step(("filed",), "fed_back", "reply", REPLY_FIRST),
}
BY_COLLECTOR = {"transmit", "answer"}
TO_COLLECTOR = {"return", "reject", "feed_back"}


class CustomerDossierSubmission(models.Model):
    """The steps of a submission; each leaves a row with its time and its words."""

    _inherit = "customer.dossier.submission"

    def action_transmit(self):
        """Hand own submissions over to the archive; returned ones with an answer."""
        self.check_access("read")
        returned = self.filtered(lambda one: one.state == "returned")
        returned._advance("answer")
        (self - returned)._advance("transmit")

    def action_verify(self):
        """Sign submissions as verified, with source and content judged.

        :raises UserError: not judged, or "confirmed" without two independent sources
        """
        self._check_turn("verify")
        for submission in self:
            submission._check_judged()
        self._advance("verify")
        self._as_system()._sign_as(self.env.user)

    def action_return(self):
        """Return submissions to their collectors, with a question."""
        self._advance("return")

    def action_reject(self):
        """End submissions that are not to be filed, with the reason."""
        self._advance("reject")

    def action_feed_back(self):
        """Tell the collectors what came of their submissions, and be done."""
        self._advance("feed_back")

    def _advance(self, name):
        """Take one step with each of these.

        :raises UserError: a submission is in another state, its words are missing, or
            somebody else takes a step with it at this moment
        """
        self._check_turn(name)
        step = STEPS[name]
        words = {one.id: one._words_of(step) for one in self}
        now = fields.Datetime.now()
        moved = self._as_system()
        vals = {"state": step.target, **dict.fromkeys(filter(None, [step.words]))}
        if step.target in ("transmitted", "filed"):
            vals[f"{step.target}_at"] = now
        moved.write(vals)
        moved.env["customer.dossier.submission.step"].create(
            [
                {
                    "submission_id": one.id,
                    "state": step.target,
                    "at": now,
                    "words": words[one.id],
                    "user_id": self.env.uid,
                }
                for one in moved
            ]
        )
        moved._tell(name)

    def _check_turn(self, name):
        """Check that the user may take this step, now, with all of these."""
        self.check_access("read")
        step = STEPS[name]
        if name not in BY_COLLECTOR:
            self.check_access("write")
            self._check_roles(REVIEWERS, "write")
        elif not self.env.su and self.collector_id - self.env.user:
            raise self._make_refusal("write")
        self._lock()
        for submission in self:
            if submission.state not in step.sources:
                raise UserError(
                    self.env._(
                        "%(submission)s is past this step already. Reload the page.",
                        submission=submission.display_name,
                    )
                )

    def _lock(self):
        """Keep others from taking a step with these until this transaction ends."""
        try:
            self.lock_for_update()
        except LockError:
            raise UserError(
                self.env._(
                    "Somebody else works on %(submission)s at this moment. Reload the "
                    "page and see what came of it.",
                    submission=self[:1].display_name,
                )
            ) from None
        self.invalidate_recordset(["state", "filed_by_id"], flush=True)

    def _words_of(self, step):
        words = (self[step.words] or "").strip() if step.words else ""
        if step.missing and not words:
            sentence = worded(self.env, step.missing)
            raise UserError(sentence % {"submission": self.display_name})
        return words

    def _check_judged(self):
        """:raises UserError: the code is missing, or better than the sources allow"""
        if not (self.reliability and self.credibility):
            raise UserError(
                self.env._(
                    "%(submission)s: judge the source (A-F) and the content (1-6) "
                    "first, then verify.",
                    submission=self.display_name,
                )
            )
        confirming = self.confirmed_by_ids.filtered(
            lambda one: one.partner_id == self.partner_id and one.state != "rejected"
        )
        heard = [one._heard_from() for one in self | confirming]
        if allowed_credibility(self.credibility, heard) != self.credibility:
            raise UserError(
                self.env._(
                    "%(submission)s: content 1 needs two independent sources, of "
                    "different persons and by different channels. Name the submission "
                    "that confirms it, or judge the content 2.",
                    submission=self.display_name,
                )
            )

    def _sign_as(self, user):
        self.write(
            {
                "verified_on": fields.Date.context_today(self.with_user(user)),
                "verified_by_id": user.id,
            }
        )
