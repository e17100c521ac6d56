from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW
from .policy_common import PolicyCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestWork(PolicyCommon):
    """Work for the customer against work that holds the customer to our policy."""

    def _work(self, kind, day=-5, user=None, **vals):
        work = self.env["customer.dossier.work"].with_user(user or self.account_manager)
        vals = {"dossier_id": self.dossier.id, "kind": kind, **vals}
        return work.create({**vals, "seen_on": self._day(day)})

    def test_each_kind_serves_one_side(self):
        sides = {
            kind: self._work(kind).side
            for kind in ("collecting", "handling", "selling", "errand", "visit")
        }
        self.assertEqual(sides.pop("visit"), "control")
        self.assertEqual({*sides.values()}, {"for"})

    def test_readings_enter_once_a_day_in_the_name_of_who_read(self):
        self._price(500)
        self._price(501)
        self._price(502, seen_on=self._day(-1))
        submission = self._submission()
        self.env["customer.dossier.reading"].with_user(self.archivist).with_context(
            **submission.action_file_reading()["context"]
        ).create({"kind": "price", "product_id": self.product.id, "price": 5})
        work = self.env["customer.dossier.work"].search([("kind", "=", "reading")])
        self.assertEqual(len(work), 3)
        self.assertEqual(work.collector_id, self.account_manager + self.contributor)

    def test_the_share_is_per_person_and_customer(self):
        self._work("collecting")
        self._work("collecting", -6)
        self._work("visit")
        self._work("visit", user=self.leader)
        groups = self.env["customer.dossier.work"]._read_group(
            [], ["collector_id"], ["serving_share:avg"]
        )
        self.assertEqual(
            {user: round(share) for user, share in groups},
            {self.account_manager: 67, self.leader: 0},
        )

    def test_it_raises_a_signal_where_it_dominates(self):
        for day in (-5, -6, -7, -8):
            self._work("handling", day)
        self.assertEqual(self._found("work_for_customer"), {})
        self._work("visit")
        self.assertEqual(self._found("work_for_customer"), {"percent": 80, "count": 5})
        self.assertEqual(self.dossier._work_shares()[self.dossier.id], (80, 5))

    def test_nonsense_is_refused(self):
        for vals in ({"hours": 25}, {"hours": 0}):
            with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, "hours"):
                with self.cr.savepoint():
                    self._work("visit", **vals).flush_recordset()

    def test_readers_of_the_dossier_only(self):
        work = self._work("visit")
        self.assertEqual(work.with_user(self.credit).side, "control")
        foreign = self._foreign_manager()
        for user in (self.contributor, self.auditor, self.manager, foreign):
            with self.assertRaises(AccessError):
                work.with_user(user).read(["kind"])
            with self.assertRaises(AccessError):
                self._work("visit", user=user)
