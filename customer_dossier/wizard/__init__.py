from . import customer_dossier_copy_finder
from . import customer_dossier_credit_report
from . import customer_dossier_clearance_first
from . import customer_dossier_print
from . import customer_dossier_print_revision
