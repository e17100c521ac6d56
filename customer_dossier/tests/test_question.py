import base64

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .submission_common import SubmissionCommon


@tagged("post_install", "-at_install")
class TestQuestion(SubmissionCommon):
    """Two sources that disagree open a question; nothing is overwritten."""

    def _two(self, first, second, **vals):
        """Two sources speak of the registered capital."""
        one = self._verified(informant="Li", channel_id=self.website.id)
        self._file(one, {"registered_capital": first})
        other = self._verified(
            informant="Wu", channel_id=self.industry.id, level="finance", **vals
        )
        self._file(other, {"registered_capital": second})
        return one, other

    def _live(self, code="identity"):
        return self._sheet(code).fact_ids.filtered(lambda one: one.state == "live")

    def test_a_value_that_disagrees_opens_a_question_and_overwrites_nothing(self):
        one, other = self._two(5000000, 8000000)
        sheet = self._sheet("identity")
        self.assertEqual(sheet.registered_capital, 5000000)
        self.assertEqual(other.state, "filed")
        [question] = sheet.question_ids
        self.assertEqual(question.fact_ids.submission_id, one | other)
        self.assertEqual(set(self._live().mapped("value")), {5000000, 8000000})
        self.assertEqual(self.dossier.open_question_count, 1)

    def test_whoever_settles_says_why_and_the_other_is_superseded(self):
        _one, other = self._two(5000000, 8000000)
        [question] = self._sheet("identity").question_ids
        fact = other.fact_ids
        with self.assertRaisesRegex(UserError, "why"):
            fact.action_hold()
        question.reason = "The licence says so"
        fact.action_hold()
        self.assertEqual(self._sheet("identity").registered_capital, 8000000)
        self.assertEqual(self._live(), fact)
        self.assertEqual((question.state, question.fact_id), ("settled", fact))
        self.assertEqual(question.settled_by_id, self.archivist)
        with self.assertRaises(UserError):
            fact.action_hold()
        with self.assertRaises(UserError):
            question.reason = "Changed my mind"

    def test_the_value_that_stood_may_hold_as_well(self):
        one, _other = self._two(5000000, 8000000)
        [question] = self._sheet("identity").question_ids.with_user(self.leader)
        question.reason = "The other one guessed"
        one.fact_ids.with_user(self.leader).action_hold()
        self.assertEqual(self._sheet("identity").registered_capital, 5000000)
        self.assertEqual(self._live(), one.fact_ids)

    def test_a_second_independent_source_confirms_and_allows_content_1(self):
        one, other = self._two(5000000, 5000000.0)
        facts = self._live()
        self.assertEqual(facts.submission_id, one | other)
        self.assertFalse(self._sheet("identity").question_ids)
        facts[:1].action_confirm()
        self.assertEqual(set(facts.mapped("credibility")), {"1"})

    def test_one_source_alone_confirms_nothing(self):
        one = self._verified(informant="Li", channel_id=self.website.id)
        self._file(one, {"registered_capital": 5000000})
        with self.assertRaisesRegex(UserError, "independent"):
            self._live().action_confirm()

    def test_saying_the_same_is_one_click(self):
        one = self._verified(informant="Li", channel_id=self.website.id)
        self._file(one, {"registered_capital": 5000000})
        other = self._verified(informant="Wu", channel_id=self.industry.id)
        self._in_hand(self._live(), other).action_say_same()
        self.assertEqual(self._live().submission_id, one | other)
        self.assertEqual(other.state, "filed")
        with self.assertRaises(UserError):
            self._live()[:1].action_say_same()

    def test_the_same_source_corrects_itself(self):
        for capital in (5000000, 8000000):
            mine = self._verified(informant="Li", channel_id=self.website.id)
            self._file(mine, {"registered_capital": capital})
        self.assertEqual(self._live().value, 8000000)
        self.assertEqual(self._sheet("identity").registered_capital, 8000000)
        self.assertFalse(self._sheet("identity").question_ids)

    def test_three_sources_are_one_question(self):
        self._two(5000000, 8000000)
        third = self._verified(informant="Hu", level="owner")
        self._file(third, {"registered_capital": 9000000})
        [question] = self._sheet("identity").question_ids
        self.assertEqual(len(question.fact_ids), 3)

    def test_a_keeper_s_own_edit_settles_the_question(self):
        _one, other = self._two(5000000, 8000000)
        [question] = self._sheet("identity").question_ids
        self._sheet("identity").registered_capital = 8000000
        self.assertEqual(
            (question.state, question.fact_id), ("settled", other.fact_ids)
        )
        self.assertEqual(question.settled_by_id, self.archivist)
        self.assertEqual(self._live(), other.fact_ids)

    def test_what_a_keeper_entered_is_not_overwritten_by_the_field(self):
        self._sheet("identity").nature = "private"
        kept = self._verified()
        self._file(kept, {"nature": "state"})
        self.assertEqual(self._sheet("identity").nature, "private")
        self.assertTrue(self._sheet("identity").question_ids)

    def test_items_of_our_own_are_weighed_as_well(self):
        self._section("needs").item_definition = [
            {"name": "glass", "string": "Glasses", "type": "integer"},
            {"name": "cups", "string": "Cups", "type": "integer"},
        ]
        self._sheet("needs").own_items = {"glass": 12}
        kept = self._verified("needs")
        self._file(
            kept,
            {
                "own_items": [
                    {"name": "glass", "type": "integer", "value": 20},
                    {"name": "cups", "type": "integer", "value": 3},
                ]
            },
        )
        self.assertEqual(dict(self._sheet("needs").own_items), {"glass": 12, "cups": 3})
        [question] = self._sheet("needs").question_ids
        self.assertEqual(question.label, "Glasses")
        question.reason = "Counted"
        kept.fact_ids.filtered("question_id").action_hold()
        self.assertEqual(dict(self._sheet("needs").own_items), {"glass": 20, "cups": 3})

    def test_a_line_of_the_same_name_is_told_about_and_not_doubled(self):
        sheet = self._sheet("organisation")
        sheet.person_ids = [(0, 0, {"name": "Li Wei", "role": "owner", "phone": "1"})]
        person = sheet.person_ids
        kept = self._verified("organisation", level="buyer", informant="Wu")
        line = {"name": " li wei", "role": "owner", "phone": "2", "function": "CEO"}
        self._file(kept, {"person_ids": [(0, "virtual", line)]})
        self.assertEqual(sheet.person_ids, person)
        self.assertEqual((person.phone, person.function), ("1", False))
        [question] = sheet.question_ids
        self.assertIn("Li Wei", question.label)
        fact = kept.fact_ids
        self.assertIn("Phone: 2", fact.text)
        question.reason = "Called them"
        fact.action_hold()
        self.assertEqual((person.phone, person.function), ("2", "CEO"))
        self.assertEqual((person.submission_id, person.level), (kept, "buyer"))

    def test_a_line_of_the_same_name_that_adds_is_no_question(self):
        sheet = self._sheet("organisation")
        sheet.person_ids = [(0, 0, {"name": "Li Wei", "role": "owner"})]
        kept = self._verified("organisation", informant="Wu")
        line = {"name": "Li Wei", "role": "owner", "phone": "2"}
        self._file(kept, {"person_ids": [(0, "virtual", line)]})
        self.assertEqual(sheet.person_ids.phone, "2")
        self.assertFalse(sheet.question_ids)
        self.assertEqual(kept.state, "filed")

    def test_zero_is_told_of_a_line_and_a_file_comes_along(self):
        sheet = self._sheet("competitors")
        rival = {"name": "Rival", "payment_days": 30}
        sheet.competitor_ids = [Command.create(rival)]
        kept = self._verified("competitors", informant="Wu")
        told = {"name": "Rival", "payment_days": 0}
        self._file(kept, {"competitor_ids": [(0, "virtual", told)]})
        self.assertEqual(sheet.competitor_ids.payment_days, 30)
        self.assertEqual(kept.fact_ids.value["payment_days"], 0)
        self._sheet("identity").document_ids = [Command.create({"name": "Licence"})]
        paper = self._sheet("identity").document_ids
        kept = self._verified("identity", informant="Wu")
        told = {"name": "Licence", "file": base64.b64encode(b"scan").decode()}
        self._file(kept, {"document_ids": [(0, "virtual", told)]})
        self.assertEqual(base64.b64decode(paper.file), b"scan")
        self.assertNotIn("file", kept.fact_ids.value or {})

    def test_nobody_calls_a_line_confirmed_by_hand(self):
        sheet = self._sheet("organisation")
        person = {"name": "Li Wei", "credibility": "1"}
        with self.assertRaisesRegex(UserError, "two independent sources"):
            sheet.person_ids = [Command.create(person)]
        sheet.person_ids = [Command.create({**person, "credibility": "2"})]
        with self.assertRaisesRegex(UserError, "two independent sources"):
            sheet.person_ids.credibility = "1"

    def test_only_keepers_of_the_dossier_settle(self):
        _one, other = self._two(5000000, 8000000)
        [question] = self._sheet("identity").question_ids
        for user in (self.account_manager, self.credit, self.contributor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                question.with_user(user).reason = "Because"
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                other.fact_ids.with_user(user).action_hold()

    def test_a_submission_in_hand_opens_nothing(self):
        kept = self._verified()
        foreign = self._create_dossier(
            self._create_customer("Jinan"), archivist_id=self.leader.id
        ).sheet_ids[0]
        own = self._sheet("needs")
        with self.assertRaises(UserError):
            self._in_hand(foreign.with_user(self.archivist), kept).short_name = "X"
        with self.assertRaises(UserError):
            self._in_hand(own, kept).write({"short_name": "X"})
        self.assertFalse(foreign.short_name or own.short_name)
        draft = self._submit()
        for user in (self.account_manager, self.contributor):
            sheet = self._sheet("identity", user)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._in_hand(sheet, kept).short_name = "X"
        with self.assertRaises(AccessError):
            self._in_hand(self._sheet("identity"), draft).short_name = "X"
