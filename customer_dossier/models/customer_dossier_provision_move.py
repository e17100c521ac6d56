from odoo import models
from odoo.tools import SQL

from ..formulas.provision import allowance_movement
from ..formulas.rounding import half_up


class CustomerDossierProvisionRun(models.Model):
    """Totals of a run, and what moved since the run before."""

    _inherit = "customer.dossier.provision.run"

    def _total(self):
        """Write the sums of what is printed, and the movements; the engine's own."""
        lines, specific = self.line_ids, self.specific_ids
        gross, loss = sum(lines.mapped("gross")), sum(lines.mapped("allowance"))
        own_gross, own = (
            sum(specific.mapped("gross")),
            sum(specific.mapped("allowance")),
        )
        previous = self._previous()
        before = previous.total_allowance - self.used
        total = self._rounded(loss + own)
        self.write(
            {
                "gross": gross,
                "allowance": loss,
                "specific_gross": own_gross,
                "specific_allowance": own,
                "total_gross": gross + own_gross,
                "total_allowance": total,
                "unknown": len(lines.filtered(lambda line: line.source == "fallback")),
                "previous_id": previous.id,
                "previous_allowance": previous.total_allowance,
                "movement": self._rounded(allowance_movement(total, before)),
            }
        )
        self._replace_movements(previous)

    def _rounded(self, amount):
        return half_up(amount, self.currency_id.decimal_places)

    def _previous(self):
        """The last approved run of this day or before; one query."""
        return self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("sealed", "=", True),
                ("as_of", "<=", self.as_of),
                ("id", "!=", self.id),
            ],
            limit=1,
        )

    def _replace_movements(self, previous):
        self.movement_ids.unlink()
        names, amounts = {}, {}
        for run, place in ((previous, 0), (self, 1)):
            for key, name, amount in run._by_segment():
                names[key] = name
                amounts.setdefault(key, [0.0, 0.0])[place] += float(amount)
        if self.used:
            amounts["used"] = [-self.used, 0.0]
        own = self._in_languages(lambda run: run._segment_words(["specific", "used"]))
        movements = self.movement_ids
        movements._append(
            [
                {
                    **movements._by_hand(),
                    "run_id": self.id,
                    "company_id": self.company_id.id,
                    "segment_key": key,
                    "segment": names.get(key) or own[key],
                    "previous": before,
                    "required": now,
                    **self._charge_or_release(now, before),
                }
                for key, (before, now) in amounts.items()
            ]
        )
        self.invalidate_recordset(["movement_ids"])

    def _charge_or_release(self, now, before):
        change = self._rounded(allowance_movement(now, before))
        return {"charge": max(change, 0.0), "release": max(-change, 0.0)}

    def _by_segment(self):
        """:return: rows of segment key, names by language, allowance; one query"""
        if not self:
            return []
        self.line_ids.flush_recordset()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT segment_key, (array_agg(segment))[1], SUM(allowance)
                  FROM customer_dossier_provision_line
                 WHERE run_id = %s
                 GROUP BY segment_key
                 ORDER BY MIN(id)
                """,
                self.id,
            )
        )
        if self.specific_ids:
            rows.append(("specific", None, self.specific_allowance))
        return rows
