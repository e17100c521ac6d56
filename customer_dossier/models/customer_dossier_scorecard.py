from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..formulas.hysteresis import BUFFER, CONFIRM
from ..formulas.scorecard import MIN_COVERAGE, RENORMALISE
from .customer_dossier_scorecard_item import AXES
from .roles import CONFIGURATION

STATES = [("draft", "Draft"), ("in_use", "In use"), ("superseded", "Superseded")]
MISSING = [
    ("renormalise", "Score what is known"),
    ("zero", "Count as zero points"),
    ("refuse", "Give no score"),
]
# Moved by the methods of this file only, also after the card is frozen.
LIFECYCLE = {"state", "date_from", "date_to"}


class Engine(NamedTuple):
    """A scorecard as the formulas take it.

    :param items: ``formulas.scorecard.Item`` by item record, in order.
    :param scale: ``formulas.bands.Band`` of the ratings, the best first.
    :param caps: best rating by condition code.
    :param buffer: points past a bound that count as a move.
    :param confirm: days in a row that must ask for a move.
    """

    items: dict
    scale: list
    caps: dict
    buffer: float
    confirm: int


class CustomerDossierScorecard(models.Model):
    """The model behind a rating, as data: items with weights, bands, caps and a scale.

    A version in use is never edited: it is superseded by a new one, so that every
    assessment can still be explained by the card that made it.
    """

    _name = "customer.dossier.scorecard"
    _description = "Scorecard"
    _inherit = ["customer.dossier.typed", "customer.dossier.cleared"]
    _order = "sequence, code, version desc, id"

    _dossier_roles = CONFIGURATION

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True, help="Versions of one scorecard share it, for example DEALER-A."
    )
    version = fields.Integer(default=1, readonly=True, required=True)
    state = fields.Selection(
        STATES, default="draft", required=True, readonly=True, copy=False
    )
    sequence = fields.Integer(
        default=10, help="Of several scorecards in use, the first one rates."
    )
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Leave empty to share the scorecard; a company's own one goes first.",
    )
    date_from = fields.Date(string="Valid from", copy=False)
    date_to = fields.Date(string="Valid until", copy=False)
    missing = fields.Selection(
        MISSING,
        string="Unknown facts",
        default=RENORMALISE,
        required=True,
        help="What an unknown fact does to the score. It always costs coverage.",
    )
    min_coverage = fields.Float(
        string="Least coverage %",
        default=MIN_COVERAGE,
        required=True,
        help="Below this share of known weight the customer is not rated.",
    )
    buffer = fields.Float(
        string="Margin in points",
        default=BUFFER,
        required=True,
        help="A rating moves only when the score is past its bound by this much.",
    )
    confirm = fields.Integer(
        string="Assessments in a row",
        default=CONFIRM,
        required=True,
        help="On so many days in a row the score must say so before the rating moves by "
        "one step. Hard triggers and caps act at once.",
    )
    item_ids = fields.One2many(
        "customer.dossier.scorecard.item", "scorecard_id", string="Items", copy=True
    )
    cap_ids = fields.One2many(
        "customer.dossier.scorecard.cap", "scorecard_id", string="Caps", copy=True
    )
    rating_ids = fields.One2many(
        "customer.dossier.rating", "scorecard_id", string="Rating scale", copy=True
    )

    _version_unique = models.UniqueIndex(
        "(code, version, COALESCE(company_id, 0))",
        "This scorecard has this version already. Use New version.",
    )
    _one_in_use = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE state = 'in_use'",
        "Another version of this scorecard is in use already.",
    )
    _coverage_range = models.Constraint(
        "CHECK (min_coverage BETWEEN 0 AND 100)",
        "The least coverage of a scorecard is a percentage from 0 to 100.",
    )
    _buffer_range = models.Constraint(
        "CHECK (buffer BETWEEN 0 AND 50)",
        "The margin of a scorecard goes from 0 to 50 points.",
    )
    _confirm_range = models.Constraint(
        "CHECK (confirm BETWEEN 1 AND 12)",
        "A rating is confirmed by 1 to 12 assessments in a row.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_from <= date_to)",
        "A scorecard cannot end before it begins. Check the dates of validity.",
    )

    @api.depends("name", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for card in self:
            card.display_name = self.env._(
                "%(name)s, version %(version)s", name=card.name, version=card.version
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("state", "draft") != "draft":
                raise UserError(self.env._("A new scorecard starts as a draft."))
        return super().create(vals_list)

    def write(self, vals):
        # No client is superuser: the flag tells our own steps from a form or RPC.
        if self.env.su and vals.keys() <= LIFECYCLE:
            return super().write(vals)
        if "state" in vals or any(card.state != "draft" for card in self):
            raise UserError(
                self.env._(
                    "%(scorecard)s cannot be changed like this: a version in use is "
                    "never edited. Make a new version, change it, then put it in use.",
                    scorecard=self[:1].display_name,
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for card in self:
            if card.state != "draft":
                raise UserError(
                    self.env._(
                        "%(scorecard)s made assessments and stays on file.",
                        scorecard=card.display_name,
                    )
                )

    @api.constrains("item_ids", "rating_ids", "cap_ids")
    def _check_parts(self):
        for card in self:
            card.item_ids._check_tables()
            card.rating_ids._check_scale()
            card.cap_ids._check_ratings()

    def action_new_version(self):
        """Open a draft that copies this version.

        :raises AccessError: the user may not configure scorecards
        """
        self.ensure_one()
        self.check_access("write")
        last = self.search(
            [("code", "=", self.code), ("company_id", "=", self.company_id.id)],
            order="version desc",
            limit=1,
        )
        draft = self.copy({"version": last.version + 1})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "view_mode": "form",
        }

    def action_put_in_use(self):
        """Let these drafts rate; from today where they supersede a version in use.

        :raises ValidationError: a card without items or scale, naming what lacks
        :raises AccessError: the user may not configure scorecards
        """
        self.check_access("write")
        self._put_in_use()

    def _put_in_use(self):
        for card in self:
            card._check_complete()
            today = (card.company_id or self.env.company)._dossier_today()
            before = self.search(card._siblings() & Domain("state", "=", "in_use"))
            # sudo: the step itself is what writes the state of a frozen card; the
            # right to configure is checked by the public method.
            before.sudo().write({"state": "superseded", "date_to": today})
            before.flush_recordset()
            begin = card.date_from or (today if before else False)
            # sudo: as above.
            card.sudo().write({"state": "in_use", "date_from": begin})

    def _siblings(self):
        return Domain(
            [
                ("code", "=", self.code),
                ("company_id", "=", self.company_id.id),
                ("id", "!=", self.id),
            ]
        )

    def _check_complete(self):
        if self.state != "draft":
            raise UserError(
                self.env._(
                    "%(scorecard)s is not a draft. Reload the page.",
                    scorecard=self.display_name,
                )
            )
        if not self.item_ids or not self.rating_ids:
            raise ValidationError(
                self.env._(
                    "%(scorecard)s needs at least one item and a rating scale before "
                    "it can rate customers.",
                    scorecard=self.display_name,
                )
            )
        self._check_parts()

    def _engine(self):
        """This card as the formulas take it: ``Engine``."""
        return Engine(
            {item: item._engine_item() for item in self.item_ids._in_order()},
            self.rating_ids._engine_scale(),
            {cap.condition: cap.rating for cap in self.cap_ids},
            self.buffer,
            self.confirm,
        )

    def _axes(self):
        """:return: ``{axis: codes of its items}``, both axes always"""
        return {
            axis: {item.code for item in self.item_ids if item.axis == axis}
            for axis, _label in AXES
        }

    @api.model
    def _for_companies(self, companies):
        """The scorecard that rates in each company today, as it is a day there.

        :param companies: ``res.company`` records
        :return: ``{company: scorecard}``, a company without a card left out; one query
        """
        cards = self.search(
            Domain("state", "=", "in_use")
            & Domain("company_id", "in", [False, *companies.ids])
        )
        found = {}
        for company in companies:
            valid = cards._valid_on(company._dossier_today())
            own = valid.filtered(lambda card: card.company_id == company)  # noqa: B023
            shared = valid.filtered(lambda card: not card.company_id)
            if own or shared:
                found[company] = (own or shared)[0]
        return found

    def _valid_on(self, day):
        return self.filtered(
            lambda card: (
                (not card.date_from or card.date_from <= day)
                and (not card.date_to or card.date_to >= day)
            )
        )
