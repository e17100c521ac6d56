from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .ledger_common import NOW, LedgerCommon

WORDS = {
    "name": "Ask for a deposit before the season",
    "happened": "They bought for the festival and could not pay",
    "why": "Their own shops paid them late",
    "next_time": "A deposit of a fifth, taken a month before",
}


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestLesson(LedgerCommon):
    """What a case has taught one of us serves everybody in the next one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.env.ref("customer_dossier.signal_rule_overdue")
        cls.signal = cls._signal(cls.dossier)
        cls.other = cls._create_user(
            "other",
            "customer_dossier.group_account_manager",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    @classmethod
    def _signal(cls, dossier, rule=None):
        rule = rule or cls.rule
        return cls.env["customer.dossier.signal"].create(
            {
                "rule_id": rule.id,
                "kind": rule.kind,
                "dossier_id": dossier.id,
                "severity": "high",
                "evidence": {"amount": 5, "days": 40},
                "raised_on": cls._day(-3),
                "last_seen": cls._day(0),
            }
        )

    def _lesson(self, user=None, signal=None, **vals):
        """A lesson written from the form that a signal opens."""
        user = user or self.account_manager
        action = (signal or self.signal).with_user(user).action_write_lesson()
        lessons = self.env["customer.dossier.lesson"].with_user(user)
        with Form(lessons.with_context(**action["context"])) as form:
            for name, value in {**WORDS, **vals}.items():
                form[name] = value
        return form.record

    def test_a_lesson_comes_from_a_case_and_keeps_it(self):
        lesson = self._lesson()
        self.assertEqual(lesson.signal_kind, "overdue")
        self.assertEqual(lesson.case_ids.signal_id, self.signal)
        self.assertEqual(lesson.case_ids.dossier_id, self.dossier)
        self.assertEqual(
            (lesson.state, lesson.author_id.login), ("draft", "account_manager")
        )

    def test_until_a_leader_shares_it_the_author_and_leaders_alone_read_it(self):
        lesson = self._lesson()
        self.assertTrue(lesson.with_user(self.leader).name)
        for user in (self.archivist, self.credit, self.other):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                lesson.with_user(user).read(["name"])
        for user in (self.account_manager, self.archivist, self.credit):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                lesson.with_user(user).action_share()
        lesson.with_user(self.leader).action_share()
        self.assertEqual(lesson.shared_by_id, self.leader)
        for user in (self.archivist, self.credit, self.other):
            self.assertEqual(lesson.with_user(user).name, WORDS["name"])
        for user in (self.contributor, self.auditor, self.manager, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                lesson.with_user(user).read(["name"])

    def test_the_case_stays_behind_the_wall(self):
        lesson = self._lesson()
        lesson.with_user(self.leader).action_share()
        self.env.invalidate_all()
        mine = lesson.with_user(self.other)
        self.assertFalse(mine.case_ids)
        self.assertFalse(mine.search([("case_ids.dossier_id", "!=", False)]))
        for user in (self.other, self.contributor, self.auditor, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                lesson.sudo().case_ids.with_user(user).read(["dossier_id"])
        with self.assertRaises(AccessError):
            mine.case_ids.create(
                {"lesson_id": lesson.id, "dossier_id": self.dossier.id}
            )
        self.assertTrue(lesson.with_user(self.archivist).case_ids)

    def test_what_is_shared_is_the_leaders_to_change_and_names_nobody(self):
        lesson = self._lesson(happened="Chengdu Wine Trade could not pay")
        with self.assertRaises(ValidationError):
            lesson.with_user(self.leader).action_share()
        lesson.happened = "A dealer could not pay"
        lesson.with_user(self.leader).action_share()
        with self.assertRaises(AccessError):
            lesson.why = "Something else"
        with self.assertRaises(ValidationError):
            lesson.with_user(self.leader).why = "CHENGDU WINE TRADE was late"
        with self.assertRaises(UserError):
            lesson.with_user(self.leader).action_share()
        lesson.with_user(self.leader).action_take_back()
        lesson.why = "Something else"
        for name, value in (("state", "shared"), ("author_id", self.leader.id)):
            with self.subTest(field=name), self.assertRaises(AccessError):
                lesson.write({name: value})
        with self.assertRaises(AccessError):
            lesson.unlink()

    def test_it_is_suggested_on_the_next_case_of_the_same_kind(self):
        lesson = self._lesson()
        theirs = self._create_dossier(self._create_customer("Next"))
        theirs.account_manager_id = self.other
        same = self._signal(theirs).with_user(self.other)
        rule = self.env.ref("customer_dossier.signal_rule_over_limit")
        unlike = self._signal(theirs, rule).with_user(self.other)
        self.assertFalse(same.lesson_ids)
        lesson.with_user(self.leader).action_share()
        self.env.invalidate_all()
        self.assertEqual(same.lesson_ids, lesson)
        self.assertFalse(unlike.lesson_ids)

    def test_measures_and_losses_teach_as_well(self):
        kind = self.env["customer.dossier.measure.type"].search([], limit=1)
        lesson = self._lesson(self.leader, type_id=kind, loss_cause="fraud")
        lesson.action_share()
        measures = self.env["customer.dossier.measure"].with_user(self.leader)
        measure = measures.new({"dossier_id": self.dossier.id, "type_id": kind.id})
        self.assertEqual(measure.lesson_ids._origin, lesson)
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == "credit")
        loss = self.env["customer.dossier.loss"].with_user(self.archivist)
        loss = loss.create(
            {"sheet_id": sheet.id, "date": self._day(-9), "cause": "fraud", "amount": 5}
        )
        self.assertEqual(loss.lesson_ids, lesson)
        case = loss.action_write_lesson()["context"]["default_case_ids"][0][2]
        self.assertEqual(case, {"dossier_id": self.dossier.id, "loss_id": loss.id})

    def test_a_case_is_of_one_customer(self):
        lesson = self._lesson(self.leader)
        theirs = self._create_dossier(self._create_customer("Next"))
        with self.assertRaisesRegex(ValidationError, "one customer"):
            lesson.case_ids.create(
                {
                    "lesson_id": lesson.id,
                    "dossier_id": theirs.id,
                    "signal_id": self.signal.id,
                }
            )

    def test_many_signals_cost_as_many_queries_as_few(self):
        self._lesson(self.leader).action_share()
        rules = self.env["customer.dossier.signal.rule"].search([], limit=8)
        signals = self.signal.union(
            *(self._signal(self.dossier, rule) for rule in rules - self.rule)
        ).with_user(self.leader)
        few = self._query_count(lambda: signals[:1].mapped("lesson_ids"))
        self.assertEqual(self._query_count(lambda: signals.mapped("lesson_ids")), few)

    def test_which_loss_a_case_is_of_is_for_those_who_read_every_section(self):
        case = self._lesson().case_ids
        case.with_user(self.archivist).read(["loss_id"])
        for user in (self.account_manager, self.credit):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                case.with_user(user).read(["loss_id"])
