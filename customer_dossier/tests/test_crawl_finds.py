from odoo.tests import HttpCase, tagged

from .crawl import marks
from .crawl.common import CrawlCommon
from .crawl.ground import Ground
from .crawl.http import HttpCrawl
from .crawl.leaks import grant, leaky_models, leaky_report
from .crawl.plant import Planter
from .crawl.roads_around import around_questions
from .crawl.roads_ask import ask_questions
from .crawl.roads_guest import guest_questions
from .crawl.roads_http import http_questions
from .crawl.roads_method import method_questions
from .crawl.roads_read import read_questions
from .crawl.traces import traces

NOTE = "customer.dossier.leak.note"
VIEW = "customer.dossier.leak.view"
WIZARD = "customer.dossier.leak.wizard"
PARTNER = "res.partner"
ACTOR = "contact_manager"  # no role of ours; may create and change customers
AROUND = ("mail.message", "mail.activity", "ir.attachment", "ir.filters")

# Road, model or field, what the finding says.
HOLES = (
    ("read", "leak_related", "shows customer.dossier.credit_limit"),
    ("attribute", "leak_related", "shows"),
    ("web_read", "leak_computed", "shows"),
    ("export_data", "leak_computed", "shows"),
    ("search_read", "leak_count", "differs"),
    ("onchange of new", "leak_warning", "differs"),
    ("domain in", "leak_oracle", "differs"),
    ("domain through", "leak_oracle", "differs"),
    ("web_search_read through", "leak_computed", "shows"),
    ("export through", "leak_computed", "shows"),
    ("method", f"{PARTNER}.*", "shows customer.dossier.name"),
    ("method", f"{PARTNER}.*", "no longer supply"),
    ("read", f"{NOTE}.display_name", "shows"),
    ("name_search", NOTE, "differs"),
    ("default_get", NOTE, "shows"),
    ("formatted_read_group", NOTE, "differs"),
    ("order", NOTE, "differs"),
    ("search_read", VIEW, "shows customer.dossier.credit_limit"),
    ("array_agg", VIEW, "shows"),
    ("sum and average", VIEW, "differs"),
    ("domain in", VIEW, "differs"),
    ("search_read", WIZARD, "shows"),
    ("copy_data", WIZARD, "shows"),
    ("sweep", "mail.message", "shows"),
    ("sweep", "mail.activity", "shows"),
    ("sweep", "ir.attachment", "shows"),
    ("asked about", "ir.filters", "shows"),
)


@tagged("post_install", "-at_install")
class TestCrawlFinds(CrawlCommon, HttpCase):
    """Proof that the crawl can find: every deliberate hole is found by its road."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._spill()
        questions = [
            question for question in cls._questions() if question.model in cls.watched
        ]
        with cls.quiet():
            cls.crawl.crawl(ACTOR, questions)
        cls.found = _summed_up(cls.crawl.findings)

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        # Odoo's own test helper for models; see its docstring for the import.
        from odoo.orm.model_classes import add_to_registry

        registry = cls.registry
        cls.addClassCleanup(
            setattr,
            registry[PARTNER],
            "_base_classes__",
            registry[PARTNER]._base_classes__,
        )
        names = []
        for definition in leaky_models():
            add_to_registry(registry, definition)
            names.append(definition._name)
            if definition._name != PARTNER:
                cls.addClassCleanup(registry.__delitem__, definition._name)
        names = list(dict.fromkeys(names))
        with cls.quiet():
            registry._setup_models__(cls.env.cr, names)
            registry.init_models(cls.env.cr, names, {"module": "customer_dossier"})
        cls.own = [name for name in names if name != PARTNER]
        grant(cls.env, cls.own)
        cls.watched = {*names, *AROUND, "sale.order", "res.users"}

    @classmethod
    def _questions(cls):
        ground, rows = cls.ground, cls.planter.rows
        return [
            *read_questions(ground, rows),
            *ask_questions(ground, cls.book),
            *guest_questions(ground, cls.book, cls.people),
            *method_questions(ground, rows, cls.people),
            *around_questions(ground),
        ]

    @classmethod
    def _spill(cls):
        """Write a mark wherever a careless method of ours could have written it."""
        customer = cls.people.customers[0]
        secret = marks.word(cls.book.code("customer.dossier", "name", 0, 0))
        customer.message_post(body=f"Downgraded: {secret}")
        customer.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=secret,
            user_id=cls.people.actors[ACTOR].id,
        )
        cls.env["ir.attachment"].create(
            {
                "name": "report.txt",
                "raw": secret.encode(),
                "mimetype": "text/plain",
                "res_model": PARTNER,
                "res_id": customer.id,
            }
        )
        cls.env["ir.filters"].create(
            {
                "name": "Bad payers",
                "model_id": "customer.dossier",
                "user_ids": False,
                "domain": f"[('name', '=', '{secret}')]",
            }
        )

    def _assert_found(self, road, place, what="", found=None):
        """Some finding is of this road, at this model or field, and says ``what``."""
        hits = [
            finding
            for finding in found or self.found
            if finding[0] == road and place in finding[1] and what in finding[2]
        ]
        self.assertTrue(hits, f"{road} does not find {place}")

    def test_every_hole_is_caught_by_its_road(self):
        for road, place, what in HOLES:
            with self.subTest(road=road, place=place):
                self._assert_found(road, place, what)

    def test_every_hole_is_caught_by_requests_too(self):
        leaky_report(self.env)
        ground = Ground(self.env)
        crawl = HttpCrawl(self.env, ground, self.book, self.planter, self.people)
        crawl.enter(self, ACTOR)
        names = {*self.own, "customer.dossier", "ir.attachment"}
        asked = http_questions(ground, self.planter)
        crawl.crawl(ACTOR, [one for one in asked if one.model in names])
        found = _summed_up(crawl.findings)
        for road, place in (
            ("report html", "customer.dossier"),
            ("web content", NOTE),
            ("web content by id", "ir.attachment"),
            ("button", NOTE),
            ("call_kw web_search_read", VIEW),
            ("call_kw read", WIZARD),
            ("json2", VIEW),
            ("jsonrpc", VIEW),
            ("xmlrpc", WIZARD),
            ("export csv", VIEW),
            ("export xlsx", WIZARD),
        ):
            with self.subTest(road=road, place=place):
                self._assert_found(road, place, found=found)

    def test_a_copy_outside_is_traced(self):
        code = self.book.code("customer.dossier", "credit_limit", 0, 0)
        copies = (marks.word(code), str(marks.number(code)), f"{marks.number(code):,}")
        for copied in copies:
            with self.subTest(copied=copied):
                self.assertIn("res_partner", self._tables_with(f"Owes {copied}.00"))
        self.assertNotIn("res_partner", self._tables_with(f"96{marks.number(code)}1.5"))

    def _tables_with(self, text):
        self.people.customers[0].write({"comment": text})
        self.env.flush_all()
        found, _looked = traces(self.ground, self.planter.files.values())
        return {table for table, _row in found}

    def test_a_model_that_cannot_be_planted_is_named(self):
        self.assertFalse(self.unplanted)
        self.env.cr.execute(
            "ALTER TABLE customer_dossier_leak_wizard ADD CHECK (question = 'x') NOT VALID"
        )
        ground = Ground(self.env)
        ground.__dict__["tables"] = [WIZARD]
        with self.quiet():
            failed = Planter(ground, marks.MarkBook(), self.people).plant()
        self.assertIn(WIZARD, failed)


def _summed_up(findings):
    return {
        (finding.road.partition(":")[0], finding.place, finding.what)
        for finding in findings
    }
