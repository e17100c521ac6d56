import logging
from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.fields import Domain

from .system_job import system_job

_logger = logging.getLogger(__name__)

#: How far the first brief of a plan looks back.
BACK = {"daily": 1, "weekly": 7, "monthly": 31}
#: The most of one kind that stand in a brief with a line each.
MOST = 50
#: What a brief keeps of a line of either end.
KEPT = ("grade", "rating", "light", "reason", "next_step")


class CustomerDossierBriefPlan(models.Model):
    """Making briefs: each as its leader would see the archive at that moment."""

    _inherit = "customer.dossier.brief.plan"

    @system_job
    def _cron_make(self):
        """Make the briefs that are due, each in a transaction of its own.

        The brief and the notice about it are one transaction: killed half-way, the
        next run makes what is missing and nothing twice. One bad plan costs itself only.
        """
        due = self._due()
        for left, (plan, slot) in zip(range(len(due) - 1, -1, -1), due, strict=True):
            plan._make_or_skip(slot)
            if not self.env["ir.cron"]._commit_progress(1, remaining=left):
                break

    @api.model
    def _due(self):
        """:return: ``[(plan, slot)]`` of leaders who read the archive today"""
        now = fields.Datetime.now()
        slots = [(plan, plan._due_slot(now)) for plan in self.search([])]
        return [(plan, slot) for plan, slot in slots if slot and plan._may_read()]

    def _may_read(self):
        user, reader = self.user_id, self._as_reader()
        if not user.active or self.company_id not in user.company_ids:
            return False
        return all(
            reader.env[model].has_access("read")
            for model in ("customer.dossier.brief", "customer.dossier")
        )

    def _as_reader(self):
        """This plan with the rights, the company and the language of its leader."""
        user = self.user_id
        return self.with_user(user).with_context(
            allowed_company_ids=self.company_id.ids, lang=user.lang, tz=user.tz
        )

    def _make_or_skip(self, slot):
        try:
            with self.env.cr.savepoint():
                self._make(slot)
        except Exception:
            _logger.exception("The brief of plan %s could not be made", self.id)

    def _make(self, slot):
        """Make the brief of one slot and note that its leader is told.

        :return: ``customer.dossier.brief``, as superuser
        """
        last = self._last_brief()
        since = last.made_on or slot - timedelta(days=BACK[self.period])
        reader = self._as_reader()
        lines, middle = reader._content(since)
        mine = {"user_id": self.user_id.id, "company_id": self.company_id.id}
        # sudo: briefs are written by the system; all that is in it is what its leader
        # reads at this moment.
        brief = self.env["customer.dossier.brief"].sudo()
        brief = brief.create(
            {
                **mine,
                "plan_id": self.id,
                "period": self.period,
                "slot": slot,
                "since": since,
                "made_on": fields.Datetime.now(),
                "middle": middle,
                "line_ids": [Command.create({**mine, **line}) for line in lines],
            }
        )
        self.env["customer.dossier.notice"]._tell(
            self.company_id, "brief", [(self.user_id, f"brief {brief.id}")]
        )
        return brief

    def _content(self, since):
        """What the brief says, by the rights of whoever asks.

        :return: ``([values of a line], number of calm customers)``; a constant number
            of queries
        """
        overview, wanted = self.env["customer.dossier.overview"], self._wanted()
        ends = overview._ends(list(wanted))
        lines = [
            *self._end_lines("key", ends["key"]),
            *self._end_lines("worst", ends["worst"]),
            *map(self._changed_line, overview._changed(list(wanted), since)),
            *self._waits_lines(overview._waits(), wanted),
        ]
        return self._with_versions(lines), ends["middle"]

    def _wanted(self):
        """Which dossiers the leader wants to hear of."""
        wanted = Domain.TRUE
        if self.territory_id:
            wanted &= Domain("territory_id", "=", self.territory_id.id)
        if self.account_manager_id:
            wanted &= Domain("account_manager_id", "=", self.account_manager_id.id)
        return wanted

    def _end_lines(self, section, ends):
        dossiers = self.env["customer.dossier"].browse([one["id"] for one in ends])
        for dossier, end in zip(dossiers, ends, strict=True):
            yield {
                "section": section,
                "dossier_id": dossier.id,
                "label": end["name"],
                "trend": dossier.sales_line,
                "exposure": dossier.exposure if dossier.as_of else None,
                **{name: end[name] for name in KEPT},
            }

    def _changed_line(self, row):
        return {
            "section": "changed",
            "label": row["label"],
            "number": row["count"],
            "res_model": row["model"],
            # As JSON keeps it: "&" stays a word.
            "opens": [
                one if isinstance(one, str) else list(one) for one in row["domain"]
            ],
        }

    def _waits_lines(self, rows, wanted):
        """A line for each record that waits, of the wanted dossiers."""
        for row in rows:
            Model = self.env[row["model"]]
            about = Model._dossier_path
            mine = Domain(row["domain"])
            if about:
                mine &= Domain(about, "=", False) | Domain(about, "any", wanted)
            for record in Model.search(mine, limit=MOST):
                yield {
                    "section": "waits",
                    "dossier_id": record[about].id if about else False,
                    "label": row["label"],
                    "reason": record.display_name,
                    "res_model": row["model"],
                    "res_id": record.id,
                }

    def _with_versions(self, lines):
        """The same lines with the revision in force of each dossier; one query."""
        dossiers = self.env["customer.dossier"].browse(
            {line["dossier_id"] for line in lines if line.get("dossier_id")}
        )
        versions = dossiers._versions_in_force()
        none = self.env["customer.dossier.version"]
        return [
            {**line, "version_id": versions.get(line.get("dossier_id"), none).id}
            for line in lines
        ]
