from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..formulas.migration_table import migration_table
from ..formulas.rating import NOT_RATED
from ..models.customer_dossier import RATINGS

WHAT = [("rating", "Ratings"), ("grade", "Grades")]
LEFT = "left"


class CustomerDossierMigration(models.TransientModel):
    """How ratings or grades moved between two days, among the reader's own dossiers."""

    _name = "customer.dossier.migration"
    _description = "Migration of ratings and grades"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = dict.fromkeys(
        ("account_manager", "archivist", "credit", "leader"), "rwc"
    )

    what = fields.Selection(WHAT, string="Of", default="rating", required=True)
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._dossier_today() - relativedelta(years=1),
    )
    date_to = fields.Date(
        string="To",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
    )
    shown = fields.Boolean(readonly=True, help="Whether the moves are gathered.")
    customer_count = fields.Integer(string="Customers", compute="_compute_table")
    table = fields.Json(string="From (rows) to (columns)", compute="_compute_table")
    few = fields.Boolean(string="Has few customers", compute="_compute_table")

    @api.depends_context("lang")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = self.env._("Migration")

    @api.constrains("date_from", "date_to")
    def _check_days(self):
        today = self.env.company._dossier_today()
        for wizard in self:
            if not wizard.date_from < wizard.date_to <= today:
                raise ValidationError(
                    self.env._(
                        "From %(date_from)s to %(date_to)s: the first day comes before "
                        "the second, and that one is not in the future.",
                        date_from=wizard.date_from,
                        date_to=wizard.date_to,
                    )
                )

    @api.depends("what", "shown")
    @api.depends_context("lang", "uid")
    def _compute_table(self):
        for wizard in self:
            wizard.table, wizard.customer_count, wizard.few = wizard._texts()

    def _texts(self):
        """:return: head and rows as texts, how many customers, whether rows are small"""
        if not self.shown:
            return False, 0, False
        states, names = self._states()
        before = [state for state in states if state != NOT_RATED]
        rows = migration_table(self._moves(), before, [*states, LEFT])
        head = [names[state] for state in [*states, LEFT]]
        texts = [self._row_texts(names[row.state], row) for row in rows]
        return (
            {"head": ["", *head, self.env._("All")], "rows": texts, "marked": -1},
            sum(sum(row.counts) for row in rows),
            any(row.few and row.shares for row in rows),
        )

    def _row_texts(self, name, row):
        cells = (
            [
                f"{count} ({share:.0%})"
                for count, share in zip(row.counts, row.shares, strict=True)
            ]
            if row.shares
            else ["–"] * len(row.counts)
        )
        return [f"{name} *" if row.few else name, *cells, str(sum(row.counts))]

    def _states(self):
        """The states in their order, and what they are called."""
        left = {LEFT: self.env._("Withdrawn or lost")}
        if self.what == "rating":
            names = dict(
                self.env["customer.dossier"]
                ._fields["rating"]
                ._description_selection(self.env)
            )
            return [code for code, _label in RATINGS], names | left
        grades = self.env["customer.dossier.grade"].with_context(active_test=False)
        found = grades.search([("code", "!=", False)])
        return [str(g.id) for g in found], {str(g.id): g.name for g in found} | left

    def _moves(self):
        """State before and after of each dossier that the reader reads."""
        moves = self.env["customer.dossier.migration.move"].search(
            [("migration_id", "=", self.id)]
        )
        for move in moves:
            if self.what == "rating":
                before, after = move.rating_before, move.rating_after
                before = None if before == NOT_RATED else before
            else:
                before = str(move.grade_before_id.id) if move.grade_before_id else None
                after = str(move.grade_after_id.id) if move.grade_after_id else None
            after = LEFT if move.left else after
            if before and after:
                yield before, after

    def action_show(self):
        """Gather the moves between the two days and show the table.

        :raises ValidationError: the days are not in order, or in the future
        """
        self.ensure_one()
        self.check_access("write")
        self._check_days()
        self.env["customer.dossier.migration.move"]._gather(self)
        self.shown = True
        self.invalidate_recordset()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Migration"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_customers(self):
        """The customers behind the table, from where they came to where they went."""
        self.ensure_one()
        self.check_access("read")
        names = {"rating": "rating_%s", "grade": "grade_%s_id"}[self.what]
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_migration_move_action"
            ),
            "domain": [("migration_id", "=", self.id)],
            "context": {"group_by": [names % "before", names % "after"]},
        }
