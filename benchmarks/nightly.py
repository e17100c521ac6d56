"""Measure a whole night: every job of ours, until none has anything left to do."""

import time
from unittest.mock import patch

from .measure import _refresh

OURS = "customer_dossier"


def main(env):
    """Print how long figures alone take, each job of a night, and all of them."""
    dossiers = env["customer.dossier"].search([])
    dossiers.filtered(lambda one: one.state != "active").state = "active"
    jobs = env["ir.cron"].search([("id", "in", _jobs(env))], order="priority, id")
    for _warming in range(2):  # the first night has everything to do for the first time
        _let_a_day_pass(env, dossiers)
        begin = time.perf_counter()
        _refresh(dossiers)
        alone = time.perf_counter() - begin
        _let_a_day_pass(env, dossiers)
        seconds = {job.name: _work_off(env, job) for job in jobs}
    print(f"| Figures alone | {alone:7.2f} | 1.00 |")
    for name, spent in sorted(seconds.items(), key=lambda row: -row[1]):
        if spent > alone / 50:
            print(f"| {name} | {spent:7.2f} | {spent / alone:4.2f} |")
    night = sum(seconds.values())
    print(f"| The whole night, {len(dossiers)} | {night:7.2f} | {night / alone:4.2f} |")


def _jobs(env):
    data = env["ir.model.data"].search(
        [("module", "=", OURS), ("model", "=", "ir.cron")]
    )
    return data.mapped("res_id")


def _let_a_day_pass(env, dossiers):
    """The morning of a night in which all is due: figures, assessments, revisions."""
    dossiers._open_revisions()._cancel()
    env.flush_all()
    env.cr.execute(
        """
        UPDATE customer_dossier_figures
           SET as_of = as_of - 1, computed_at = computed_at - INTERVAL '1 day';
        UPDATE customer_dossier
           SET assessment_id = NULL, next_revision_date = CURRENT_DATE
        """
    )
    env.cr.commit()
    env.invalidate_all()


def _work_off(env, job):
    """Run a job as the scheduler does, until nothing remains; return the seconds."""
    left = [1]

    def progress(self, processed=0, *, remaining=None, **_more):
        self.env.cr.commit()
        left[:] = [remaining]
        return float("inf")

    begin = time.perf_counter()
    with patch.object(env.registry["ir.cron"], "_commit_progress", progress):
        while left[0]:
            left[0] = 0  # a job that says nothing is done
            job.ir_actions_server_id.run()
            env.cr.commit()
            env.invalidate_all()
    return time.perf_counter() - begin
