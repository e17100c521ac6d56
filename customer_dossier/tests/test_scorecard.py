from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .judged_common import PROMPT, JudgedCommon
from .vectors.credit import dealer_a


class ScorecardCommon(JudgedCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.card = cls.env.ref("customer_dossier.scorecard_dealer_a")
        cls.draft = cls._create_card()

    @classmethod
    def _create_card(cls, **vals):
        """A small draft: one number, one word, a scale of two ratings and one cap."""
        return cls.env["customer.dossier.scorecard"].create(
            {
                "name": "Small",
                "code": "SMALL",
                "item_ids": [
                    cls._index_item([(100, 80, False), (0, False, False)]),
                    Command.create(
                        {
                            "name": "Class",
                            "code": "abc",
                            "weight": 1,
                            "table": "values",
                            "band_ids": [Command.create({"value": "A", "points": 100})],
                        }
                    ),
                ],
                "rating_ids": [
                    Command.create({"sequence": 1, "rating": "A", "min_score": 50}),
                    Command.create({"sequence": 2, "rating": "C"}),
                ],
                "cap_ids": [Command.create({"condition": "blocked", "rating": "C"})],
                **vals,
            }
        )

    @classmethod
    def _index_item(cls, bands, **vals):
        return Command.create(
            {
                "name": "Index",
                "code": "pay_index",
                "weight": 2,
                "band_ids": [
                    Command.create(
                        {"sequence": n, "points": points, "lower": low, "upper": high}
                    )
                    for n, (points, low, high) in enumerate(bands)
                ],
                **vals,
            }
        )


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestScorecard(ScorecardCommon):
    def test_the_shipped_card_is_the_published_template(self):
        def plain(item):
            bands = [tuple(band) for band in item.bands]
            return (
                item.key,
                item.weight,
                bands,
                dict(item.values),
                item.factor,
                item.tag,
            )

        shipped = [plain(item) for item in self.card._engine().items.values()]
        self.assertEqual(shipped, [plain(item) for item in dealer_a()])
        self.assertEqual(
            [(band.result, band.lower) for band in self.card._engine().scale],
            [("AAA", 90), ("AA", 80), ("A", 70), ("B", 60), ("C", None)],
        )
        self.assertEqual(self.card._engine().caps["long_overdue"], "B")
        self.assertEqual(
            (self.card.missing, self.card.min_coverage), ("renormalise", 60)
        )

    def test_a_draft_can_be_run_without_being_in_use(self):
        self._set_figures(self.dossier, **PROMPT)
        assessment = self.dossier._assess(scorecard=self.draft)
        self.assertEqual((assessment.score, assessment.rating), (100, "A"))
        self.assertEqual(assessment.scorecard_id, self.draft)

    def test_zero_is_a_bound_and_empty_is_none(self):
        bands = [(100, False, 0), (50, 0, 10), (0, False, False)]
        self.draft.item_ids[0].write(
            {"band_ids": [Command.clear(), *self._index_item(bands)[2]["band_ids"]]}
        )
        engine = self.draft.item_ids[0]._engine_item()
        self.assertEqual(
            [engine.points(raw) for raw in (-1, 0, 5, 11)], [100, 100, 50, 0]
        )

    def test_in_use_a_card_and_its_parts_are_frozen(self):
        item = self.card.item_ids[0]
        parts = item, item.band_ids[0], self.card.rating_ids[0], self.card.cap_ids[0]
        for record in (self.card, *parts):
            with self.assertRaisesRegex(UserError, "new version"):
                record.write({"sequence": 99})
            with self.assertRaises(UserError):
                record.unlink()
        with self.assertRaisesRegex(UserError, "new version"):
            self.card.write({"item_ids": [Command.delete(item.id)]})
        with self.assertRaisesRegex(UserError, "new version"):
            item.band_ids.create({"item_id": item.id, "points": 1})

    def test_a_part_cannot_move_into_a_frozen_card(self):
        with self.assertRaisesRegex(UserError, "new version"):
            self.draft.item_ids[0].write({"scorecard_id": self.card.id})

    def test_a_new_version_supersedes_the_one_in_use(self):
        action = self.card.with_user(self.manager).action_new_version()
        draft = self.card.browse(action["res_id"]).with_user(self.manager)
        self.assertEqual((draft.version, draft.state), (self.card.version + 1, "draft"))
        self.assertEqual(len(draft.item_ids), 12)
        self.assertEqual(len(draft.item_ids[0].band_ids), 6)
        draft.item_ids[0].weight = 40
        draft.action_put_in_use()
        self.assertEqual((self.card.state, draft.state), ("superseded", "in_use"))
        self.assertEqual(self.card.item_ids[0].weight, 20)
        self.assertEqual(self.dossier._assess().scorecard_id, draft)

    def test_old_assessments_keep_the_words_of_their_version(self):
        self._set_figures(self.dossier, **{**PROMPT, "payment_index": 75.0})
        assessment = self.dossier._assess()
        line = assessment.line_ids.filtered(lambda line: line.code == "pay_index")
        before = (line.loss, line.explanation)
        action = self.card.action_new_version()
        draft = self.card.browse(action["res_id"])
        draft.item_ids[0].weight = 40
        draft.action_put_in_use()
        line.invalidate_recordset()
        self.assertEqual((line.loss, line.explanation), before)

    def test_a_company_s_own_card_goes_before_the_shared_one(self):
        self.draft.company_id = self.company
        self.draft.action_put_in_use()
        self.assertEqual(self.dossier._assess().scorecard_id, self.draft)
        other = self._second_company_dossier()
        self.assertEqual(other._assess().scorecard_id, self.card)

    def test_validity_dates_are_kept(self):
        self.draft.write({"sequence": 1, "date_from": "2026-07-02"})
        self.draft.action_put_in_use()
        self.assertEqual(self.dossier._assess().scorecard_id, self.card)
        with freeze_time("2026-07-02"):
            self.assertEqual(self.dossier._assess().scorecard_id, self.draft)

    def test_two_versions_in_use_are_refused_by_the_database(self):
        self.draft.action_put_in_use()
        twin = self._create_card(version=2)
        with (
            self.assertRaises(UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            twin.sudo().write({"state": "in_use"})
            twin.flush_recordset()


@tagged("post_install", "-at_install")
class TestScorecardRights(ScorecardCommon):
    def test_administrators_configure_and_dossier_readers_read(self):
        self.draft.with_user(self.manager).name = "Renamed"
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            self.assertEqual(self.draft.with_user(user).name, "Renamed")
            for step in ("action_put_in_use", "action_new_version"):
                with self.assertRaises(AccessError):
                    getattr(self.draft.with_user(user), step)()
            for record in (self.draft, self.draft.item_ids, self.draft.cap_ids):
                with self.assertRaises(AccessError):
                    record.with_user(user).write({"sequence": 1})
                with self.assertRaises(AccessError):
                    record.with_user(user).unlink()

    def test_others_see_no_configuration(self):
        item = self.draft.item_ids[0]
        records = self.draft, item, item.band_ids, self.draft.cap_ids
        for user in (self.contributor, self.auditor, self.employee, self.salesperson):
            for record in (*records, self.draft.rating_ids):
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["display_name"])

    def test_no_client_sets_the_state(self):
        manager = self.draft.with_user(self.manager)
        for state in ("in_use", "superseded"):
            with self.assertRaises(UserError):
                manager.write({"state": state})
            with self.assertRaises(UserError):
                manager.create({"name": "X", "code": "X", "state": state})
        for hostile in ({"su": True}, {"force": True, "install_mode": True}):
            with self.assertRaises(UserError):
                manager.with_context(**hostile).write({"state": "in_use"})

    def test_another_company_s_card_is_out_of_sight(self):
        company = self._create_company("Second Distillery")
        self.draft.company_id = company
        here = self.draft.with_user(self.manager).with_context(
            allowed_company_ids=self.company.ids
        )
        self.assertNotIn(here, here.search([]))
        with self.assertRaises(AccessError):
            here.read(["name"])
