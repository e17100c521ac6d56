"""Measure planning the revisions of many dossiers, batch by batch as the cron does."""

import time

from odoo import fields
from odoo.tools import split_every

from .judging import _queries

BATCH = 200
MOST = 1000


def main(env):
    """Plan a revision for up to ``MOST`` dossiers, print one line, take it all back."""
    dossiers = env["customer.dossier"].search([], limit=MOST)
    dossiers._open_revisions()._cancel()
    dossiers.write({"state": "active", "next_revision_date": fields.Date.today()})
    env.flush_all()
    batches = [dossiers.browse(ids) for ids in split_every(BATCH, dossiers.ids)]
    queries, seconds = [], []
    for batch in batches:
        begin = time.perf_counter()
        queries.append(_queries(env, batch._plan_revisions))
        seconds.append(time.perf_counter() - begin)
    print(
        f"| {len(dossiers):6} | {len(batches):3} | {min(queries):3} / {max(queries):3} "
        f"| {min(seconds):5.2f} / {max(seconds):5.2f} | {sum(seconds):6.2f} |"
    )
    env.cr.rollback()
