from odoo import api, fields, models
from odoo.tools import SQL

from ..words import worded
from .customer_dossier_access_alarm_kind import ALARM_KINDS
from .customer_dossier_signal_rule import SEVERITIES


class CustomerDossierAccessAlarmRule(models.Model):
    """When the access log shows something that a leader must look at."""

    _name = "customer.dossier.access.alarm.rule"
    _description = "Alarm rule"
    _inherit = ["customer.dossier.cleared", "customer.dossier.recorded"]
    _order = "sequence, id"
    _recorded_section = "alarm_rule"
    _dossier_roles = {"leader": "re", "auditor": "re", "manager": "rwcue"}

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Leave empty to use the rule in every company.",
    )
    kind = fields.Selection(
        selection="_selection_kind", required=True, help="What the rule counts."
    )
    threshold = fields.Integer(required=True, help="The alarm is raised beyond this.")
    threshold_unit = fields.Char(string="Unit", compute="_compute_threshold_unit")
    window_hours = fields.Integer(
        string="Within hours",
        default=24,
        required=True,
        help="Counted over any span of so many hours.",
    )
    office_from = fields.Float(string="Office opens", default=8)
    office_to = fields.Float(string="Office closes", default=19)
    weekend = fields.Boolean(
        string="Weekends are office days",
        help="Otherwise all of Saturday and Sunday is outside office hours.",
    )
    severity = fields.Selection(SEVERITIES, default="medium", required=True)

    _threshold_positive = models.Constraint(
        "CHECK (threshold >= 0)", "The threshold of an alarm cannot be negative."
    )
    _window_hours_sensible = models.Constraint(
        "CHECK (window_hours BETWEEN 1 AND 744)",
        "An alarm counts over one hour at least and over a month (744 hours) at most.",
    )
    _office_hours_sensible = models.Constraint(
        "CHECK (0 <= office_from AND office_from < office_to AND office_to <= 24)",
        "The office opens before it closes, both between 0:00 and 24:00.",
    )

    @api.model
    def _kinds(self):
        """Everything a rule may count: ``{code: AlarmKind}``."""
        return dict(ALARM_KINDS)

    @api.model
    def _selection_kind(self):
        return [
            (code, worded(self.env, kind.label)) for code, kind in self._kinds().items()
        ]

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_threshold_unit(self):
        for rule in self:
            kind = self._kinds().get(rule.kind)
            rule.threshold_unit = kind and worded(self.env, kind.unit)

    def _found(self, company, after, until):
        """Who went beyond the threshold; one query, whatever the number of rows.

        Rows up to an alarm that was handled are settled and not counted again. Weights
        are materialized: a sum over a subquery would be summed anew for every row.

        :param after: the last row of the log that was looked at before
        :param until: the last row to look at
        :return: dicts with ``user_id``, ``last_position`` and ``window_end`` of the last
            row beyond the threshold, and ``count``, the most within one window
        """
        return self.env.execute_query_dict(
            SQL(
                """
                WITH fresh AS (
                    SELECT min(at) AS since, array_agg(DISTINCT user_id) AS users
                      FROM customer_dossier_access_log
                     WHERE company_id = %(company)s
                       AND position > %(after)s AND position <= %(until)s
                ), settled AS (
                    SELECT user_id, max(last_position) AS position
                      FROM customer_dossier_access_alarm
                     WHERE rule_id = %(rule)s AND company_id = %(company)s
                       AND state = 'handled'
                     GROUP BY user_id
                ), counted AS MATERIALIZED (
                    SELECT r.user_id, r.position, r.at, %(weight)s AS weight
                      FROM fresh
                      JOIN customer_dossier_access_log r
                        ON r.user_id = ANY(fresh.users)
                       AND r.at >= fresh.since - make_interval(hours => %(hours)s)
                      LEFT JOIN settled s ON s.user_id = r.user_id
                     WHERE r.company_id = %(company)s
                       AND r.position <= %(until)s
                       AND r.position > COALESCE(s.position, 0)
                ), summed AS (
                    SELECT user_id, position, at,
                           sum(weight) OVER (
                               PARTITION BY user_id ORDER BY at
                               RANGE BETWEEN make_interval(hours => %(hours)s) PRECEDING
                                         AND CURRENT ROW) AS total
                      FROM counted
                     WHERE weight > 0
                )
                SELECT user_id, max(position) AS last_position, max(at) AS window_end,
                       max(total)::int AS count
                  FROM summed
                 WHERE position > %(after)s AND total > %(threshold)s
                 GROUP BY user_id
                 ORDER BY user_id
                """,
                company=company.id,
                rule=self.id,
                after=after,
                until=until,
                hours=self.window_hours,
                threshold=self.threshold,
                weight=self._kinds()[self.kind].weight(self, company),
            )
        )
