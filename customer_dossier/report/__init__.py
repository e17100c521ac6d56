from . import credit_report
from . import print_dossier
