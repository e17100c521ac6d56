"""The mathematics of the dossier: plain Python, without Odoo.

Conventions of every module: None is unknown and never becomes 0; percentages run
from 0 to 100, growth rates and ratios are plain ratios; days are numbers; amounts
are floats in one currency that the caller has chosen; NaN is refused. SQL gathers
sums, these functions turn sums into figures, and no formula is written twice.
"""

from . import abc_classes
from . import admiralty
from . import advice
from . import ageing
from . import altman
from . import anomaly
from . import bands
from . import bonus
from . import canonical
from . import changes
from . import completeness
from . import contribution
from . import dso
from . import exposure
from . import feature_analysis
from . import festival
from . import gauges
from . import grade
from . import grade_matrix
from . import growth
from . import hold
from . import hysteresis
from . import ladder
from . import life_stage
from . import light
from . import limit_proposal
from . import migration_matrix
from . import migration_table
from . import payment
from . import policy
from . import promises
from . import proportion
from . import provision
from . import provision_buckets
from . import provision_history
from . import quality
from . import rating
from . import rfm
from . import rhythm
from . import rounding
from . import scorecard
from . import scorecard_item
from . import settlement
from . import target
from . import terms
from . import try_out
from . import working_assets
