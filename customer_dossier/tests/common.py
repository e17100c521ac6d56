import base64
from contextlib import contextmanager

from dateutil.relativedelta import relativedelta

from odoo import Command, fields
from odoo.tests import TransactionCase, freeze_time, new_test_user

from odoo.addons.customer_dossier.models.roles import CLEARED, GROUP

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


def appointment(user, role, **vals):
    """The values of an appointment that meets every condition."""
    today = fields.Date.context_today(user)
    return {
        "user_id": user.id,
        "role": role,
        "company_id": user.company_id.id,
        "date_from": today - relativedelta(days=1),
        "date_to": today + relativedelta(months=12),
        "employed_since": today - relativedelta(years=9),
        "employed_evidence": "Contract",
        "commitment": base64.b64encode(b"signed"),
        "commitment_date": today - relativedelta(days=2),
        "investigation": "good",
        "overview": "yes",
        "assessor_id": user.env.ref("base.user_admin").id,
        "pay_confirmed": "yes",
        "personal_login": True,
        **vals,
    }


def appoint(user, role, **vals):
    """A clearance in force for each company of the user, approved by the system.

    It began long ago, so that tests may play on days of the past.
    """
    begun = fields.Date.context_today(user) - relativedelta(years=5)
    vals = {"date_from": begun, **vals}
    companies = [vals["company_id"]] if "company_id" in vals else user.company_ids.ids
    clearances = user.env["customer.dossier.clearance"].create(
        [
            appointment(user, role, **{**vals, "company_id": company})
            for company in companies
        ]
    )
    clearances._approve()
    return clearances


class DossierCommon(TransactionCase):
    """One user per role, one customer, one dossier; nothing needs demo data.

    Users carry the role's name: ``cls.archivist`` logs in as ``archivist``.
    ``cls.salesperson`` and ``cls.employee`` have no role of ours.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The access log writes by a cursor of its own: into the test's transaction.
        if not cls._registry_patched:
            cls.registry_enter_test_mode_cls()
        # Test cursors are nested in each other, and a writing one is not allowed inside
        # of one that only reads; real ones are connections of their own.
        cls.set_registry_readonly_mode(False)
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
    def _create_user(cls, login, groups, **vals):
        """A user; the archive's groups among the given ones come by appointment."""
        cleared = {GROUP % role: role for role in CLEARED}
        names = groups.split(",")
        free = ["base.group_user", *(name for name in names if name not in cleared)]
        user = new_test_user(cls.env, login, groups=",".join(free), lang=LANG, **vals)
        for name in names:
            if name in cleared:
                appoint(user, cleared[name])
        return user

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

    @contextmanager
    def enter_registry_test_mode(self):
        """As in ``HttpCase``: the class is in test mode already."""
        yield

    def _query_count(self, function):
        """Queries that ``function`` costs with empty caches and nothing to flush."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _on(self, day):
        """Let it be noon of another day."""
        return freeze_time(f"{day} 12:00:00")

    @classmethod
    def _create_company(cls, name, **vals):
        """A second company, opened to every role of ours."""
        company = cls.env["res.company"].create({"name": name, **vals})
        for role in ROLES:
            user = getattr(cls, role)
            user.company_ids = [Command.link(company.id)]
            if role in CLEARED:
                appoint(user, role, company_id=company.id)
        return company
