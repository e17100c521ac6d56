from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .optional_monetary import OptionalMonetary
from .res_partner_light import LIGHTS

SECTIONS = [
    ("key", "Key customer"),
    ("worst", "Worst customer"),
    ("changed", "What changed"),
    ("waits", "What needs a decision"),
]


class CustomerDossierBriefLine(models.Model):
    """One line of a brief; of what waits, also when the leader went to decide on it.

    Kept as it was made, but for that note, which is written once: by it a decision
    knows the brief from which it was taken and the revision that was seen.
    """

    _name = "customer.dossier.brief.line"
    _description = "Line of a brief"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "brief_id desc, id"
    _rec_name = "label"
    _refused = SQL("UPDATE OR DELETE")
    _refused_rows = SQL("FOR EACH ROW WHEN (OLD.gone_on IS NOT NULL)")

    _dossier_roles = {"leader": "re"}
    _dossier_section = "brief"

    brief_id = fields.Many2one(
        "customer.dossier.brief", required=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one("res.users", required=True, ondelete="restrict")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict"
    )
    section = fields.Selection(SECTIONS, required=True)
    dossier_id = fields.Many2one(
        "customer.dossier", index="btree_not_null", ondelete="restrict"
    )
    label = fields.Char(required=True, string="What")
    number = fields.Integer(string="How many", aggregator=None)
    grade = fields.Char()
    rating = fields.Char()
    light = fields.Selection(LIGHTS)
    trend = fields.Json(string="Sales, 12 months")
    currency_id = fields.Many2one(related="company_id.currency_id")
    exposure = OptionalMonetary(aggregator=None)
    reason = fields.Char()
    next_step = fields.Char(string="Next step")
    version_id = fields.Many2one(
        "customer.dossier.version",
        string="Revision in force",
        index="btree_not_null",
        ondelete="restrict",
        help="When the brief was made.",
    )
    res_model = fields.Char(string="Kind of record", groups=fields.NO_ACCESS)
    res_id = fields.Many2oneReference(
        string="Record",
        model_field="res_model",
        aggregator=None,
        groups=fields.NO_ACCESS,
    )
    opens = fields.Json(groups=fields.NO_ACCESS, help="Which records the line counts.")
    gone_on = fields.Datetime(
        string="Gone to decide on", help="When the leader opened it from this brief."
    )
    version_seen_id = fields.Many2one(
        "customer.dossier.version",
        string="Revision seen",
        index="btree_not_null",
        ondelete="restrict",
        help="In force when the leader went to decide.",
    )
    waits = fields.Boolean(
        string="Still waits",
        compute="_compute_waits",
        help="It is still yours to decide on.",
    )

    # From which brief its reader came to a record: see _briefs_of.
    _by_record = models.Index("(user_id, res_model, res_id) WHERE gone_on IS NOT NULL")

    @api.depends("section", "dossier_id")
    @api.depends_context("uid")
    def _compute_waits(self):
        """As the reader may decide today; a constant number of queries."""
        asked = self.filtered(lambda line: line.section == "waits")
        waiting = {}
        if asked:
            waits = self.env["customer.dossier.overview"]._waits()
            for row in waits:
                ids = {one for _name, _in, some in row["domain"] for one in some}
                waiting.setdefault(row["model"], set()).update(ids)
        for line in self:
            # sudo: which record it is; the reader's own answer is compared with it.
            of = line.sudo()
            line.waits = line in asked and of.res_id in waiting.get(of.res_model, ())

    def _kept(self):
        return self.filtered("gone_on")

    @api.model
    def _grant_domain(self, grant):
        """One's own, of customers that one still reads."""
        rows = self._opened_by(grant)
        return (
            Domain("user_id", "=", self.env.uid)
            & Domain("company_id", "in", [grant.company, False])
            & (Domain("dossier_id", "=", False) | Domain("dossier_id", "any", rows))
        )

    def action_open(self):
        """Open what the line is about.

        Of what waits for a decision, the first time is noted with the revision that is
        in force then.
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: where the line leads is the system's; it opens by the reader's rights.
        line = self.sudo()
        if self.section == "changed":
            return self._list_action(line.res_model, line.opens)
        if self.section != "waits":
            return self._form_action("customer.dossier", self.dossier_id.id)
        record = self.env[line.res_model].browse(line.res_id)
        record.check_access("read")
        if not self.gone_on:
            line.write(
                {
                    "gone_on": fields.Datetime.now(),
                    "version_seen_id": self.dossier_id._version_in_force().id
                    if self.dossier_id
                    else False,
                }
            )
        if line.res_model == "customer.dossier.hold" and record.state == "open":
            return record.action_decide()
        return self.env[line.res_model].browse(line.res_id)._form_action()

    def _list_action(self, model, domain):
        return {
            "type": "ir.actions.act_window",
            "name": self.label,
            "res_model": model,
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": domain,
        }

    @api.model
    def _briefs_of(self, records):
        """The briefs from which the current user went to decide on records.

        :return: ``{record id: brief id}`` where there is one; one query
        """
        # sudo: the line may be about a customer that is tied meanwhile; the brief that
        # comes out is the user's own.
        lines = self.sudo().search(
            [
                ("user_id", "=", self.env.uid),
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("gone_on", "!=", False),
            ],
            order="id",
        )
        return {line.res_id: line.brief_id.id for line in lines}


class CustomerDossierDecision(models.Model):
    _inherit = "customer.dossier.decision"

    brief_id = fields.Many2one(
        "customer.dossier.brief",
        string="From the brief",
        index="btree_not_null",
        ondelete="restrict",
        # A brief is its leader's own: its very name says when it was made.
        groups="customer_dossier.group_leader",
        help="The brief from which the order was opened.",
    )
