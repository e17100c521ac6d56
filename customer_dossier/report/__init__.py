from . import credit_report
from . import print_dossier
from . import print_revision
from . import provision
