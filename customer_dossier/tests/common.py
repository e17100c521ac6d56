from odoo import Command
from odoo.tests import TransactionCase, new_test_user

LANG = "en_US"
ROLES = (
    "contributor",
    "account_manager",
    "archivist",
    "credit",
    "leader",
    "auditor",
    "manager",
)


class DossierCommon(TransactionCase):
    """One user per role, one customer, one dossier; nothing needs demo data.

    Users carry the role's name: ``cls.archivist`` logs in as ``archivist``.
    ``cls.salesperson`` and ``cls.employee`` have no role of ours.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Tests read English words, whatever language the database speaks.
        cls.env["res.lang"]._activate_lang(LANG)
        cls.env = cls.env(
            context=dict(
                cls.env.context,
                lang=LANG,
                tracking_disable=True,
                no_reset_password=True,
            )
        )
        cls._setup_users()
        cls._setup_records()

    @classmethod
    def _setup_users(cls):
        for role in ROLES:
            groups = f"base.group_user,customer_dossier.group_{role}"
            setattr(cls, role, cls._create_user(role, groups))
        cls.salesperson = cls._create_user(
            "salesperson", "sales_team.group_sale_salesman"
        )
        cls.employee = cls._create_user("employee", "base.group_user")

    @classmethod
    def _create_user(cls, login, groups):
        return new_test_user(cls.env, login, groups=groups, lang=LANG)

    @classmethod
    def _setup_records(cls):
        cls.company = cls.env.company
        cls.partner = cls._create_customer("Chengdu Wine Trade")
        cls.dossier = cls._create_dossier(cls.partner)

    @classmethod
    def _create_customer(cls, name, **vals):
        return cls.env["res.partner"].create({"name": name, "is_company": True, **vals})

    @classmethod
    def _create_dossier(cls, partner, **vals):
        """A dossier of ``partner`` with the class's archivist and account manager."""
        return cls.env["customer.dossier"].create(
            {
                "partner_id": partner.id,
                "company_id": cls.env.company.id,
                "archivist_id": cls.archivist.id,
                "account_manager_id": cls.account_manager.id,
                **vals,
            }
        )

    @classmethod
    def _create_company(cls, name, **vals):
        """A second company, opened to every role of ours."""
        company = cls.env["res.company"].create({"name": name, **vals})
        for role in ROLES:
            getattr(cls, role).company_ids = [Command.link(company.id)]
        return company
