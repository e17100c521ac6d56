from odoo import models

from ..formulas import scorecard as scorecards
from ..formulas.try_out import SAME, biggest_reason, direction


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _try_out(self, card):
        """What a scorecard would make of these dossiers; nothing of them is written.

        The figures are those of today; the rating begins anew, as it does when the card
        goes live, and overrides in force stay. The biggest reason compares with the
        card in use over the same facts, so that it is the card's doing.

        :param card: ``customer.dossier.scorecard``, a draft as a rule
        :return: a dict of values for ``customer.dossier.tryout.row`` for each dossier
            whose rating or grade would change; a constant number of queries
        """
        draft = card._engine()
        now = self.env[card._name]._for_companies(self.company_id)
        engines = {used: used._engine() for used in set(now.values())}
        grounds = self._grounds(dict.fromkeys(self.company_id, card))
        raws_of, rows = self._raw_values(), []
        for dossier in self:
            raws, used = raws_of[dossier.id], now.get(dossier.company_id)
            after = _evaluate(card, draft, raws)
            verdict = dossier._verdict(draft, after, raws, grounds)
            row = dossier._try_out_row(after, verdict)
            if row:
                before = _evaluate(used, engines[used], raws) if used else None
                items = [*draft.items, *(engines[used].items if used else ())]
                rows.append(row | _reason_row(biggest_reason(before, after), items))
        return rows

    def _try_out_row(self, result, verdict):
        """What would change for one dossier; None when neither rating nor grade does."""
        way = direction(self.rating or None, verdict["rating"])
        if way == SAME and self.grade_id.id == (verdict["grade_id"] or False):
            return None
        known = self.score is not False and result.score is not None
        return {
            "dossier_id": self.id,
            "direction": way,
            "rating_before": self.rating or None,
            "rating_after": verdict["rating"],
            "grade_before_id": self.grade_id.id or None,
            "grade_after_id": verdict["grade_id"],
            "score_before": None if self.score is False else self.score,
            "score_after": result.score,
            "score_change": result.score - self.score if known else None,
        }


def _evaluate(card, engine, raws):
    return scorecards.evaluate(
        engine.items.values(), raws, card.missing, card.min_coverage
    )


def _reason_row(reason, items):
    """The reason as columns: the draft's own item, or the one in use that it drops."""
    found = next((item for item in items if reason and item.code == reason.key), None)
    return {
        "reason_item_id": found.id if found else None,
        "reason_change": reason.change if found else None,
    }
