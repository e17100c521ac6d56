from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .judged_common import LATE, PROMPT
from .test_scorecard import ScorecardCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestTryOut(ScorecardCommon):
    """A draft is run over everybody, and nobody moves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["customer.dossier"].search([("state", "=", "active")]).sudo().write(
            {"state": "draft"}
        )
        cls.late = cls._create_dossier(cls._create_customer("Luzhou Trade"))
        cls.foreign = cls._create_dossier(
            cls._create_customer("Jinan Spirits"), account_manager_id=cls.leader.id
        )
        cls.dossiers = cls.dossier | cls.late | cls.foreign
        cls.dossiers.sudo().state = "active"
        cls.dossiers.figures_id.sudo().write(PROMPT)
        cls.late.figures_id.sudo().write(LATE)
        cls.dossiers._assess()
        cls.both = cls._create_user(
            "both",
            "customer_dossier.group_leader,customer_dossier.group_manager",
        )
        # Only the index counts, and the scale is steep: prompt dealers fall to A.
        cls.draft.write(
            {
                "item_ids": [Command.delete(cls.draft.item_ids[1].id)],
                "company_id": cls.company.id,
            }
        )

    def _try_out(self, user):
        action = self.draft.with_user(user).action_try_out()
        return self.env[action["res_model"]].with_user(user).browse(action["res_id"])

    def test_who_would_move_and_why(self):
        tryout = self._try_out(self.both)
        self.assertRecordValues(
            tryout,
            [
                {
                    "dossier_count": 3,
                    "up_count": 0,
                    "down_count": 2,
                    "same_count": 1,
                    "rated_count": 0,
                    "unrated_count": 0,
                }
            ],
        )
        action = tryout.action_show()
        rows = self.env[action["res_model"]].with_user(self.both)
        rows = rows.search(action["domain"])
        self.assertEqual(rows.dossier_id, self.dossier | self.foreign)
        row = rows[0]
        self.assertEqual((row.rating_before, row.rating_after), ("AAA", "A"))
        self.assertEqual((row.score_after, row.direction), (100, "down"))
        self.assertEqual(row.reason_item_id.code, "pay_index")
        self.assertRegex(row.reason, r"Index: \+\d+")

    def test_nothing_of_a_dossier_is_written(self):
        before = self.dossiers.read(["rating", "score", "grade_id", "assessment_id"])
        count = self.env["customer.dossier.assessment"].search_count([])
        self._try_out(self.both)
        self.env.invalidate_all()
        after = self.dossiers.read(["rating", "score", "grade_id", "assessment_id"])
        self.assertEqual(before, after)
        self.assertEqual(
            count, self.env["customer.dossier.assessment"].search_count([])
        )

    def test_who_only_configures_sees_counts(self):
        tryout = self._try_out(self.manager)
        self.assertEqual(tryout.down_count, 2)
        with self.assertRaises(AccessError):
            tryout.action_show()
        with self.assertRaises(AccessError):
            self.env["customer.dossier.tryout.row"].with_user(self.manager).search([])

    def test_readers_see_their_own_dossiers_in_it_only(self):
        keeper = self._create_user(
            "keeper",
            "customer_dossier.group_account_manager,customer_dossier.group_manager",
        )
        self.dossier.account_manager_id = keeper
        tryout = self._try_out(keeper)
        self.assertEqual(tryout.down_count, 2)
        Row = self.env["customer.dossier.tryout.row"].with_user(keeper)
        self.assertEqual(Row.search([]).dossier_id, self.dossier)

    def test_nobody_sees_another_s_try_out(self):
        self._try_out(self.both)
        Row = self.env["customer.dossier.tryout.row"].with_user(self.leader)
        self.assertFalse(Row.search([]))

    def test_who_may_try_out(self):
        for user in (self.leader, self.archivist, self.auditor, self.employee):
            with self.assertRaises(AccessError):
                self.draft.with_user(user).action_try_out()

    def test_a_card_in_use_is_not_tried_out(self):
        with self.assertRaises(UserError):
            self.card.with_user(self.manager).action_try_out()

    def test_an_override_stays(self):
        override = self.env["customer.dossier.override"].create(
            {
                "dossier_id": self.dossier.id,
                "rating": "AA",
                "date_until": "2026-08-01",
                "reason": "Reason",
                "evidence": "Evidence",
            }
        )
        override.with_user(self.leader).action_approve()
        tryout = self._try_out(self.both)
        self.assertEqual(tryout.down_count, 1)

    def test_the_number_of_queries_does_not_grow_with_the_dossiers(self):
        self.dossiers._try_out(self.draft)
        few = self._query_count(lambda: self.dossiers[:2]._try_out(self.draft))
        more = self._query_count(lambda: self.dossiers._try_out(self.draft))
        self.assertLessEqual(more, few)
        self.assertLessEqual(few, 41)
