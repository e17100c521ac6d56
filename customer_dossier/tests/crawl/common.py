"""Plants everything once for all questions of a class."""

import gc

from odoo.tools import mute_logger

from ..common import DossierCommon
from .engine import Crawl
from .ground import Ground
from .marks import MarkBook
from .plant import Planter
from .traces import traces
from .users import dismiss, engage
from .work import work

# Refusals are what the crawl asks for: thousands of lines that say "refused".
QUIET = (
    "odoo.addons.base.models.ir_model",
    # Planted rows fit into no chain.
    "odoo.addons.customer_dossier.models.customer_dossier_access_verify",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.res_users",
    "odoo.addons.rpc.controllers.jsonrpc",
    "odoo.addons.rpc.controllers.xmlrpc",
    "odoo.addons.web.controllers.export",
    "odoo.domains",
    "odoo.http",
    "odoo.models",
    "odoo.service.model",
    "odoo.sql_db",
    "py.warnings",
    "werkzeug",
)


class CrawlCommon(DossierCommon):
    """Marks in every table of ours, and everybody who must not see them."""

    crawl_class = Crawl
    #: Search the database after each step of the product's work: once is enough.
    searches_traces = False
    maxDiff = None  # every finding is read

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("ir_attachment.location", "db")
        # What entries about goods and prices point to.
        cls.env["product.product"].create({"name": "Baijiu"})
        cls.people = engage(cls)
        cls.ground = Ground(cls.env)
        cls.book = MarkBook()
        cls.planter = Planter(cls.ground, cls.book, cls.people)
        with mute_logger("odoo.sql_db"):
            cls.unplanted = cls.planter.plant()
        cls.planter.plant_files()
        with cls.quiet():
            cls._let_work()
        cls.planter.restore()
        dismiss(cls.people)
        cls.env.flush_all()
        cls.env.registry.clear_cache()
        gc.collect()  # the environments in which all this was made
        cls.crawl = cls.crawl_class(
            cls.env, cls.ground, cls.book, cls.planter, cls.people
        )

    @classmethod
    def _let_work(cls):
        """The product works on the marks; what it copies elsewhere is kept in mind."""
        cls.traced = {"found": {}, "tables": 0}

        def look(step):
            if not cls.searches_traces:
                return
            found, looked = traces(cls.ground, cls.planter.files.values())
            cls.traced["tables"] = looked
            for place in found:
                cls.traced["found"].setdefault(place, step)

        cls.traced["steps"] = work(cls.ground, cls.planter.rows, cls.people, look)

    @classmethod
    def quiet(cls):
        return mute_logger(*QUIET)

    def setUp(self):
        super().setUp()
        quiet = self.quiet()
        quiet.__enter__()
        self.addCleanup(quiet.__exit__)
