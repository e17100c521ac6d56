from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .customer_dossier_signal_kind import Now
from .system_job import system_job


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    signal_ids = fields.One2many(
        "customer.dossier.signal", "dossier_id", string="Signals", readonly=True
    )
    open_signal_count = fields.Integer(
        string="Open signals", compute="_compute_open_signal_count"
    )
    signals_checked_at = fields.Datetime(
        string="Signals checked at",
        copy=False,
        readonly=True,
        groups=fields.NO_ACCESS,
        help="Which figures the rules saw last: when those were computed.",
    )

    @api.depends("signal_ids.state")
    def _compute_open_signal_count(self):
        counts = dict(
            self.env["customer.dossier.signal"]._read_group(
                [("dossier_id", "in", self.ids), ("state", "!=", "closed")],
                ["dossier_id"],
                ["__count"],
            )
        )
        for dossier in self:
            dossier.open_signal_count = counts.get(dossier._origin, 0)

    def action_raise_signals(self):
        """Refresh the figures of these dossiers, look for signals now, and show them."""
        self.check_access("write")
        self._refresh_figures()
        self._raise_signals()
        return self.action_view_signals()

    def _raise_signals(self):
        """Let every rule look at these dossiers.

        New findings raise a signal, known ones get fresh evidence, and signals whose
        condition ended are closed. A dossier that is not active has no findings.

        :return: the new ``customer.dossier.signal`` records; a constant number of
            queries for each company
        """
        # sudo: rules look at figures and write signals for everybody; callers have
        # checked their right to work on these dossiers, or are the cron.
        dossiers = self.sudo()
        found = dossiers._findings()
        known = dossiers.env["customer.dossier.signal"].search(
            [("dossier_id", "in", self.ids), ("state", "!=", "closed")]
        )
        known._follow(found)
        raised = dossiers._raise_new(found, known)
        raised._remind_owners()
        dossiers._mark_checked()
        return raised

    def _raise_new(self, found, known):
        settled = {(signal.rule_id, signal.dossier_id) for signal in known}
        settled |= self._resting(found)
        return known.create(
            [
                dossier._signal_row(rule, evidence)
                for (rule, dossier), evidence in found.items()
                if (rule, dossier) not in settled
            ]
        )

    def _findings(self):
        """What the rules find: ``{(rule, dossier): evidence}``."""
        # sudo: rules are configuration; whoever asks is checked by the caller.
        rules = (
            self.env["customer.dossier.signal.rule"]
            .sudo()
            .search([("active", "=", True)])
            .filtered(lambda rule: not rule.by_hand)
        )
        looked_at = self.filtered(
            lambda one: one.state == "active" and one.active and one.figures_id.as_of
        )
        batch, names = looked_at._signal_facts(), looked_at._figure_names()
        found = {
            (rule, dossier): rule._evidence(seen, batch)
            for dossier in looked_at
            for seen in [Now(dossier, dossier.figures_id, names)]
            for rule in rules
        }
        return {key: evidence for key, evidence in found.items() if evidence}

    def _resting(self, found):
        """Findings that a person closed a short while ago: asked again later."""
        rules = self.env["customer.dossier.signal.rule"].union(
            *(rule for rule, _dossier in found)
        )
        longest = max(rules.mapped("cool_off_days"), default=0)
        # A day more than asked for: every company has its own day.
        since = fields.Date.today() - timedelta(days=longest + 1)
        closed = self.env["customer.dossier.signal"].search(
            Domain("rule_id", "in", rules.ids)
            & Domain("closed_on", ">=", since)
            & Domain("closed_reason", "=", "worked")
            & Domain("dossier_id", "in", self.ids)
        )
        return {
            (signal.rule_id, signal.dossier_id)
            for signal in closed
            if signal.closed_on + timedelta(days=signal.rule_id.cool_off_days)
            > signal.company_id._dossier_today()
        }

    def _signal_row(self, rule, evidence):
        today = self.company_id._dossier_today()
        return {
            "rule_id": rule.id,
            "kind": rule.kind,
            "dossier_id": self.id,
            "severity": rule._severity(self),
            "evidence": evidence,
            "owner_id": self._signal_owner().id,
            "raised_on": today,
            "last_seen": today,
        }

    def _signal_owner(self):
        """Whom the grade names first, of those who may read the dossier."""
        keepers = [
            (self.account_manager_id, "customer_dossier.group_account_manager"),
            (self.archivist_id, "customer_dossier.group_archivist"),
            (self.deputy_id, "customer_dossier.group_archivist"),
        ]
        if self.grade_id.signal_owner == "archivist":
            keepers.append(keepers.pop(0))
        for user, group in keepers:
            if user.active and self.company_id in user.company_ids:
                if user.has_group(group):
                    return user
        return self.env["res.users"]

    def _mark_checked(self):
        """Note which figures were looked at; past the ORM: the dossier is unchanged."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_dossier dossier
                   SET signals_checked_at = figures.computed_at
                  FROM customer_dossier_figures figures
                 WHERE figures.id = dossier.figures_id AND dossier.id = ANY(%s)
                """,
                self.ids,
            )
        )
        self.invalidate_recordset(["signals_checked_at"])

    @api.model
    def _unchecked(self, limit):
        """Active dossiers whose figures are newer than the last look at them."""
        self.flush_model(["state", "active", "figures_id", "signals_checked_at"])
        self.env["customer.dossier.figures"].flush_model(["computed_at"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT dossier.id
                  FROM customer_dossier dossier
                  JOIN customer_dossier_figures figures
                    ON figures.id = dossier.figures_id
                 WHERE dossier.active AND dossier.state = 'active'
                   AND figures.computed_at IS NOT NULL
                   AND dossier.signals_checked_at IS DISTINCT FROM figures.computed_at
                 ORDER BY dossier.id
                 LIMIT %s
                """,
                limit,
            )
        )
        return self.browse(row[0] for row in rows)

    @system_job
    def _cron_raise_signals(self, batch=1000):
        """Look at one batch of dossiers with new figures; the runner calls again."""
        dossiers = self._unchecked(batch)
        dossiers._raise_signals()
        remaining = len(self._unchecked(batch)) if dossiers else 0
        self.env["ir.cron"]._commit_progress(len(dossiers), remaining=remaining)
