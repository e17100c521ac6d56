"""Somebody edits while revisions are planned or approved: nothing is lost or doubled."""

import pytest
from asking import answer

SETUP = """
import json, threading
from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import new_test_user
from odoo.addons.customer_dossier.tests.common import appoint

def person(login, role):
    user = new_test_user(env, login, groups="base.group_user")
    appoint(user, role)
    return user

archivist, deputy = person("a1", "archivist"), person("a2", "archivist")
leader = person("l1", "leader")
partner = env["res.partner"].create({"name": "Shared", "is_company": True})
dossier = env["customer.dossier"].create({
    "partner_id": partner.id, "archivist_id": archivist.id, "deputy_id": deputy.id})
dossier.action_activate()
dossier.next_revision_date = fields.Date.today()
section = env.ref("customer_dossier.section_identity")
sheet = dossier.sheet_ids.filtered(lambda one: one.section_id == section)
said = []

def as_user(cr, user):
    return api.Environment(cr, user.id, {})

def edit(cr):
    own = as_user(cr, archivist)
    own["customer.dossier.sheet"].browse(sheet.id).write({"short_name": "Edited"})
    cr.flush()

def due(cr):
    system = api.Environment(cr, SUPERUSER_ID, {})
    return system["customer.dossier"]._revisions_to_plan()

def attempt(act):
    # What Odoo's server does with a request: it tries again where two collide.
    with env.registry.cursor() as cr:
        try:
            retrying(lambda: act(cr), api.Environment(cr, SUPERUSER_ID, {}))
            said.append("done")
        except UserError as refusal:
            cr.rollback()
            said.append(str(refusal))

def while_edited(act):
    # The other one begins, and may wait, while the edit is written and not committed.
    with env.registry.cursor() as editor:
        edit(editor)
        other = threading.Thread(target=attempt, args=[act])
        other.start()
        other.join(5)
        editor.commit()
    other.join()
"""
PLANNED_WHILE_EDITED = """
env.cr.commit()
while_edited(lambda cr: due(cr)._plan_revisions())
"""
PLANNED_TWICE = """
env.cr.commit()
with env.registry.cursor() as one, env.registry.cursor() as other:
    mine = due(one).try_lock_for_update(allow_referencing=True)
    mine._plan_revisions()
    one.flush()
    api.Environment(other, SUPERUSER_ID, {})["customer.dossier.revision"]._cron_plan()
    said.append(len(mine))
    one.commit()
"""
APPROVED_WHILE_EDITED = """
revision = dossier._plan_revisions()
mine = revision.with_user(archivist)
mine.action_start()
mine.line_ids.action_verified()
mine.action_prepare()
revision.with_user(deputy).action_verify()
env.cr.commit()

def approve(cr):
    own = as_user(cr, leader)
    own["customer.dossier.revision"].browse(revision.id).action_approve()

while_edited(approve)
"""
RESULT = """
env.cr.rollback()
env.invalidate_all()
flaws = env["customer.dossier.version"]._verify(dossier.company_id)
print("RESULT", json.dumps([
    said, sheet.short_name, dossier.revision_ids.mapped("state"), len(flaws)]))
"""


@pytest.fixture
def outcome(fresh, request):
    """What each was told, the edited item, the states of revisions, and the flaws."""
    return answer(fresh, SETUP + request.param + RESULT)


@pytest.mark.parametrize("outcome", [PLANNED_WHILE_EDITED], indirect=True)
def test_planning_does_not_lose_what_somebody_is_writing(outcome):
    assert outcome == [["done"], "Edited", ["planned"], 0]


@pytest.mark.parametrize("outcome", [PLANNED_TWICE], indirect=True)
def test_two_runs_of_the_cron_plan_once(outcome):
    assert outcome == [[1], False, ["planned"], 0]


@pytest.mark.parametrize("outcome", [APPROVED_WHILE_EDITED], indirect=True)
def test_what_is_written_during_an_approval_stays_and_the_version_holds(outcome):
    assert outcome == [["done"], "Edited", ["approved"], 0]
