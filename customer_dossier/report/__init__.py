from . import credit_report
from . import print_dossier
from . import print_revision
from . import print_brief
from . import provision
