from odoo import api, fields, models

from .customer_dossier_measure_type import LEVERS
from .optional_float import OptionalFloat
from .roles import READ_ALONG

#: The lever of whoever advises or trains: the one by which most should be done.
EXPERTISE = "expertise"


class CustomerDossierLeverUse(models.Model):
    """One use of a lever on a customer: by whom, when, and whether it moved them.

    Advice, training and measures that came into force enter by themselves; what came
    of it follows them.
    """

    _name = "customer.dossier.lever.use"
    _description = "Use of a lever"
    _inherit = ["customer.dossier.cleared"]
    _order = "used_on desc, id desc"
    _rec_name = "used_on"

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_id"
    _dossier_section = "measure"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    lever = fields.Selection(LEVERS, required=True)
    used_on = fields.Date(string="Used on", required=True)
    user_id = fields.Many2one(
        "res.users", string="Used by", required=True, ondelete="restrict"
    )
    advice_id = fields.Many2one("customer.dossier.advice", ondelete="restrict")
    measure_id = fields.Many2one("customer.dossier.measure", ondelete="restrict")
    work_id = fields.Many2one(
        "customer.dossier.work", string="Training", ondelete="restrict"
    )
    source = fields.Char(string="By means of", compute="_compute_source")
    withdrawn = fields.Char(related="work_id.withdrawn", store=True)
    moved = OptionalFloat(
        string="Moved them %",
        compute="_compute_moved",
        store=True,
        aggregator="avg",
        digits=(16, 0),
        help="Advice that was followed, measures that were accepted, in percent of those "
        "of which it is known.",
    )

    _of_advice = models.UniqueIndex("(advice_id) WHERE advice_id IS NOT NULL")
    _of_measure = models.UniqueIndex("(measure_id) WHERE measure_id IS NOT NULL")
    _of_work = models.UniqueIndex("(work_id) WHERE work_id IS NOT NULL")
    _one_source = models.Constraint(
        "CHECK (num_nonnulls(advice_id, measure_id, work_id) = 1)",
        "A lever is used by advice, by a measure or by training: by one of them.",
    )

    @api.depends("advice_id", "measure_id", "work_id")
    @api.depends_context("lang")
    def _compute_source(self):
        for use in self:
            use.source = use._source().display_name

    @api.depends("advice_id.state", "measure_id.reaction_ids.reaction")
    def _compute_moved(self):
        for use in self:
            reaction = use.measure_id.reaction_ids[:1].reaction
            told = {"followed": True, "not_followed": False}.get(use.advice_id.state)
            if reaction:
                told = reaction == "accepted"
            use.moved = None if told is None else 100.0 * told

    def _source(self):
        return self.advice_id or self.measure_id or self.work_id

    def action_open_source(self):
        """Open the advice, the measure or the entry of work.

        :raises AccessError: the user may not read it
        """
        self.check_access("read")
        return self._source().get_formview_action()

    @api.model
    def _note_uses(self, name, sources, day, user):
        """Write down that these used a lever: their own, or else expertise.

        :param name: the field that points to them
        :param day: their field with the day, and ``user`` the one with the person
        """
        # sudo: the entry follows from what the user, or the system, has just done.
        sources = sources.sudo()
        # sudo: as above; nobody has the right to make one.
        self.sudo().create(
            [
                {
                    name: source.id,
                    "dossier_id": source.dossier_id.id,
                    "used_on": source[day],
                    "user_id": source[user].id,
                    "lever": source.lever if "lever" in source else EXPERTISE,
                }
                for source in sources
            ]
        )
