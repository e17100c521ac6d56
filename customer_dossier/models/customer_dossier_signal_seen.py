"""What only people see: reported by them, and open until they close it."""

from odoo.tools.translate import LazyTranslate

from .customer_dossier_signal_kind import SignalKind

_lt = LazyTranslate(__name__)

SEEN_KINDS = {
    "poor_business": SignalKind(_lt("Poor business")),
    "reputation": SignalKind(_lt("Falling reputation")),
    "insolvency": SignalKind(_lt("Bankruptcy or reorganisation")),
    "lawsuit": SignalKind(_lt("Lawsuit")),
    "change_of_person": SignalKind(_lt("Change of the person in charge")),
    "change_of_owner": SignalKind(_lt("Change of ownership")),
    "dumping": SignalKind(_lt("Dumping price")),
    "margin": SignalKind(_lt("Abnormal margin")),
    "gifts": SignalKind(_lt("Gifts not passed on")),
    "cross_selling": SignalKind(_lt("Cross-territory selling")),
}
