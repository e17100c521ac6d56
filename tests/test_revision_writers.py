"""Two people take the same step of a revision, each over a connection of their own."""

import pytest
from asking import answer

SETUP = """
import json
from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.tests import new_test_user
from odoo.addons.customer_dossier.tests.common import appoint

def person(login, role):
    user = new_test_user(env, login, groups="base.group_user")
    appoint(user, role)
    return user

archivist, deputy = person("a1", "archivist"), person("a2", "archivist")
leaders = person("l1", "leader"), person("l2", "leader")
partner = env["res.partner"].create({"name": "Shared", "is_company": True})
dossier = env["customer.dossier"].create({
    "partner_id": partner.id, "archivist_id": archivist.id, "deputy_id": deputy.id})
dossier.action_activate()
revision = dossier._plan_revisions()
mine = revision.with_user(archivist)
mine.action_start()
mine.line_ids.action_verified()
mine.action_prepare()
revision.with_user(deputy).action_verify()
env.cr.commit()

def step(cr, user, name):
    own = api.Environment(cr, user.id, {})
    try:
        getattr(own["customer.dossier.revision"].browse(revision.id), name)()
        return "done"
    except UserError as error:
        return str(error)

said = []
"""
APPROVE = """
with env.registry.cursor() as first, env.registry.cursor() as second:
    said.append(step(first, leaders[0], "action_approve"))
    said.append(step(second, leaders[1], "action_approve"))
    second.rollback()
    first.commit()
    said.append(step(second, leaders[1], "action_approve"))
    second.rollback()
"""
RETURN = """
with env.registry.cursor() as first, env.registry.cursor() as second:
    said.append(step(first, leaders[0], "action_return"))
    said.append(step(second, leaders[1], "action_approve"))
    second.rollback()
    first.commit()
    said.append(step(second, leaders[1], "action_approve"))
    second.rollback()
"""
RESULT = """
env.cr.rollback()
env.invalidate_all()
flaws = env["customer.dossier.version"]._verify(dossier.company_id)
versions = env["customer.dossier.version"].search_count([])
print("RESULT", json.dumps([said, revision.state, versions, len(flaws)]))
"""


@pytest.fixture
def outcome(fresh, request):
    """What both were told, the state, and how many versions and flaws there are."""
    return answer(fresh, SETUP + request.param + RESULT)


@pytest.mark.parametrize("outcome", [APPROVE], indirect=True)
def test_of_two_who_approve_one_wins_and_the_other_is_told(outcome):
    (first, during, after), state, versions, flaws = outcome
    assert first == "done"
    assert "Somebody else takes a step" in during
    assert "In force" in after
    assert (state, versions, flaws) == ("approved", 1, 0)


@pytest.mark.parametrize("outcome", [RETURN], indirect=True)
def test_what_was_just_sent_back_is_not_approved(outcome):
    (first, during, after), state, versions, flaws = outcome
    assert first == "done"
    assert "Somebody else takes a step" in during
    assert "In work" in after
    assert (state, versions, flaws) == ("working", 0, 0)
