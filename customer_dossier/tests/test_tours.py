from odoo.tests import tagged

from .listening import ListeningCase
from .submission_common import SubmissionCommon
from .test_brief import BriefCommon
from .test_components import LEFT_OUT

SIZES = ("1400x900", "390x844")
LANGUAGES = ("en_US", "zh_CN")


@tagged("post_install", "-at_install")
class TestTours(BriefCommon, SubmissionCommon, ListeningCase):
    """Each role goes its first steps in a browser: wide and on a phone, in two languages.

    A complaint of the browser, or a request that fails, fails the tour.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.asset"].create(
            {
                "name": "Left out",
                "bundle": "web.assets_backend",
                "directive": "remove",
                "path": LEFT_OUT,
            }
        )
        cls.env["res.lang"]._activate_lang("zh_CN")
        modules = ["web", "customer_dossier"]
        cls.env["ir.module.module"]._load_module_terms(modules, ["zh_CN"])
        cls.dossier.grade_id = cls.env.ref("customer_dossier.grade_key")

    def _tour(self, user, prepare=None, check=None):
        """Run the tour of a user's role in each size and language.

        :param prepare: what it needs, made anew each time
        :param check: asked afterwards, with what ``prepare`` returned
        """
        for size in SIZES:
            for language in LANGUAGES:
                with self.subTest(size=size, language=language):
                    user.lang = language
                    self.browser_size = size
                    self.touch_enabled = size == SIZES[-1]
                    made = prepare and prepare()
                    tour = f"customer_dossier_{user.login}"
                    self.start_tour("/odoo", tour, login=user.login)
                    self.env.invalidate_all()
                    if check:
                        check(made)

    def test_a_contributor_reports(self):
        Submission = self.env["customer.dossier.submission"]

        def check(before):
            new = Submission.search([]) - before
            self.assertEqual(new.mapped("state"), ["transmitted"])
            self.assertEqual(new.partner_id, self.partner)

        self._tour(self.contributor, lambda: Submission.search([]), check)

    def test_an_account_manager_looks_and_writes_down_a_promise(self):
        Promise = self.env["customer.dossier.promise"]

        def check(before):
            new = Promise.search([]) - before
            self.assertEqual((new.dossier_id, new.amount), (self.dossier, 500))

        self._tour(self.account_manager, lambda: Promise.search([]), check)

    def test_an_archivist_signs_and_files(self):
        def submitted():
            submission = self._submit(section_id=self._section("identity").id)
            submission.action_transmit()
            return submission.sudo()

        def check(submission):
            self.assertEqual(submission.state, "verified")
            self.assertEqual(submission.verified_by_id, self.archivist)

        self._tour(self.archivist, submitted, check)

    def test_a_credit_accountant_decides(self):
        def check(order):
            self.assertEqual(order.state, "sale")

        self._tour(self.credit, self._held, check)

    def test_a_leader_sees_everything(self):
        self._held()
        self._make()
        self._tour(self.leader)

    def test_an_auditor_sees_who_read(self):
        self.dossier.with_user(self.credit).web_read({"name": {}})
        self._tour(self.auditor)

    def test_an_administrator_keeps_the_rules(self):
        self._tour(self.manager)

    def test_a_request_that_fails_is_heard(self):
        for page, answer in (("/no/such/page", "404"), ("http://localhost:1", "net::")):
            with self.subTest(page=page):
                self.failed_requests.clear()
                look = f"fetch('{page}').finally(() => console.log('test successful'))"
                self.browser_js("/web/login", look + ".catch(() => {})")
                self.assertTrue(self.failed_requests, "nothing was heard")
                self.assertTrue(self.failed_requests[0].startswith(answer))
