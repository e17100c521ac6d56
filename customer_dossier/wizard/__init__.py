from . import customer_dossier_copy_finder
from . import customer_dossier_credit_report
from . import customer_dossier_clearance_first
from . import customer_dossier_print
from . import customer_dossier_download
from . import customer_dossier_import
from . import customer_dossier_import_finding
from . import customer_dossier_correction
