from . import customer_dossier_credit_report
