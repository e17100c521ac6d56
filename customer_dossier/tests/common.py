import base64
from contextlib import contextmanager

from dateutil.relativedelta import relativedelta

from odoo import Command, fields
from odoo.tests import TransactionCase, freeze_time

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
    return appoint_all([(user, role)], **vals)


def appoint_all(roles, **vals):
    """Clearances of several people at once, as ``appoint`` makes them.

    :param roles: pairs of a user and a role, at least one
    """
    env = roles[0][0].env
    begun = fields.Date.context_today(env.user) - relativedelta(years=5)
    clearances = env["customer.dossier.clearance"].create(
        [
            appointment(
                user, role, **{"date_from": begun, **vals, "company_id": company}
            )
            for user, role in roles
            for company in (
                [vals["company_id"]] if "company_id" in vals else user.company_ids.ids
            )
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
        roles = {
            role: f"base.group_user,customer_dossier.group_{role}" for role in ROLES
        }
        others = {
            "salesperson": "sales_team.group_sale_salesman",
            "employee": "base.group_user",
        }
        for user in cls._create_users(roles | others):
            # By itself: what one test reads of it fetches nobody else.
            setattr(cls, user.login, user.browse(user.id))

    @classmethod
    def _create_user(cls, login, groups, **vals):
        """A user; the archive's groups among the given ones come by appointment."""
        return cls._create_users({login: groups}, **vals)

    @classmethod
    def _create_users(cls, groups, **vals):
        """All at once, which is much faster; each is as ``new_test_user`` makes one.

        :param groups: ``{login: groups}``
        """
        if "company_id" in vals:
            vals = {"company_ids": [Command.link(vals["company_id"])], **vals}
        cleared = {GROUP % role: role for role in CLEARED}
        named = {login: names.split(",") for login, names in groups.items()}
        users = cls.env["res.users"].create(
            [
                cls._user_values(login, [name for name in names if name not in cleared])
                | vals
                for login, names in named.items()
            ]
        )
        roles = [
            (user, cleared[name])
            for user in users
            for name in named[user.login]
            if name in cleared
        ]
        if roles:
            appoint_all(roles)
        return users

    @classmethod
    def _user_values(cls, login, groups):
        groups = list(dict.fromkeys(["base.group_user", *groups]))
        return {
            "login": login,
            "name": f"{login} ({','.join(groups)})",
            "password": login.ljust(8, "x"),
            "email": f"{login[0]}.{login[0]}@example.com",
            "lang": LANG,
            "group_ids": [Command.set([cls.env.ref(name).id for name in groups])],
        }

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
