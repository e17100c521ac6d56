from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .measure_common import MeasureCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestMeasureEffect(MeasureCommon):
    """The system applies and reverts; nothing that came between is lost."""

    def assertTerms(self, mode, limit, stopped=False):
        self.dossier.invalidate_recordset()
        found = (
            self.dossier.credit_mode,
            self.dossier.credit_limit,
            self.dossier.blocked,
        )
        self.assertEqual(found, (mode, limit, stopped))

    def _undo(self, measure):
        measure = measure.with_user(self.leader)
        measure.words = "It was another shop."
        measure.action_revert()

    def test_what_each_type_does_to_the_terms(self):
        for code, mode, limit in (
            ("more_credit", "limit", 120000),
            ("limit_cut", "limit", 70000),
            ("cash_only", "cash_only", 100000),
            ("special_award", "limit", 100000),
            ("staff_support", "limit", 100000),
        ):
            for over in (self._end, self._undo):
                with self.subTest(code=code, over=over.__name__):
                    measure = self._in_force(code)
                    self.assertTerms(mode, limit)
                    over(measure)
                    self.assertTerms("limit", 100000)

    def test_no_update_is_lost(self):
        cut = self._in_force("limit_cut")
        cash = self._in_force("cash_only")
        self.assertTerms("cash_only", 70000)
        # In between, people agree on another limit, and reward a good quarter.
        self.dossier.with_user(self.credit).agreed_limit = 200000
        more = self._in_force("more_credit")
        self.assertTerms("cash_only", 180000)
        self._undo(cut)
        self.assertTerms("cash_only", 240000)
        self._end(cash)
        self.assertTerms("limit", 240000)
        self._undo(more)
        self.assertTerms("limit", 200000)

    def test_it_works_from_its_first_day_to_its_last(self):
        self._in_force("limit_cut", date_from="2026-07-10", date_until="2026-07-20")
        for day, limit in (
            ("2026-07-09", 100000),
            ("2026-07-10", 70000),
            ("2026-07-20", 70000),
            ("2026-07-21", 100000),
        ):
            with self.subTest(day=day), self._on(day):
                self.Measure._cron_days()
                self.assertTerms("limit", limit)

    def test_supply_stops_and_comes_back(self):
        self.company.dossier_deterrent_cooling_days = 0
        self._try_lighter("remind", "limit_cut")
        measure = self._in_force("stop_supply")
        self.assertTerms("limit", 100000, True)
        self.dossier.with_user(self.archivist).agreed_stop = True
        self._end(measure)
        # Somebody stopped it by hand as well, and that stays.
        self.assertTerms("limit", 100000, True)
        self.dossier.with_user(self.archivist).agreed_stop = False
        self.assertTerms("limit", 100000, False)

    def test_an_ended_relation_stays_ended(self):
        self._end(self._settled())
        self.assertTerms("limit", 100000, True)

    def test_undoing_the_end_of_a_relation_supplies_again(self):
        self.company.dossier_deterrent_cooling_days = 0
        self._try_lighter("remind", "limit_cut", "cash_only")
        measure = self._in_force("end_relation")
        self.assertTerms("limit", 100000, True)
        self._undo(measure)
        self.assertTerms("limit", 100000, False)

    def test_a_lapsed_dossier_gets_no_more_credit(self):
        approved = self._in_force("more_credit", date_from="2026-07-10")
        cut = self._in_force("limit_cut", date_from="2026-07-10")
        self.dossier.sudo().next_revision_date = "2026-06-01"
        with self.assertRaisesRegex(UserError, "has been due since"):
            self._draft("more_credit").action_propose()
        with self._on("2026-07-10"):
            self.Measure._cron_days()
        # One that cannot begin is left for leaders to look at; the others begin.
        self.assertEqual((approved.state, cut.state), ("approved", "in_force"))
        self.assertIn(self.leader, approved.activity_ids.user_id)
        self.assertTerms("limit", 70000)
