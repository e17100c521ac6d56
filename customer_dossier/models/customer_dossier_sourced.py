from odoo import api, fields, models

RELIABILITIES = [
    ("A", "A – Completely reliable"),
    ("B", "B – Usually reliable"),
    ("C", "C – Fairly reliable"),
    ("D", "D – Not usually reliable"),
    ("E", "E – Unreliable"),
    ("F", "F – Cannot be judged"),
]
CREDIBILITIES = [
    ("1", "1 – Confirmed by other sources"),
    ("2", "2 – Probably true"),
    ("3", "3 – Possibly true"),
    ("4", "4 – Doubtful"),
    ("5", "5 – Improbable"),
    ("6", "6 – Cannot be judged"),
]
LEVELS = [
    ("owner", "Owner or manager"),
    ("buyer", "Buyer"),
    ("finance", "Finance"),
    ("warehouse", "Warehouse"),
    ("sales", "Their sales staff"),
    ("outside", "Outside the customer"),
]
#: The fields that say where a fact comes from, as they are copied from one to another.
SOURCE_FIELDS = (
    "channel_id",
    "level",
    "informant",
    "collector_id",
    "observed_on",
    "reliability",
    "credibility",
)


class CustomerDossierSourced(models.AbstractModel):
    """Something that somebody told us: by which way, who, when, how far to trust it."""

    _name = "customer.dossier.sourced"
    _description = "Fact with its source"

    channel_id = fields.Many2one(
        "customer.dossier.channel",
        index="btree_not_null",
        ondelete="restrict",
        help="The way by which it reached us.",
    )
    level = fields.Selection(
        LEVELS, help="At which level of the customer it was heard."
    )
    informant = fields.Char(help="Who said it, as far as we write that down.")
    collector_id = fields.Many2one(
        "res.users",
        string="Collected by",
        index="btree_not_null",
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    observed_on = fields.Date(
        string="True on",
        default=fields.Date.context_today,
        help="The day for which it was true.",
    )
    reliability = fields.Selection(
        RELIABILITIES,
        string="Source",
        help="Admiralty code: how far to trust the source.",
    )
    credibility = fields.Selection(
        CREDIBILITIES, string="Content", help="Admiralty code: how true it seems."
    )
    admiralty = fields.Char(
        string="Code",
        compute="_compute_admiralty",
        help="Admiralty code: source by letter, content by digit.",
    )
    verified_on = fields.Date(string="Verified on", readonly=True)
    verified_by_id = fields.Many2one(
        "res.users", string="Verified by", readonly=True, ondelete="restrict"
    )

    @api.depends("reliability", "credibility")
    def _compute_admiralty(self):
        for fact in self:
            judged = fact.reliability or fact.credibility
            code = (fact.reliability or "F") + (fact.credibility or "6")
            fact.admiralty = judged and code

    @api.model
    def _has_field_access(self, field, operation):
        """Who verified, and when, is written by the step and never by hand."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name not in ("verified_on", "verified_by_id")

    def _source(self):
        """Where this comes from, as values for another record of this kind."""
        self.ensure_one()
        return {
            name: self[name].id if self._fields[name].relational else self[name]
            for name in SOURCE_FIELDS
        }

    def _verify(self):
        """Sign these facts as true today, in the current user's name."""
        # sudo: the signature is written by this step only; callers have checked that
        # the user may write these very records.
        self.sudo().write(
            {
                "verified_on": fields.Date.context_today(self),
                "verified_by_id": self.env.uid,
            }
        )
