from odoo import api, fields, models
from odoo.tools import SQL

COUNTED = frozenset({"channel_id", "level", "observed_on", "state"})


class CustomerDossierGrade(models.Model):
    _inherit = "customer.dossier.grade"

    required_channels = fields.Integer(
        string="Channels wanted",
        help="From how many channels the facts of such a dossier should come.",
    )
    required_levels = fields.Integer(
        string="Levels wanted",
        help="How many levels of the customer should have been heard.",
    )
    source_days = fields.Integer(
        string="Facts of the last (days)",
        default=180,
        required=True,
        help="Older facts do not count for channels and levels.",
    )

    _sources_sane = models.Constraint(
        "CHECK (required_channels >= 0 AND required_levels >= 0 AND source_days > 0)",
        "Channels and levels wanted cannot be negative; the days must be more than 0.",
    )


class CustomerDossier(models.Model):
    """From how many sides we know a customer: one source is no source."""

    _inherit = "customer.dossier"

    channel_count = fields.Integer(string="Channels", readonly=True, copy=False)
    level_count = fields.Integer(string="Levels heard", readonly=True, copy=False)
    few_sources = fields.Boolean(
        string="Not well-founded",
        readonly=True,
        copy=False,
        help="Facts come from fewer channels or levels than the grade wants.",
    )

    @api.model
    def _source_tables(self):
        """The models whose rows count as sources, each with when they do."""
        fact = self.env["customer.dossier.fact"]
        lines = self.env["customer.dossier.line"]._inherit_children
        return [
            (fact, SQL("state = 'live'")),
            *((self.env[name], SQL("TRUE")) for name in sorted(lines)),
        ]

    def _refresh_sources(self):
        """Count anew by which channels and from which levels the facts come.

        One query beside the flush. Past the ORM: the dossier itself is unchanged.
        """
        if not self:
            return
        tables = self._source_tables()
        for Model, _condition in tables:
            Model.flush_model(["dossier_id", *COUNTED & Model._fields.keys()])
        self.flush_recordset(["grade_id"])
        self.grade_id.flush_recordset()
        told = SQL(" UNION ALL ").join(
            SQL(
                """
                SELECT dossier_id, channel_id, NULLIF(level, 'outside') AS level,
                       observed_on
                  FROM %s WHERE dossier_id = ANY(%s) AND %s
                """,
                SQL.identifier(Model._table),
                self.ids,
                condition,
            )
            for Model, condition in tables
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_dossier dossier
                   SET channel_count = counted.channels,
                       level_count = counted.levels,
                       few_sources = counted.channels < counted.wanted_channels
                                  OR counted.levels < counted.wanted_levels
                  FROM (
                       SELECT d.id,
                              count(DISTINCT told.channel_id) AS channels,
                              count(DISTINCT told.level) AS levels,
                              COALESCE(max(g.required_channels), 0) AS wanted_channels,
                              COALESCE(max(g.required_levels), 0) AS wanted_levels
                         FROM customer_dossier d
                         LEFT JOIN customer_dossier_grade g ON g.id = d.grade_id
                         LEFT JOIN (%(told)s) told
                           ON told.dossier_id = d.id
                          AND told.observed_on
                              > %(today)s::date - COALESCE(g.source_days, 180)
                        WHERE d.id = ANY(%(ids)s)
                        GROUP BY d.id) counted
                 WHERE dossier.id = counted.id
                   AND (channel_count, level_count, few_sources) IS DISTINCT FROM (
                       counted.channels, counted.levels,
                       counted.channels < counted.wanted_channels
                       OR counted.levels < counted.wanted_levels)
                """,
                told=told,
                today=fields.Date.context_today(self),
                ids=self.ids,
            )
        )
        self.invalidate_recordset(
            ["channel_count", "level_count", "few_sources"], flush=False
        )

    def write(self, vals):
        """Write values; another grade wants other sources."""
        result = super().write(vals)
        if "grade_id" in vals:
            self._refresh_sources()
        return result

    def _raise_signals(self):
        """Rules look at where the facts come from as well."""
        self._refresh_sources()
        return super()._raise_signals()


class CustomerDossierSourced(models.AbstractModel):
    """A fact that comes or goes changes from how many sides the customer is known."""

    _inherit = "customer.dossier.sourced"

    @api.model_create_multi
    def create(self, vals_list):
        facts = super().create(vals_list)
        facts._counted_dossiers()._refresh_sources()
        return facts

    def write(self, vals):
        result = super().write(vals)
        if not COUNTED.isdisjoint(vals):
            self._counted_dossiers()._refresh_sources()
        return result

    def unlink(self):
        dossiers = self._counted_dossiers()
        result = super().unlink()
        dossiers._refresh_sources()
        return result

    def _counted_dossiers(self):
        """The dossiers for which these count as a source."""
        return self.dossier_id


class CustomerDossierSubmission(models.Model):
    _inherit = "customer.dossier.submission"

    def _counted_dossiers(self):
        """None: what is not filed is not known."""
        return self.env["customer.dossier"]
