from odoo import fields, models
from odoo.exceptions import UserError

from ..formulas.admiralty import Source, allowed_credibility

NOTE = "note"


class CustomerDossierSourced(models.AbstractModel):
    _inherit = "customer.dossier.sourced"

    def _heard_from(self):
        """Who said it and by which kind of way: ``formulas.admiralty.Source``."""
        self.ensure_one()
        person = (self.informant or "").strip().casefold()
        return Source(
            person or str(self.collector_id.id), str(self.channel_id.id or "")
        )


class CustomerDossierFact(models.Model):
    """What sources told of one item: the same, or something else."""

    _inherit = "customer.dossier.fact"

    submission_id = fields.Many2one(
        "customer.dossier.submission",
        string="From the submission",
        index="btree_not_null",
        ondelete="set null",
    )
    question_id = fields.Many2one(
        "customer.dossier.question", index="btree_not_null", ondelete="set null"
    )

    def _weigh(self):
        """Compare new facts with what is live about the same items.

        What the same source said before is superseded. What another source says
        otherwise opens a question, or joins the open one.

        :return: the items on which live facts disagree now
        """
        live = self.search(
            [
                ("sheet_id", "in", self.sheet_id.ids),
                ("item", "in", self.mapped("item")),
                ("state", "=", "live"),
                ("id", "not in", self.ids),
            ]
        )
        disputed = set()
        for fact in self:
            source = fact._heard_from()
            beside = live.filtered(lambda one, item=fact.item: one.item == item)
            own = beside.filtered(lambda one, who=source: one._heard_from() == who)
            own.write({"state": "superseded"})
            rivals = (beside - own).filtered(
                lambda one, value=fact.value: not one._says(value)
            )
            if rivals:
                disputed.add(fact.item)
                self.env["customer.dossier.question"]._ask(fact | (beside - own))
        return disputed

    def _says(self, value):
        """Whether this fact says the same as a value of the same item."""
        return _agree(self.value, value)

    def action_say_same(self):
        """File the submission in hand as one that says the same as this fact."""
        self.ensure_one()
        self.check_access("read")
        submission = self.env["customer.dossier.submission"]._in_hand()
        sheet = submission and submission._check_filing()
        if sheet != self.sheet_id or self.state != "live":
            raise UserError(
                self.env._(
                    "Nothing is being filed here about %(fact)s. Open the submission "
                    "and choose to file it.",
                    fact=self.label,
                )
            )
        # sudo: facts are written by the system only; filing is checked above.
        fact = self.sudo().create(
            {
                "sheet_id": self.sheet_id.id,
                "item": self.item,
                "value": self.value,
                **submission._fact_source(),
            }
        )
        fact._weigh()
        submission._mark_filed()

    def action_confirm(self):
        """Judge a fact as confirmed: content 1, with all that say the same.

        :raises UserError: there are not two independent sources
        """
        self.ensure_one()
        self.sheet_id.check_access("write")
        same = self.search(
            [
                ("sheet_id", "=", self.sheet_id.id),
                ("item", "=", self.item),
                ("state", "=", "live"),
            ]
        ).filtered(lambda one: one._says(self.value))
        if allowed_credibility("1", [one._heard_from() for one in same]) != "1":
            raise UserError(
                self.env._(
                    "%(fact)s: content 1 needs two independent sources, of different "
                    "persons and by different channels. File what the second one says.",
                    fact=self.label,
                )
            )
        # sudo: facts are written by the system only; the section is the user's to keep.
        same.sudo().write({"credibility": "1"})
        same._verify()


def _agree(one, other):
    """Whether two values say the same; of an entry of a list, what both speak of."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_agree(one[name], other[name]) for name in one.keys() & other.keys())
    if isinstance(one, str) and isinstance(other, str):
        return one.strip().casefold() == other.strip().casefold()
    return one == other
