"""Fill a database with the demo company, step by step."""

import gc
import time
from contextlib import contextmanager

from odoo.tools import SQL

from . import (
    briefs,
    care,
    catalogue,
    checkup,
    clearances,
    company,
    credit,
    dealers,
    dossiers,
    holding,
    imports,
    incidents,
    judging,
    market,
    measures,
    money,
    people,
    places,
    provisions,
    revisions,
    sections,
    service,
    serving,
    story,
    submissions,
    targets,
    trade,
    usage,
    visits,
    watching,
)
from .cast import STARS
from .middle import ORDINARY
from .seasons import Seasons

CAST = {dealer.key: dealer for dealer in (*STARS, *ORDINARY)}
LANGUAGES = ("en_US", "zh_CN")
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_notrack": True,
    "mail_create_nosubscribe": True,
    "mail_auto_subscribe_no_notify": True,
    "lang": "en_US",
}


def fill(env, today=None):
    """Create the demo company in ``env``'s database, all of it or nothing.

    :param today: the day on which the stories end; the real one when not given
    :raises SystemExit: the database has the demo company already
    """
    env = env(context={**env.context, **QUIET})
    # Nothing that is created here is garbage before the end: looking for it costs.
    gc.disable()
    with step(env, "languages"):
        _languages(env)
    with step(env, "company, chart of accounts, currencies"):
        distillery = company.create(env)
        today = today or distillery._dossier_today()
        company.currencies(env, distillery, today)
        (env.user | env.ref("base.user_admin")).company_ids |= distillery
        env.user.company_id = distillery
    env = env(context={**env.context, "allowed_company_ids": distillery.ids})
    with step(env, "catalogue, people, dealers"):
        products = catalogue.products(env)
        users = people.create(env, distillery)
        clearances.create(env, distillery, users, today)
        partners = _partners(env, users)
    plans, orders, moves = _trade(env, partners, products, today)
    payments = _settle(env, plans, orders, moves, partners, today)
    with step(env, f"{len(CAST)} dossiers"):
        dossiers.complete(env, CAST.values(), partners)
        archive = dossiers.create(env, CAST.values(), partners, users)
        for key in _struck_by("bounce"):
            incidents.bounce(env, payments, partners[key], today)
        sections.write(env, CAST.values(), archive, STARS, today)
        service.fill(env, archive, users, today)
        submissions.fill(env, archive, partners, users, today)
        judging.answer(env, archive, users)
        judging.history(env, archive, today)
        dossiers.work(env, archive, users, today)
        market.write(env, archive, users, today)
        serving.serve(env, archive, users, today)
        watching.watch(env, archive, users, today)
        checkup.check_up(env, archive, users, today)
        targets.write(env, archive, users, today)
    with step(env, "revisions"):
        revisions.revise(archive, users, today)
        judging.override(env, archive, users, today)
    env.cr.commit()
    with step(env, "credit"):
        credit.settings(distillery)
        credit.give(env, archive, users, today)
        archive._refresh_figures()
    env.cr.commit()
    with step(env, "orders held, released, turned down"):
        holding.hold(env, distillery, archive, partners, products, users)
        holding.ask(env, archive, partners, users)
    env.cr.commit()
    with step(env, "provisions"):
        provisions.write(env, distillery, archive, users, today)
    env.cr.commit()
    with step(env, "rewards, sanctions, deterrents"):
        measures.write(env, distillery, archive, users, today)
    env.cr.commit()
    with step(env, "visits and care"):
        visits.visit(env, archive, users, today)
        care.care(env, distillery, archive, users, today)
    env.cr.commit()
    with step(env, "what was saved, lost and learned"):
        serving.learn(env, distillery, archive, users, today)
    env.cr.commit()
    with step(env, "an archive on paper, brought in"):
        imports.bring_in(env, distillery, users, today)
    env.cr.commit()
    with step(env, "what people are told"):
        briefs.tell(env, distillery, archive, users)
    env.cr.commit()
    with step(env, "what people read"):
        usage.use(env, distillery, users)
    env.cr.commit()


def _languages(env):
    langs = env["res.lang"].search([("code", "in", LANGUAGES), ("active", "=", False)])
    if langs:
        env["base.language.install"].create({"lang_ids": langs.ids}).lang_install()


def _partners(env, users):
    managers = {
        province: login
        for _english, _chinese, provinces, login in places.TERRITORIES.values()
        for province in provinces
    }
    return dealers.create(
        env,
        CAST.values(),
        users,
        managers,
        catalogue.pricelists(env),
        catalogue.payment_terms(env),
    )


def _trade(env, partners, products, today):
    seasons = Seasons(env["customer.dossier"]._festival_dates())
    plans = sorted(
        (
            plan
            for dealer in CAST.values()
            for plan in story.orders(dealer, today, seasons)
        ),
        key=lambda plan: plan.day,
    )
    with step(env, f"{len(plans)} orders"):
        orders = trade.place_orders(env, plans, partners, CAST, products)
    done = [
        (plan, order)
        for plan, order in zip(plans, orders, strict=True)
        if plan.stage != "ordered"
    ]
    delivered = env["sale.order"].union(*(order for _plan, order in done))
    with step(env, f"{len(delivered)} deliveries"):
        trade.deliver(delivered)
    billed = [(plan, order) for plan, order in done if plan.stage != "delivered"]
    with step(env, f"{len(billed)} invoices"):
        moves = trade.invoice(
            env,
            [plan for plan, _order in billed],
            env["sale.order"].union(*(order for _plan, order in billed)),
        )
    return plans, orders, moves


def _settle(env, plans, orders, moves, partners, today):
    with step(env, "disputes and returns"):
        for key in _struck_by("dispute"):
            incidents.dispute(plans, orders, moves, key, today)
        incidents.give_back(env, plans, orders, moves, CAST, today)
    found = money.receipts(env, plans, orders, moves, CAST, partners, today)
    short = [receipt for receipt in found if _is_short(receipt, partners, today)]
    with step(env, f"{len(found)} receipts"):
        payments = money.receive(env, [row for row in found if row not in short])
    with step(env, "write-offs, vendor bills"):
        incidents.write_off(env, short)
        for key in _struck_by("open_return"):
            incidents.give_back_paid(plans, orders, moves, CAST[key], today)
        for key in _struck_by("supply"):
            incidents.supply(env, partners[key], today)
        for key in _struck_by("advance"):
            incidents.advance(env, partners[key], today)
        for key in _struck_by("archive_contacts"):
            incidents.archive_contacts(partners[key])
    return payments


def _is_short(receipt, partners, today):
    struck = receipt.partner in [partners[key] for key in _struck_by("write_off")]
    return struck and (today - receipt.day).days <= incidents.WRITTEN_OFF_DAYS


def _struck_by(incident):
    return [key for key, dealer in CAST.items() if incident in dealer.incidents]


GROWING = (
    "account_move",
    "account_move_line",
    "account_partial_reconcile",
    "account_payment",
    "sale_order",
    "sale_order_line",
)


@contextmanager
def step(env, title):
    """Announce a step, and tell how long it took until the database had it."""
    print(f"  {title} ...", end="", flush=True)
    start = time.monotonic()
    yield
    env.cr.flush()
    env.invalidate_all()
    # The planner would go on believing that the tables are empty.
    env.cr.execute(SQL("ANALYZE %s", SQL(", ").join(map(SQL.identifier, GROWING))))
    print(f" {time.monotonic() - start:.0f} s", flush=True)
