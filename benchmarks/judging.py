"""Measure judging all dossiers, and trying a draft out, against refreshing figures."""

import statistics
import time

from odoo import Command
from odoo.tools import split_every

from odoo.addons.customer_dossier.models.customer_dossier_store import BATCH

from .measure import ROUNDS, _refresh

DRAFT = "BENCH-DRAFT"


def main(env):
    """Assess and try out every dossier that the fill left; print one line."""
    dossiers = env["customer.dossier"].search([])
    dossiers.write({"state": "active"})
    draft = _draft(env)
    env.cr.commit()
    runs = {
        "refresh": lambda: _refresh(dossiers),
        "assess": lambda: _assess(dossiers),
        "tryout": lambda: _try_out(draft),
    }
    seconds = {name: [] for name in runs}
    for run in runs.values():
        run()  # warm
    for _round in range(ROUNDS):
        for name, run in runs.items():
            env.invalidate_all()
            begin = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - begin)
    _show(env, dossiers, draft, seconds)


def _show(env, dossiers, draft, seconds):
    refresh, assess, tryout = map(statistics.median, seconds.values())
    counted = {
        "assess": [_queries(env, dossiers[:size]._assess) for size in (100, 1000)],
        "tryout": [
            _queries(env, lambda size=size: dossiers[:size]._try_out(draft))
            for size in (100, 1000)
        ],
    }
    print(
        f"| {len(dossiers):6} | {refresh:6.2f} | {assess:6.2f} | {assess / refresh:5.2f} "
        f"| {counted['assess'][0]:3} / {counted['assess'][1]:3} "
        f"| {tryout:6.2f} | {tryout / refresh:5.2f} "
        f"| {counted['tryout'][0]:3} / {counted['tryout'][1]:3} "
        f"| {_try_out(draft).up_count + _try_out(draft).down_count} |"
    )
    env.cr.rollback()


def _draft(env):
    """A version of the card in use that doubles the weight of the payment index."""
    Card = env["customer.dossier.scorecard"]
    card = env.ref("customer_dossier.scorecard_dealer_a")
    found = Card.search([("code", "=", DRAFT)])
    if not found:
        found = card.copy({"code": DRAFT})
        index = found.item_ids.filtered(lambda item: item.code == "pay_index")
        found.write({"item_ids": [Command.update(index.id, {"weight": 40})]})
    return found


def _assess(dossiers):
    for ids in split_every(BATCH, dossiers.ids):
        dossiers.browse(ids)._assess()
        dossiers.env.cr.commit()
        dossiers.env.invalidate_all()


def _try_out(draft):
    tryout = draft.env["customer.dossier.tryout"].create({"scorecard_id": draft.id})
    tryout._run()
    draft.env.cr.commit()
    return tryout


def _queries(env, function):
    env.flush_all()
    env.invalidate_all()
    before = env.cr.sql_log_count
    function()
    return env.cr.sql_log_count - before
