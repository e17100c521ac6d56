from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .submission_common import SubmissionCommon


@tagged("post_install", "-at_install")
class TestFounded(SubmissionCommon):
    """A key dossier is well-founded when several sides tell it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key = cls.env.ref("customer_dossier.grade_key")
        cls.dossier.grade_id = cls.key
        cls.channels = cls.env["customer.dossier.channel"].search([])
        cls.today = fields.Date.context_today(cls.dossier)

    def _tell(self, item, channel, level, days=0):
        return self._sheet("identity")._write_items(
            {item: "Told"},
            {
                "channel_id": channel.id,
                "level": level,
                "observed_on": self.today - timedelta(days=days),
            },
        )

    def _counts(self):
        dossier = self.dossier
        return dossier.channel_count, dossier.level_count, dossier.few_sources

    def test_channels_and_levels_are_counted_and_the_shortfall_is_flagged(self):
        self.dossier._refresh_sources()
        self.assertEqual(self._counts(), (0, 0, True))
        self._tell("short_name", self.channels[0], "owner")
        self._tell("registrar", self.channels[1], "owner")
        self._tell("foreign_name", self.channels[1], "outside")
        self.assertEqual(self._counts(), (2, 1, True))
        self._sheet("organisation").person_ids = [
            (0, 0, {"name": "Li", "channel_id": self.channels[2].id, "level": "buyer"})
        ]
        self.assertEqual(self._counts(), (3, 2, False))
        self._sheet("organisation").person_ids.unlink()
        self.assertEqual(self._counts(), (2, 1, True))

    def test_old_facts_do_not_count(self):
        self._tell("short_name", self.channels[0], "owner", days=179)
        self._tell("registrar", self.channels[1], "buyer", days=181)
        self.assertEqual(self._counts()[:2], (1, 1))
        self.key.source_days = 365
        self.dossier._refresh_sources()
        self.assertEqual(self._counts()[:2], (2, 2))

    def test_superseded_facts_do_not_count(self):
        self._tell("short_name", self.channels[0], "owner")
        self._sheet("identity").short_name = "Edited"
        self.assertEqual(self._counts()[:2], (0, 0))

    def test_a_grade_that_wants_nothing_is_never_short(self):
        self.dossier.grade_id = self.env.ref("customer_dossier.grade_general")
        self.dossier._refresh_sources()
        self.assertFalse(self.dossier.few_sources)

    def test_the_shortfall_raises_a_signal_and_closes_it(self):
        self.dossier.action_activate()
        self.dossier._refresh_figures()
        self.dossier.grade_id = self.key
        self.dossier._raise_signals()
        signal = self.dossier.signal_ids.filtered(lambda one: one.kind == "few_sources")
        self.assertEqual(signal.state, "open")
        self.assertIn("by: 0, wanted: 3.", signal.explanation)
        for number, level in enumerate(("owner", "buyer", "finance")):
            item = ("short_name", "registrar", "foreign_name")[number]
            self._tell(item, self.channels[number], level)
        self.dossier._raise_signals()
        self.assertEqual(signal.state, "closed")

    def test_counting_for_any_number_of_dossiers_takes_one_query(self):
        dossiers = self.dossier
        for number in range(3):
            dossiers |= self._create_dossier(self._create_customer(f"D{number}"))
        dossiers.grade_id = self.key
        self.env.flush_all()
        with self.assertQueryCount(1):
            dossiers._refresh_sources()

    def test_nobody_sets_the_counts_and_readers_filter_by_them(self):
        dossier = self.dossier.with_user(self.archivist)
        with self.assertRaises(AccessError):
            dossier.few_sources = False
        dossier._refresh_sources()
        found = dossier.with_user(self.leader).search([("few_sources", "=", True)])
        self.assertIn(dossier, found)
