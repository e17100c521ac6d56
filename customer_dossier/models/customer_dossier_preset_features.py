from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from .customer_dossier_fact import OWN
from .customer_dossier_preset import PRESETS, Item

_lt = LazyTranslate(__name__)

#: Marks from poor to good; nothing chosen is not known, and never a zero.
MARKS = tuple(str(mark) for mark in range(1, 11))


def _mark(label):
    return Item(label, "selection", choices=MARKS)


#: The questionnaire of the feature analysis (特征分析): its marks stand in the sections
#: they speak of. Payment record, margin and security come from the ledger instead.
FEATURES = {
    "identity": {"feature_impression": _mark(_lt("Impression"))},
    "organisation": {"feature_management": _mark(_lt("Organisation and management"))},
    "products": {
        "feature_products": _mark(_lt("Products and markets")),
        "feature_replaceable": _mark(_lt("How hard to replace")),
    },
    "competitors": {"feature_competition": _mark(_lt("Standing against competitors"))},
    "performance": {
        "feature_business": _mark(_lt("State of the business")),
        "feature_profit": _mark(_lt("Ability to earn")),
    },
    "capacity": {"feature_prospects": _mark(_lt("Prospects"))},
    "needs": {"feature_demands": _mark(_lt("Demands on the product"))},
    "competitiveness": {
        "feature_attraction": _mark(_lt("Effect on our attraction")),
        "feature_strength": _mark(_lt("Effect on our strength")),
    },
    "credit": {
        "feature_bank": _mark(_lt("Standing with banks")),
        "feature_balance": _mark(_lt("Balance sheet")),
        "feature_solvency": _mark(_lt("Ability to pay debts")),
        "feature_capital": _mark(_lt("Capital in all")),
    },
}
PRESETS["features"] = FEATURES


class CustomerDossierScorecard(models.Model):
    _inherit = "customer.dossier.scorecard"

    lacks_questions = fields.Boolean(
        string="Questionnaire not loaded",
        compute="_compute_lacks_questions",
        help="Some of its items ask for answers that no section has a place for yet.",
    )

    @api.depends("item_ids.code")
    def _compute_lacks_questions(self):
        questions = self.env["customer.dossier.section"]._own_questions()
        known = {OWN + name for name, _label, _choices in questions}
        for card in self:
            asked = {code for code in card.item_ids.mapped("code") if code}
            card.lacks_questions = any(
                code.startswith(OWN) and code not in known for code in asked
            )

    def action_load_questions(self):
        """Add the questionnaire of the feature analysis to the sections.

        :raises AccessError: the user does not configure sections
        """
        self.check_access("write")
        self.env["customer.dossier.section"].action_load_preset("features")
        self.invalidate_recordset(["lacks_questions"])
