"""The roles of the archive, and the letters of what a role may do with a model."""

from odoo.fields import Domain

GROUP = "customer_dossier.group_%s"
#: Roles that open the archive: by appointment only, see ``customer.dossier.clearance``.
CLEARED = ("account_manager", "archivist", "credit", "leader", "auditor")
#: Roles that open no dossier and need no appointment.
FREE = ("contributor", "manager")
#: ``_dossier_roles`` of a model says which of these a role may do: ``"rw"``. The last
#: one is the right to carry records out: exports, prints, and programs from outside.
OPERATIONS = {"read": "r", "write": "w", "create": "c", "unlink": "u", "export": "e"}
#: ``_dossier_roles`` of what the system writes about a dossier: its readers read along.
READ_ALONG = {"account_manager": "r", "archivist": "r", "credit": "re", "leader": "re"}
#: Of the product's own configuration: readers read, one role sets.
CONFIGURATION = {**READ_ALONG, "manager": "rwcue"}
#: The fields of a dossier that name the people who keep it.
KEEPING = ("account_manager_id", "archivist_id", "deputy_id")


def group_names(roles):
    """Names of the groups of these roles, as ``groups=`` and ``has_groups`` take them."""
    return ",".join(GROUP % role for role in roles)


def own_rows(role, uid):
    """The dossiers that a role opens to a user by itself, whatever the scope.

    :return: ``Domain`` of ``customer.dossier``
    """
    if role == "account_manager":
        return Domain("account_manager_id", "=", uid)
    if role == "archivist":
        return Domain("archivist_id", "=", uid) | Domain("deputy_id", "=", uid)
    return Domain.TRUE
