import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .submission_common import SubmissionCommon

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestSubmission(SubmissionCommon):
    """From the field to the file and back."""

    def test_the_whole_way_from_the_field_to_the_file_and_back(self):
        with Form(
            self.env["customer.dossier.submission"].with_user(self.contributor)
        ) as form:
            form.partner_id = self.partner
            form.what = "Registered capital is eight million now"
            form.section_id = self._section("identity")
        mine = form.record
        self.assertEqual(mine.state, "collected")
        mine.action_transmit()

        kept = mine.with_user(self.archivist)
        kept.reply = "Who says so?"
        kept.action_return()
        self.assertEqual(mine.state, "returned")
        self.assertEqual(mine.step_ids[-1:].words, "Who says so?")
        with self.assertRaisesRegex(UserError, "answer"):
            mine.action_transmit()
        mine.write(
            {"answer": "Their licence on the wall", "channel_id": self.website.id}
        )
        mine.action_transmit()

        kept.write({"reliability": "A", "credibility": "2"})
        kept.action_verify()
        self.assertEqual((kept.verified_by_id, kept.admiralty), (self.archivist, "A2"))
        sheet = self._file(kept, {"registered_capital": 8000000})
        self.assertEqual(sheet.registered_capital, 8000000)
        [fact] = sheet.fact_ids
        self.assertEqual(fact.submission_id, mine)
        self.assertEqual(fact.channel_id, self.website)
        self.assertEqual(fact.collector_id, self.contributor)
        self.assertEqual((fact.admiralty, fact.verified_by_id), ("A2", self.archivist))
        self.assertTrue(kept.filed_at)

        kept.reply = "Thank you, it is in the file."
        kept.action_feed_back()
        self.assertEqual(
            mine.step_ids.mapped("state"),
            ["transmitted", "returned", "transmitted", "verified", "filed", "fed_back"],
        )
        self.assertEqual(mine.step_ids[-1:].words, "Thank you, it is in the file.")

    def test_hours_from_field_to_file_are_measured(self):
        kept = self._verified()
        self.env.cr.execute(
            "UPDATE customer_dossier_submission SET create_date = create_date - interval '30 hours' WHERE id = %s",
            [kept.id],
        )
        kept.invalidate_recordset()
        kept.action_file_note()
        self.assertEqual(kept.hours_to_file, 30.0)
        [row] = kept.with_user(self.leader).formatted_read_group(
            [("id", "=", kept.id)], ["channel_id"], ["hours_to_file:avg"]
        )
        self.assertEqual(row["hours_to_file:avg"], 30.0)

    def test_a_note_goes_into_the_section_word_by_word(self):
        kept = self._verified("needs", what="They want smaller bottles")
        kept.action_file_note()
        other = self._verified("needs", what="They want larger bottles")
        other.action_file_note()
        facts = self._sheet("needs").fact_ids
        self.assertEqual(set(facts.mapped("state")), {"live"})
        self.assertEqual(
            set(facts.mapped("text")),
            {"They want smaller bottles", "They want larger bottles"},
        )
        self.assertEqual(facts[:1].label, "Note")
        self.assertFalse(facts.question_id)

    def test_a_new_line_has_the_source_and_the_submission(self):
        kept = self._verified(
            "organisation", channel_id=self.industry.id, level="buyer"
        )
        sheet = self._in_hand(self._sheet("organisation"), kept)
        with Form(sheet) as form, form.person_ids.new() as line:
            self.assertEqual(line.channel_id, self.industry)
            line.name = "Li Wei"
        person = self._sheet("organisation").person_ids
        self.assertEqual(person.submission_id, kept)
        self.assertEqual((person.level, person.admiralty), ("buyer", "B2"))
        self.assertEqual(person.verified_by_id, self.archivist)
        self.assertEqual(kept.state, "filed")
        with self.assertRaises(AccessError):
            person.submission_id = False

    def test_a_customer_without_dossier_waits_for_all_archivists(self):
        stranger = self._create_customer("Nobody's Wine")
        mine = self._submit(
            partner_id=stranger.id, section_id=self._section("needs").id
        )
        mine.action_transmit()
        kept = mine.with_user(self.archivist)
        self.assertIn(kept, kept.search([]))
        kept.write({"reliability": "B", "credibility": "3"})
        kept.action_verify()
        with self.assertRaisesRegex(UserError, "open a dossier"):
            kept.action_file_note()
        kept.action_open_dossier()
        self.assertEqual(kept.dossier_id.partner_id, stranger)
        kept.action_file_note()
        self.assertEqual(kept.state, "filed")

    def test_steps_are_taken_in_their_order_and_by_their_people(self):
        mine = self._submit()
        kept = mine.with_user(self.archivist)
        for step in ("action_verify", "action_return", "action_reject", "action_file"):
            with self.subTest(step=step), self.assertRaises(AccessError):
                getattr(kept, step)()
            with (
                self.subTest(step=step, who="collector"),
                self.assertRaises(AccessError),
            ):
                getattr(mine, step)()
        mine.action_transmit()
        with self.assertRaisesRegex(UserError, "past this step"):
            mine.action_transmit()
        with self.assertRaises(AccessError):
            mine.what = "Something else"
        for step in ("action_file", "action_file_note", "action_feed_back"):
            with self.subTest(step=step), self.assertRaises(UserError):
                getattr(kept, step)()
        with self.assertRaisesRegex(UserError, "words to the collector"):
            kept.action_reject()
        kept.reply = "Not about this customer"
        kept.action_reject()
        with self.assertRaises(UserError):
            kept.action_verify()
        self.assertEqual(mine.step_ids[-1:].words, "Not about this customer")

    def test_nobody_writes_states_times_or_other_people_s_words(self):
        mine = self._submit()
        for name, value in (
            ("state", "filed"),
            ("collector_id", self.second.id),
            ("dossier_id", self.dossier.id),
            ("reliability", "A"),
            ("transmitted_at", "2026-01-01 00:00:00"),
        ):
            with self.subTest(field=name), self.assertRaises(AccessError):
                mine.write({name: value})
            with self.subTest(create=name), self.assertRaises(AccessError):
                self._submit(**{name: value})
            with self.subTest(default=name), self.assertRaises(AccessError):
                mine.with_context(**{f"default_{name}": value}).create(
                    {"partner_id": self.partner.id, "what": "x"}
                )
        mine.action_transmit()
        with self.assertRaises(UserError):
            mine.with_user(self.archivist).what = "Other words"
        with self.assertRaises(AccessError):
            self.env["customer.dossier.submission.step"].with_user(
                self.archivist
            ).create({"submission_id": mine.id, "state": "filed"})

    def test_content_1_needs_two_independent_sources(self):
        mine = self._submit(informant="Li", channel_id=self.website.id)
        other = self._submit(informant="Li", channel_id=self.industry.id)
        third = self._submit(informant="Wu", channel_id=self.industry.id)
        (mine | other | third).action_transmit()
        kept = mine.with_user(self.archivist)
        with self.assertRaisesRegex(UserError, "judge the source"):
            kept.action_verify()
        kept.write({"reliability": "B", "credibility": "1"})
        for confirming in (other.browse(), other):
            kept.confirmed_by_ids = confirming
            with self.assertRaisesRegex(UserError, "independent"):
                kept.action_verify()
        kept.confirmed_by_ids = third
        kept.action_verify()
        self.assertEqual(kept.admiralty, "B1")
        with self.assertRaises(UserError):
            kept.credibility = "2"

    def test_photo_and_document_open_with_the_submission_only(self):
        mine = self._submit(
            photo=PIXEL,
            document=base64.b64encode(b"secret"),
            document_name="licence.pdf",
        )
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", mine._name),
                    ("res_id", "=", mine.id),
                    ("res_field", "!=", False),
                ]
            )
        )
        self.assertEqual(
            set(files.mapped("res_field")) & {"photo", "document"},
            {"photo", "document"},
        )
        for user in (
            self.second,
            self.salesperson,
            self.employee,
            self.account_manager,
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["ir.binary"].with_user(user)._find_record(
                    res_model=mine._name, res_id=mine.id
                ).with_user(user).check_access("read")
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                files.with_user(user).read(["raw"])
        self.assertEqual(mine.document_name, "licence.pdf")

    def test_buttons_on_customers_orders_and_quotations_are_prefilled(self):
        order = self.env["sale.order"].create({"partner_id": self.partner.id})
        seller = self._create_user(
            "seller",
            "sales_team.group_sale_salesman_all_leads,customer_dossier.group_contributor",
        )
        for record in (self.partner, order):
            action = record.with_user(seller).action_submit_news()
            context = action["context"]
            self.assertEqual(context, {"default_partner_id": self.partner.id})
            form = Form(
                self.env[action["res_model"]].with_user(seller).with_context(**context)
            )
            form.what = "News"
            self.assertEqual(form.save().partner_id, self.partner)
        with self.assertRaises(AccessError):
            self.partner.with_user(self.employee).action_submit_news()

    def test_activities_name_nobody_and_nothing(self):
        mine = self._submit("Very secret words")
        mine.action_transmit()
        self.assertFalse(mine.activity_ids)
        [reminder] = self.dossier.activity_ids.filtered(
            lambda one: (
                one.activity_type_id
                == self.env.ref("customer_dossier.activity_submission")
            )
        )
        self.assertEqual(reminder.user_id, self.archivist)
        self.assertNotEqual(reminder.create_uid, self.contributor)
        kept = mine.with_user(self.archivist)
        kept.reply = "Who?"
        kept.action_return()
        self.assertFalse(reminder.exists())
        [answer] = mine.activity_ids
        self.assertEqual(answer.user_id, self.contributor)
        self.assertNotEqual(answer.create_uid, self.archivist)
        self.assertEqual(answer.res_name, f"Submission {mine.id}")
        self.assertFalse(answer.note)
        mine.answer = "Me"
        mine.action_transmit()
        self.assertFalse(mine.activity_ids)

    @mute_logger("odoo.http")
    def test_a_submission_of_another_company_is_another_archive(self):
        other = self._create_company("Second Distillery")
        mine = self._submit()
        mine.action_transmit()
        there = mine.with_user(self.archivist).with_context(
            allowed_company_ids=other.ids
        )
        self.assertNotIn(mine, there.search([]))
        with self.assertRaises(AccessError):
            there.read(["what"])
