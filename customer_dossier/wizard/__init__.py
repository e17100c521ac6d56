from . import customer_dossier_credit_report
from . import customer_dossier_clearance_first
