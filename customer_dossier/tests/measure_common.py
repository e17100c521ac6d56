from odoo import Command

from .judged_common import JudgedCommon


class MeasureCommon(JudgedCommon):
    """An active dossier with a limit of 100,000, and short ways to measures of it."""

    @classmethod
    def _setup_users(cls):
        super()._setup_users()
        cls.other_leader = cls._create_user(
            "other_leader", "base.group_user,customer_dossier.group_leader"
        )

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.dossier.sudo().write(
            {"state": "active", "credit_mode": "limit", "credit_limit": 100000}
        )
        cls.Measure = cls.env["customer.dossier.measure"]

    def _date(self, day):
        return self.Measure._fields["date_from"].to_date(day)

    def _kind(self, code):
        return self.env.ref(f"customer_dossier.measure_type_{code}")

    def _draft(self, code, user=None, **vals):
        kind = self._kind(code)
        values = {
            "dossier_id": self.dossier.id,
            "type_id": kind.id,
            "aim": "Prices stay above the floor.",
            "evidence": "Visit on 30 June, photographs in the section.",
        }
        if kind.effect in ("award", "forfeit"):
            values["amount"] = 8000
        if kind.effect == "grant":
            values["granted"] = "One promoter at two supermarkets"
        if kind.polarity == "deterrent":
            values["plan_b"] = "The dealer in Mianyang supplies the outlets."
        if kind.effect == "add_dealer":
            values["candidates"] = "Mianyang Spirits: own fleet, pays in time."
        return self.Measure.with_user(user or self.archivist).create(values | vals)

    def _proposal(self, code, user=None, **vals):
        measure = self._draft(code, user, **vals)
        measure.action_propose()
        return measure

    def _in_force(self, code, **vals):
        measure = self._proposal(code, **vals)
        measure.with_user(self.leader).action_approve()
        return measure

    def _try_lighter(self, *codes):
        """Lighter steps on the record, all over again."""
        for code in codes:
            measure = self._in_force(code, date_until=False)
            measure.with_user(self.leader).action_end()

    def _end(self, measure):
        measure = measure.with_user(self.leader)
        measure.outcome = "They pay again."
        measure.action_end()

    def _settled(self):
        """The end of the relation, in force; all that there was is settled."""
        self.company.dossier_deterrent_cooling_days = 0
        self._try_lighter("remind", "limit_cut", "cash_only")
        measure = self._in_force("end_relation")
        measure.settlement_ids.write({"note": "Done."})
        measure.settlement_ids.action_settle()
        return measure

    def _signal(self, kind="dumping"):
        rule = self.env["customer.dossier.signal.rule"].search(
            [("kind", "=", kind)], limit=1
        )
        return self.env["customer.dossier.signal"].create(
            {
                "rule_id": rule.id,
                "kind": kind,
                "dossier_id": self.dossier.id,
                "severity": "high",
                "raised_on": "2026-06-30",
                "last_seen": "2026-06-30",
            }
        )

    def _link(self, *signals):
        return [Command.set([signal.id for signal in signals])]
