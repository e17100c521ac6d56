from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .submission_common import SubmissionCommon

HIDDEN = (
    "dossier_id",
    "reply",
    "reliability",
    "credibility",
    "admiralty",
    "verified_on",
    "verified_by_id",
    "confirmed_by_ids",
    "filed_at",
    "filed_by_id",
    "hours_to_file",
    "days_waiting",
    "next_step",
    "fact_ids",
)
SECRET = "Very secret words"


@tagged("post_install", "-at_install")
class TestSubmissionOracle(SubmissionCommon):
    """Field sales learn nothing of the archive from what they submit [T31, T45]."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theirs = cls._submit(SECRET, user=cls.second)
        cls.theirs.action_transmit()

    def test_other_people_s_submissions_are_closed_by_every_road(self):
        export = self.env.ref("base.group_allow_export")
        for user in (self.contributor, self.account_manager):
            user.group_ids = [Command.link(export.id)]
            Theirs = self.theirs.with_user(user)
            Step = self.theirs.step_ids.with_user(user)
            self.assertFalse(Theirs.search([("what", "=", SECRET)]))
            self.assertFalse(Theirs.search([], order="what"))
            self.assertFalse(Theirs.name_search(str(Theirs.id)))
            self.assertFalse(Theirs.formatted_read_group([], ["state"], ["__count"]))
            self.assertFalse(Step.search([]))
            roads = {
                "read": lambda one: one.read(["what"]),
                "web_read": lambda one: one.web_read({"what": {}}),
                "export": lambda one: one.export_data(["what"]),
                "write": lambda one: one.write({"what": "x"}),
                "transmit": lambda one: one.action_transmit(),
                "copy": lambda one: one.copy(),
                "unlink": lambda one: one.unlink(),
            }
            for name, road in roads.items():
                with self.subTest(user=user.login, road=name):
                    with self.assertRaises(AccessError):
                        self.env.invalidate_all()
                        road(Theirs)

    def test_collectors_see_nothing_of_the_review(self):
        mine = self._submit()
        mine.action_transmit()
        shown = mine.fields_get()
        for name in HIDDEN:
            with self.subTest(field=name):
                self.assertNotIn(name, shown)
                with self.assertRaises(AccessError):
                    mine.read([name])
                with self.assertRaises(AccessError):
                    mine.search([(name, "!=", False)])
        with self.assertRaises(AccessError):
            mine.step_ids.read(["user_id"])

    def test_with_and_without_a_dossier_there_is_no_difference(self):
        stranger = self._create_customer("Nobody's Wine")
        known, unknown = (
            self._submit(partner_id=partner.id) for partner in (self.partner, stranger)
        )
        (known | unknown).action_transmit()
        self.assertTrue(known.sudo().dossier_id)
        self.assertFalse(unknown.sudo().dossier_id)
        rows = (known | unknown).read()
        beside = {"id", "display_name", "partner_id", "step_ids", "__last_update"}
        plain = [
            {
                name: value
                for name, value in row.items()
                if name not in beside and not name.endswith("_date")
            }
            for row in rows
        ]
        self.assertEqual(plain[0], plain[1])

    def test_a_dossier_that_is_opened_later_leaves_no_trace_on_the_submission(self):
        stranger = self._create_customer("Nobody's Wine")
        mine = self._submit(partner_id=stranger.id)
        mine.action_transmit()
        before = mine.read()
        dossier = self._create_dossier(stranger)
        self.env.invalidate_all()
        self.assertEqual(mine.sudo().dossier_id, dossier)
        self.assertEqual(mine.read(), before)

    def test_who_works_on_it_is_not_told(self):
        mine = self._submit()
        mine.action_transmit()
        kept = mine.with_user(self.archivist)
        kept.write({"reliability": "B", "credibility": "2"})
        kept.action_verify()
        self.env.invalidate_all()
        [known] = mine.get_metadata()
        self.assertNotIn(self.archivist.id, known["write_uid"])

    def test_only_customers_whom_one_may_read_are_spoken_of(self):
        self.env["ir.rule"].create(
            {
                "name": "Closed customer",
                "model_id": self.env.ref("base.model_res_partner").id,
                "domain_force": f"[('id', '!=', {self.partner.id})]",
                "groups": [(4, self.env.ref("customer_dossier.group_contributor").id)],
            }
        )
        with self.assertRaises(AccessError):
            self._submit()

    def test_archivists_get_their_own_dossiers_submissions_and_no_drafts(self):
        foreign = self._create_dossier(
            self._create_customer("Jinan Spirits"), archivist_id=self.leader.id
        )
        theirs = self._submit(partner_id=foreign.partner_id.id)
        draft = self._submit()
        theirs.action_transmit()
        Kept = self.env["customer.dossier.submission"].with_user(self.archivist)
        found = Kept.search([])
        self.assertIn(self.theirs, found)
        self.assertNotIn(theirs, found)
        self.assertNotIn(draft, found)
        self.assertIn(theirs, Kept.with_user(self.leader).search([]))
