from .listening import leave_out

DESK, PHONE = "1400x900", "390x844"


class TourStories:
    """What each role does in its first steps, and what must have come of it.

    Mixed into a case with briefs, submissions and a browser that walks a tour (``_walk``)
    in each size and language of ``ways``.
    """

    # Odoo leaves inherited tests alone where a class does not ask for them.
    allow_inherited_tests_method = True
    ways = ()
    #: What has become of an order once somebody was led to decide on it.
    decided = "sale"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        leave_out(cls.env)
        cls.env["res.lang"]._activate_lang("zh_CN")
        modules = ["web", "customer_dossier"]
        cls.env["ir.module.module"]._load_module_terms(modules, ["zh_CN"])
        cls.dossier.grade_id = cls.env.ref("customer_dossier.grade_key")

    def _tour(self, user, prepare=None, check=None):
        """Walk the tour of a user's role in each size and language.

        :param prepare: what it needs, made anew each time
        :param check: asked afterwards, with what ``prepare`` returned
        """
        for size, language in self.ways:
            with self.subTest(size=size, language=language):
                user.lang = language
                self.browser_size = size
                self.touch_enabled = size == PHONE
                made = prepare and prepare()
                self._walk(f"customer_dossier_{user.login}", user)
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
            self.assertEqual(order.state, self.decided)

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
