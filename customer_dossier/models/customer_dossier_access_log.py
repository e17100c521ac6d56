import json

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.http import request
from odoo.tools import SQL

from .access_line import line

ACTIONS = [
    ("opened", "Opened"),
    ("listed", "Listed"),
    ("printed", "Printed"),
    ("exported", "Exported"),
    ("downloaded", "Downloaded"),
    ("imported", "Imported"),
    ("refused", "Refused"),
    ("flooded", "Refused, more not listed"),
    ("changed", "Changed"),
    ("released", "Released for uninstalling"),
]
ROADS = [
    ("screen", "Screen"),
    ("rpc", "Outside program"),
    ("report", "Report"),
    ("file", "File"),
    ("cron", "Server"),
]
# The first prefix of the path that fits; every other request is a screen's.
PATHS = {
    "/json/": "rpc",
    "/jsonrpc": "rpc",
    "/xmlrpc/": "rpc",
    "/report/": "report",
    "/web/content": "file",
    "/web/image": "file",
    "/web/export/": "file",
    "/customer_dossier/file": "file",
}
SECTIONS = [
    ("dossier", "Dossier"),
    ("figures", "Figures"),
    ("assessment", "Assessment"),
    ("signal", "Risk signal"),
    ("revision", "Revision"),
    ("credit_report", "Credit report"),
    ("provision", "Provision"),
    ("clearance", "Clearance"),
    ("access_log", "Access log"),
    ("recusal", "Recusal"),
    ("sheet", "Sections"),
    ("identity", "Basic information"),
    ("products", "Product structure"),
    ("competitiveness", "Market competitiveness"),
    ("transactions", "Transactions with us"),
    ("credit", "Credit capability"),
    ("capacity", "Market capacity"),
    ("performance", "Business performance"),
    ("organisation", "Organisation structure"),
    ("competitors", "Competitors"),
    ("needs", "Needs and preferences"),
    ("submission", "Submission"),
    ("personal", "Personal matters"),
    ("market", "Market policy"),
    ("visit", "Visit"),
    ("care", "Care"),
    ("checkup", "Check-up"),
    ("override", "Override"),
    ("measure", "Measure"),
    ("deposit", "Deposit"),
    ("bonus", "Year-end bonus"),
    ("advice", "Advice"),
    ("handover", "Handover"),
    ("inquest", "Inquest"),
    ("brief", "Brief"),
    ("notice", "Notice"),
    ("import", "Import"),
    ("alarm_rule", "Alarm rule"),
    ("requirement", "Clearance requirement"),
    ("company", "Company settings"),
]


class CustomerDossierAccessLog(models.Model):
    """Who opened, printed, exported or was refused which dossiers; never a value.

    Dossiers are kept as numbers and not by a foreign key: the row outlives a draft,
    and it is read by auditors, to whom the dossiers themselves are closed.
    """

    _name = "customer.dossier.access.log"
    _description = "Access log"
    _inherit = ["customer.dossier.chained", "customer.dossier.subjects"]
    _log_access = False
    _refused = SQL("UPDATE")  # deleting: see the retention
    _dossier_roles = {"leader": "re", "auditor": "re"}
    _dossier_section = "access_log"
    _chained = (
        "company_id",
        "position",
        "at",
        "user_id",
        "login",
        "action",
        "road",
        "section",
        "dossiers",
        "dossier_count",
        "purpose",
        "copy_number",
        "address",
        "detail",
    )

    user_id = fields.Many2one("res.users", required=True, ondelete="restrict")
    login = fields.Char(required=True, help="The user's login as it was at that time.")
    action = fields.Selection(ACTIONS, required=True)
    road = fields.Selection(ROADS, required=True, help="The way in.")
    section = fields.Selection(SECTIONS, help="The part of the dossier.")
    dossier_ids = fields.Many2many(
        "customer.dossier",
        string="Dossiers on record",
        compute="_compute_dossier_ids",
        search="_search_dossiers",
    )
    subjects = fields.Char(
        search="_search_dossiers",
        help="The numbers of the dossiers. Search for a whole number.",
    )
    purpose = fields.Char(help="The reason that the user gave.")
    copy_number = fields.Char(
        string="Copy number",
        index="btree_not_null",
        help="The number on the print or in the file.",
    )
    address = fields.Char(string="Network address")
    detail = fields.Char(
        string="Technical detail", help="What was refused or changed, for programs."
    )
    explanation = fields.Char(
        string="Particulars",
        compute="_compute_explanation",
        help="What was refused, or what was changed from what to what.",
    )

    # What one person did of late: refusals within a minute, and the alarms.
    _user_at_idx = models.Index("(user_id, at)")
    # Who saw this dossier: see _about.
    _dossiers_idx = models.Index("USING gin (dossiers jsonb_path_ops)")

    @api.depends("dossiers")
    def _compute_dossier_ids(self):
        for row in self:
            ids = [number for number, _name in row.dossiers or ()]
            row.dossier_ids = row.dossier_ids.browse(ids)

    @api.model
    def _search_dossiers(self, operator, values):
        """Rows about any of these dossiers, given by id or by number.

        Asks nothing but the log's own column, so that it tells no more than the log.
        """
        if operator != "in":
            return NotImplemented
        return Domain.OR(map(self._about, values))

    @api.model
    def _about(self, dossier):
        # [[7]] lies in [[7, "CD00007"], [8, "CD00008"]], and so does [["CD00007"]].
        part = json.dumps([[dossier]])
        return Domain.custom(
            to_sql=lambda _model, alias, _query: SQL(
                "%s @> %s::jsonb", SQL.identifier(alias, "dossiers"), part
            )
        )

    @api.model
    def _record(
        self,
        action,
        dossiers,
        *,
        section=None,
        road=None,
        purpose=None,
        copy_number=None,
        detail=None,
        companies=(),
    ):
        """Write down that the current user did ``action``; at most two queries.

        Written and committed by a cursor of its own: it stays when the request
        fails, and it works where the request itself may only read.

        :param action: code out of ``ACTIONS``
        :param dossiers: ``customer.dossier`` records, one row for each company of
            theirs; none: one row in the user's own company
        :param section: code out of ``SECTIONS``
        :param road: code out of ``ROADS``; None: that of the current request
        :param purpose: the reason that the user gave
        :param copy_number: the number that the print or file carries
        :param detail: what was refused or changed; never a value out of the archive
        :param companies: ids of companies that get a row each, where no dossier says so;
            those that only this transaction sees are left out, and none is the user's own
        """
        row = {
            # Even under sudo it is a person who reads.
            "user_id": (request and request.env and request.env.uid) or self.env.uid,
            "action": action,
            "road": road or self._road(),
            "section": section,
            "purpose": purpose,
            "copy_number": copy_number,
            "address": request.httprequest.remote_addr if request else None,
            "detail": detail,
        }
        subjects = self._subjects(dossiers) or [
            {"company_id": company, "dossiers": [], "dossier_count": 0}
            for company in self._seen_outside(companies) or [None]
        ]
        self._append_chained([{**row, **subject} for subject in subjects])

    @api.model
    def _road(self):
        """The way in, found from the current HTTP request; without one it is a job."""
        if not request:
            return "cron"
        path = request.httprequest.path
        roads = (road for prefix, road in PATHS.items() if path.startswith(prefix))
        return next(roads, "screen")

    @api.model
    def _seen_outside(self, companies):
        """Those of these companies that were there before this transaction, sorted."""
        if not companies:
            return []
        with line(self.env.registry) as cr:
            cr.execute(
                SQL("SELECT id FROM res_company WHERE id = ANY(%s)", [*companies])
            )
            return sorted(id_ for (id_,) in cr.fetchall())

    @api.model
    def _subjects(self, dossiers):
        """:return: a dict of columns for each company of the dossiers; one query

        Read by SQL, so that nothing enters the cache that the user may not read.
        """
        return dossiers.ids and self.env.execute_query_dict(
            SQL(
                """
                SELECT company_id,
                       jsonb_agg(jsonb_build_array(id, name) ORDER BY id) AS dossiers,
                       count(*) AS dossier_count
                  FROM customer_dossier
                 WHERE id = ANY(%s)
                 GROUP BY company_id
                """,
                dossiers.ids,
            )
        )
