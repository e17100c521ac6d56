from datetime import datetime, timedelta
from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.customer_dossier.formulas.schedule import moment

from .common import ROLES
from .hold_common import HoldCommon
from .ledger_common import NOW

# Tuesday, noon in China. The Monday before, at eight there:
MONDAY = datetime(2026, 3, 30, 0)


class BriefCommon(HoldCommon):
    """A leader who wants a brief every Monday at eight, since a week."""

    def setUp(self):
        super().setUp()
        self.leader.email = "leader@example.com"
        with freeze_time("2026-03-27 04:00:00"):
            self.plan = self._plan()

    def _plan(self, user=None, **vals):
        plans = self.env["customer.dossier.brief.plan"].with_user(user or self.leader)
        return plans.create({"company_id": self.company.id, **vals})

    def _run(self, cron):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(f"customer_dossier.{cron}").method_direct_trigger()
        self.env.invalidate_all()

    def _briefs(self, user=None):
        return (
            self.env["customer.dossier.brief"].with_user(user or self.leader).search([])
        )

    def _make(self):
        self._run("cron_make_briefs")
        return self._briefs()

    def _mails(self, user=None):
        user = user or self.leader
        return (
            self.env["mail.mail"]
            .sudo()
            .search([("email_to", "=", user.email_formatted)], order="id")
        )


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestBrief(BriefCommon):
    """A leader is told at their hour, of what they may read, and decides from there."""

    def test_a_brief_says_who_changed_and_what_waits(self):
        order = self._held()
        self.dossier.blocked = True
        brief = self._make()
        self.assertEqual((brief.slot, brief.user_id), (MONDAY, self.leader))
        self.assertEqual(brief.since, datetime(2026, 3, 23))
        self.assertEqual(brief.worst_ids.dossier_id, self.dossier)
        self.assertIn("Orders held", brief.changed_ids.mapped("label"))
        waits = brief.waits_ids
        self.assertEqual((waits.label, waits.reason), ("Held orders", order.name))
        self.assertTrue(waits.waits)

    def test_the_same_moment_is_told_once(self):
        self._make()
        self.assertEqual(len(self._make()), 1)
        with freeze_time("2026-04-05 23:30:00"):
            self.assertEqual(len(self._make()), 1)
        with freeze_time("2026-04-06 00:05:00"):
            self.assertEqual(len(self._make()), 2)

    def test_after_a_standstill_one_brief_goes_back_to_the_last(self):
        first = self._make()
        with freeze_time("2026-05-20 00:30:00"):
            last = self._make() - first
        self.assertEqual((len(last), last.since), (1, first.made_on))

    def test_two_years_of_month_ends_and_daylight_saving(self):
        self.company.partner_id.tz = "Europe/Berlin"
        clearances = self.env["customer.dossier.clearance"].sudo()
        clearances.search([("user_id", "=", self.leader.id)]).date_to = "2029-01-01"
        with freeze_time("2026-03-27 04:00:00"):
            self.plan.write({"period": "monthly", "day": 31, "hour": 2})
        made = []
        for months in range(24):
            day = MONDAY.date() + relativedelta(months=months, day=31)
            due = moment(day, 2, "Europe/Berlin")
            for now in (due - timedelta(minutes=1), due, due + timedelta(hours=3)):
                with freeze_time(now):
                    self._run("cron_make_briefs")
                    made.append(len(self._briefs()))
        self.assertEqual(made, [n + late for n in range(24) for late in (0, 1, 1)])
        briefs = self._briefs().sorted("slot")
        for earlier, later in zip(briefs, briefs[1:], strict=False):
            self.assertEqual(later.since, earlier.made_on)

    def test_a_new_plan_waits_for_its_next_hour(self):
        plan = self._plan(self.leader, period="daily", hour=11)
        self.plan.active = False
        self.assertFalse(self._make())
        plan.hour = 12
        self.assertFalse(self._make())
        with freeze_time("2026-04-01 04:01:00"):
            self.assertEqual(self._make().plan_id, plan)

    def test_it_is_made_by_the_leaders_own_rights(self):
        self._held()
        self.env["customer.dossier.recusal"].sudo().create(
            {
                "user_id": self.leader.id,
                "partner_id": self.partner.id,
                "company_id": self.company.id,
                "kind": "family",
            }
        )
        brief = self._make()
        self.assertTrue(brief)
        self.assertFalse(brief.line_ids.dossier_id)
        self.assertFalse(brief.waits_ids)

    def test_a_tie_that_comes_later_hides_the_lines(self):
        self.dossier.blocked = True
        brief = self._make()
        self.assertTrue(brief.worst_ids)
        self.env["customer.dossier.recusal"].sudo().create(
            {
                "user_id": self.leader.id,
                "partner_id": self.partner.id,
                "company_id": self.company.id,
                "kind": "family",
            }
        )
        self.env.invalidate_all()
        self.assertFalse(brief.worst_ids)

    def test_without_a_clearance_there_is_no_brief(self):
        clearances = self.env["customer.dossier.clearance"].sudo()
        clearances.search([("user_id", "=", self.leader.id)])._end("left")
        self._run("cron_make_briefs")
        self.assertFalse(self.env["customer.dossier.brief"].sudo().search([]))

    def test_only_the_territory_that_was_asked_for(self):
        self._held()
        territory = self.env["customer.dossier.territory"].create({"name": "Sichuan"})
        with freeze_time("2026-03-27 04:00:00"):
            self.plan.territory_id = territory
        brief = self._make()
        self.assertFalse(brief.line_ids.dossier_id)
        self.dossier.territory_id = territory
        with freeze_time("2026-04-06 00:05:00"):
            brief = self._make() - brief
        self.assertEqual(brief.line_ids.dossier_id, self.dossier)

    def test_what_changed_opens_for_one_territory_and_one_account_manager(self):
        self._held()
        self.dossier.territory_id = self.env["customer.dossier.territory"].create(
            {"name": "Sichuan"}
        )
        self.dossier.first_order_date = MONDAY.date() - timedelta(days=1)
        with freeze_time("2026-03-27 04:00:00"):
            self.plan.territory_id = self.dossier.territory_id
            self.plan.account_manager_id = self.dossier.account_manager_id
        lines = self._make().changed_ids
        self.assertLessEqual({"Orders held", "New customers"}, {*lines.mapped("label")})
        for line in lines:
            with self.subTest(label=line.label):
                opened = line.action_open()
                Model = self.env[opened["res_model"]].with_user(self.leader)
                self.assertEqual(Model.search_count(opened["domain"]), line.number)

    def test_the_mail_is_a_link_in_the_leaders_language_and_nothing_else(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.leader.lang = "zh_CN"
        self._held()
        self._make()
        self._run("cron_notice_mail")
        mail = self._mails()
        self.assertEqual(len(mail), 1)
        self.assertIn("/odoo/dossier-briefs", mail.body_html)
        self.assertIn("简报", mail.body_html)
        for secret in (self.partner.name, self.dossier.name, "1,500", "1500"):
            self.assertNotIn(secret, f"{mail.subject}{mail.body_html}")
        self.assertFalse(mail.model or mail.res_id or mail.attachment_ids)

    def test_a_brief_speaks_the_leaders_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.leader.lang = "zh_CN"
        self._held()
        self.assertEqual(self._make().waits_ids.label, "冻结订单")

    def test_a_decision_knows_the_brief_and_the_revision(self):
        order = self._held()
        brief = self._make()
        line = brief.waits_ids
        self.assertFalse(line.gone_on)
        opened = line.action_open()
        self.assertTrue(line.gone_on)
        self._decide(opened)
        decision = self.env["customer.dossier.decision"].search([])
        self.assertEqual(decision.brief_id, brief)
        self.assertEqual(decision.version_id, line.sudo().version_seen_id)
        self.assertEqual(brief.decision_ids, decision.with_user(self.leader))
        self.assertEqual(order.state, "sale")
        line.invalidate_recordset()
        self.assertFalse(line.waits)

    def test_any_decision_from_a_brief_knows_both(self):
        vals = {"dossier_id": self.dossier.id, "reason": "They grow"}
        request = (
            self.env["customer.dossier.terms.request"]
            .with_user(self.credit)
            .create({**vals, "kind": "limit", "credit_limit": 3000})
        )
        measure = (
            self.env["customer.dossier.measure"]
            .with_user(self.archivist)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "type_id": self.env.ref("customer_dossier.measure_type_remind").id,
                    "aim": "They pay.",
                    "evidence": "The open items of June.",
                }
            )
        )
        measure.action_propose()
        brief = self._make()
        for line in brief.waits_ids:
            line.action_open()
        for record in (request, measure):
            record.with_user(self.leader).action_approve()
            known = record.sudo()
            self.assertEqual(known.brief_id, brief)
            self.assertEqual(known.version_seen_id, self.dossier._version_in_force())
        self.assertEqual(brief.request_ids, request.with_user(self.leader))
        self.assertEqual(brief.measure_ids, measure.with_user(self.leader))
        with self.assertRaises(AccessError):
            measure.with_user(self.archivist).read(["brief_id"])

    def _decide(self, opened):
        Decision = self.env[opened["res_model"]].with_user(self.leader)
        form = Form(Decision.with_context(**opened["context"]))
        form.reason = "paying"
        form.note = "Paid tomorrow"
        form.save().action_decide()

    def test_a_decision_without_a_brief_names_none(self):
        order = self._held()
        self._make()
        self._decide(self._entry(order).with_user(self.leader).action_decide())
        decision = self.env["customer.dossier.decision"].search([])
        self.assertFalse(decision.brief_id)

    def test_the_note_is_written_once(self):
        self._held()
        line = self._make().waits_ids
        line.action_open()
        first = line.gone_on
        with freeze_time("2026-04-01 04:00:00"):
            line.action_open()
        self.assertEqual(line.gone_on, first)
        with self.assertRaises(UserError):
            line.sudo().gone_on = False

    def test_everything_opens_by_the_readers_rights(self):
        self._held()
        brief = self._make()
        for line in brief.line_ids:
            action = line.action_open()
            self.assertIn(action["res_model"], self.env)
            with self.assertRaises(AccessError):
                line.with_user(self.credit).action_open()

    def test_everybody_has_their_own(self):
        self._make()
        for role in ROLES:
            user = getattr(self, role)
            if role == "leader":
                self.assertTrue(self._briefs(user))
                continue
            with self.assertRaises(AccessError):
                self._plan(user)
            with self.assertRaises(AccessError):
                self._briefs(user)
        other = self._create_user(
            "other", "base.group_user,customer_dossier.group_leader",
            company_id=self.company.id, company_ids=[self.company.id],
        )  # fmt: skip
        self.assertFalse(self._briefs(other))
        self.assertFalse(self.plan.with_user(other).search([]))
        with self.assertRaises(AccessError):
            self.plan.with_user(other).hour = 9
        with self.assertRaises(AccessError):
            self._plan(other, user_id=self.leader.id)
        stolen = self.plan.with_user(other).with_context(default_user_id=self.leader.id)
        with self.assertRaises(AccessError):
            stolen.create({"company_id": self.company.id})

    def test_a_brief_stays_as_it_was_made(self):
        brief = self._make().sudo()
        with self.assertRaises(UserError):
            brief.middle = 3
        with self.assertRaises(UserError):
            brief.unlink()

    @mute_logger("odoo.addons.customer_dossier.models.customer_dossier_brief_make")
    def test_one_bad_plan_costs_itself_only(self):
        with freeze_time("2026-03-27 04:00:00"):
            bad = self._plan()
        make = type(bad)._make

        def fail(plan, slot):
            if plan == bad:
                raise ValueError("broken")
            return make(plan, slot)

        with patch.object(type(bad), "_make", fail):
            self.assertEqual(self._make().plan_id, self.plan)
        self.assertEqual(self._make().plan_id, self.plan | bad)

    def test_a_job_killed_half_way_tells_nobody_twice(self):
        make = type(self.plan)._make

        def die(plan, slot):
            make(plan, slot)
            raise KeyboardInterrupt

        with patch.object(type(self.plan), "_make", die):
            with self.assertRaises(KeyboardInterrupt), self.env.cr.savepoint():
                self.plan.sudo()._make_or_skip(MONDAY)
        self.env.invalidate_all()
        self.assertFalse(self._briefs())
        self._make()
        self._run("cron_notice_mail")
        self._run("cron_notice_mail")
        self.assertEqual((len(self._briefs()), len(self._mails())), (1, 1))

    def test_only_the_system_mails(self):
        with self.assertRaises(AccessError):
            self.env["customer.dossier.notice"].with_user(self.leader)._cron_mail()
        with self.assertRaises(AccessError):
            self.plan.with_user(self.credit)._cron_make()

    def test_a_print_is_the_brief_with_a_number_and_on_record(self):
        self.dossier.blocked = True
        self._held()
        brief = self._make()
        Slip = self.env["customer.dossier.print"].with_user(self.leader)
        Slip = Slip.with_context(active_model=brief._name, active_ids=brief.ids)
        slip = Slip.create({"purpose": "Meeting on Thursday"})
        self.assertEqual((slip.brief_id, slip.dossier_ids), (brief, self.dossier))
        with self.assertRaises(AccessError):
            self._html(slip)
        slip.action_print()
        page = self._html(slip)
        for words in (self.partner.name, "Held orders", slip.copy_number, "Meeting on"):
            self.assertIn(words, page)
        row = self.env["customer.dossier.access.log"].sudo().search([], limit=1)
        self.assertEqual((row.action, row.section), ("printed", "brief"))
        slip.dossier_ids = False
        with self.assertRaisesRegex(UserError, "by itself"):
            slip.action_print()

    def _html(self, slip):
        Report = self.env["ir.actions.report"].with_user(slip.env.user)
        found = Report._render_qweb_html("customer_dossier.print_brief", slip.ids)
        return found[0].decode()

    def test_nobody_prints_the_brief_of_somebody_else(self):
        brief = self._make()
        Slip = self.env["customer.dossier.print"].with_user(self.credit)
        slip = Slip.create({"purpose": "Curious", "dossier_ids": self.dossier.ids})
        with self.assertRaises(AccessError):
            slip.brief_id = brief
            slip.action_print()
            self._html(slip)
