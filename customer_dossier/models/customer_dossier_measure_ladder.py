from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Domain

from ..formulas.ladder import may_be_rewarded, sanction_step
from .customer_dossier_measure import OPEN
from .customer_dossier_measure_type import REWARD, REWARD_STEP
from .system_job import system_job

#: What was refused, taken back or over is not suggested again so soon: by step.
REST = defaultdict(
    lambda: relativedelta(days=30), {REWARD_STEP: relativedelta(days=180)}
)
#: More credit is no reward to whoever does not use what they have, in percent.
MOSTLY_USED = 80
BATCH = 1000


class CustomerDossier(models.Model):
    """The ladder of escalation: it suggests, people apply and decide."""

    _inherit = "customer.dossier"

    def _ladder_step(self, broken):
        """What arrears or good standing call for, by the stored figures.

        What is disputed does not climb: the oldest undisputed item counts.

        :param broken: ``_broken_promises()`` of the batch
        :return: code of ``LADDER``, or of no step
        """
        if may_be_rewarded(
            self.rating or None,
            self.overdue if self.as_of else None,
            self.growth_class or None,
            None if self.completeness is False else self.completeness,
        ):
            return REWARD_STEP
        days = self.oldest_overdue_days if self.as_of else None
        failed = broken[self.id].count if self.id in broken else 0
        return sanction_step(days, broken_promises=failed)

    def _suits(self, kind):
        """Whether a type of measure can do anything about this dossier today.

        Override for effects of one's own.
        """
        if kind.effect in ("limit_percent", "limit_amount"):
            limited = self.agreed_mode == "limit" and self.agreed_limit > 0
            return limited and (kind.polarity != REWARD or self._needs_credit())
        if kind.effect == "cash_only":
            return self.credit_mode != "cash_only"
        if kind.effect == "withdraw":
            return any(
                one.effect == "grant" and one.support == kind.support
                for one in self.measure_ids
                if one.state == "in_force"
            )
        return True

    def _needs_credit(self):
        """Whether more credit would be of use, and could be given, today."""
        return self.is_current and (self.utilisation or 0) >= MOSTLY_USED

    def _suggest_measures(self):
        """Put the ladder's suggestions down as drafts, and clear those it no longer has.

        Nothing is applied: a person has to propose a draft, and another one decides.

        :return: the new drafts, as superuser. A constant number of queries beside those
            of the promises for each company
        """
        # sudo: the ladder looks at everybody; what comes out are drafts that the
        # readers of each dossier read.
        every = self.sudo()
        broken = every._broken_promises()
        # sudo: as above; types are read by every reader of dossiers.
        kinds = self.env["customer.dossier.measure.type"].sudo()
        kinds = kinds.search([("ladder_step", "!=", False)]).grouped("ladder_step")
        wanted = {}
        for dossier in every.filtered(lambda one: one.state == "active"):
            for kind in kinds.get(dossier._ladder_step(broken), ()):
                if kind.company_id in (dossier.company_id, kind.company_id.browse()):
                    wanted[dossier, kind] = True
        every._clear_suggestions(wanted)
        taken = every._taken_kinds()
        # sudo: as above; the drafts are the system's own.
        drafts = self.env["customer.dossier.measure"].sudo()
        drafts = drafts.create(
            [
                dossier._prepare_suggestion(kind)
                for dossier, kind in wanted
                if (dossier, kind) not in taken and dossier._suits(kind)
            ]
        )
        drafts._put_on_desks(
            drafts._desk_activity,
            [
                (draft, owner, draft.company_id._dossier_today())
                for draft in drafts
                for owner in draft.dossier_id._signal_owner()
            ],
        )
        return drafts

    def _clear_suggestions(self, wanted):
        """Take back drafts of the ladder that nobody took up and it no longer has."""
        drafts = self.measure_ids.filtered(
            lambda one: one.state == "draft" and one.ladder_step
        )
        drafts.filtered(lambda one: (one.dossier_id, one.type_id) not in wanted)._close(
            "withdrawn"
        )

    def _taken_kinds(self):
        """What is under way already, or over not long ago: ``{(dossier, type)}``."""
        return {
            (one.dossier_id, one.type_id)
            for one in self.measure_ids
            if one.state in OPEN
            or one.closed_on + REST[one.type_id.ladder_step]
            > one.company_id._dossier_today()
        }

    def _prepare_suggestion(self, kind):
        words = self.with_context(lang=self._signal_owner().lang or self.env.lang).env
        reward = kind.ladder_step == REWARD_STEP
        if reward:
            aim = words._("A good year is rewarded.")
            evidence = words._(
                "Rated %(rating)s, nothing overdue, business stable or growing.",
                rating=self.rating,
            )
        else:
            aim = words._("What is overdue is paid.")
            evidence = words._(
                "The oldest undisputed item is %(days)s days overdue as of %(day)s.",
                days=self.oldest_overdue_days,
                day=self.as_of,
            )
        signals = () if reward else self._overdue_signals()
        return {
            "dossier_id": self.id,
            "type_id": kind.id,
            "ladder_step": kind.ladder_step,
            "aim": aim,
            "evidence": evidence,
            "signal_ids": [(6, 0, [signal.id for signal in signals])],
        }

    def _overdue_signals(self):
        return self.signal_ids.filtered(
            lambda one: one.state != "closed" and one.kind in ("overdue", "arrears")
        )

    def action_suggest_measures(self):
        """Ask the ladder now about these dossiers.

        :return: a notification that says what it suggests
        """
        self.check_access("write")
        drafts = self._suggest_measures()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._("Measures suggested: %s.", len(drafts)),
                "type": "info",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @system_job
    def _cron_suggest_measures(self, batch=BATCH):
        """Ask the ladder about everybody whom it may concern, batch by batch.

        A crash loses the batch under way; the next run finds the rest.
        """
        concerned = self.search(
            Domain("state", "=", "active")
            & (
                Domain("oldest_overdue_days", ">", 0)
                | Domain("rating", "in", ("AAA", "AA"))
                | Domain(
                    "measure_ids",
                    "any",
                    Domain("state", "=", "draft") & Domain("ladder_step", "!=", False),
                )
            )
        )
        done = 0
        for start in range(0, len(concerned), batch):
            part = concerned[start : start + batch]
            part._suggest_measures()
            done += len(part)
            self.env["ir.cron"]._commit_progress(
                len(part), remaining=len(concerned) - done
            )
