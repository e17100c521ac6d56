"""Two people file, and two settle, at the same moment: one wins, nothing is lost."""

import pytest
from asking import answer

SETUP = """
import json, threading
from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.addons.customer_dossier.tests.common import appoint
from odoo.tests import new_test_user

lang = env.user.lang
people = [
    new_test_user(env, login, groups="base.group_user", lang=lang)
    for login in ("keeper_1", "keeper_2")
]
for user in people:
    appoint(user, "leader")
partner = env["res.partner"].create({"name": "Shared", "is_company": True})
dossier = env["customer.dossier"].create({"partner_id": partner.id})
section = env.ref("customer_dossier.section_identity")
sheet = dossier.sheet_ids.filtered(lambda one: one.section_id == section)

def verified(what):
    submission = env["customer.dossier.submission"].create(
        {"partner_id": partner.id, "what": what, "section_id": section.id,
         "informant": what})
    submission.action_transmit()
    submission.write({"reliability": "B", "credibility": "2"})
    submission.action_verify()
    return submission

def at_once(act):
    # What each of the two people is told; both begin before either ends.
    ready, told = threading.Barrier(2), []
    def work(user):
        with env.registry.cursor() as cr:
            own = api.Environment(cr, user, {})
            own["customer.dossier"].search_count([])
            ready.wait()
            def attempt():
                act(own)
                own.cr.flush()
            try:
                retrying(attempt, own)
                told.append("done")
            except UserError as refusal:
                cr.rollback()
                told.append(str(refusal))
            except Exception as error:
                cr.rollback()
                told.append(repr(error))
    threads = [threading.Thread(target=work, args=[user.id]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    env.invalidate_all()
    env.cr.rollback()
    return sorted(told)
"""
FILING = """
submission = verified("Li")
env.cr.commit()
told = at_once(
    lambda own: own["customer.dossier.submission"].browse(submission.id).action_file_note())
facts = len(sheet.fact_ids)
print("RESULT", json.dumps([told, facts, submission.state]))
"""
SETTLING = """
for name in ("Li", "Wu"):
    submission = verified(name)
    action = submission.action_file()
    as_leader = sheet.with_user(people[0]).with_context(**action["context"])
    as_leader.write({"short_name": name})
question = sheet.question_ids
question.reason = "Seen"
facts = {user.id: fact.id for user, fact in zip(people, question.fact_ids)}
env.cr.commit()
told = at_once(
    lambda own: own["customer.dossier.fact"].browse(facts[own.uid]).action_hold())
live = [fact for fact in sheet.fact_ids if fact.state == "live"]
holds = len(live) == 1 and live[0].value == sheet.short_name
print("RESULT", json.dumps([told, len(live), question.state, holds]))
"""


@pytest.fixture
def outcome(fresh, request):
    """What a script of Odoo's shell found: what people were told, and what stands."""
    return answer(fresh, SETUP + request.param)


@pytest.mark.parametrize("outcome", [FILING], indirect=True)
def test_one_files_and_the_other_reads_why_not(outcome):
    told, facts, state = outcome
    assert told.count("done") == 1
    [refusal] = [words for words in told if words != "done"]
    assert "Reload the page" in refusal
    assert (facts, state) == (1, "filed")


@pytest.mark.parametrize("outcome", [SETTLING], indirect=True)
def test_one_settles_and_the_other_reads_why_not(outcome):
    told, live, state, holds = outcome
    assert told.count("done") == 1
    [refusal] = [words for words in told if words != "done"]
    assert "Reload the page" in refusal
    assert (live, state, holds) == (1, "settled", True)
