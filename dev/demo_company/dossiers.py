"""A dossier for every dealer: kept, judged, watched and due for revision."""

from datetime import timedelta

from . import places

KEEPERS = {"account_manager": "archivist", "account_manager2": "archivist2"}
BANKS = ("中国工商银行", "中国建设银行", "中国农业银行")
# Days until the next revision, in turn: some late, some due, most later.
REVISION_DAYS = (-12, 35, 5, 48, 22, -3, 57, 17, 41, 29)


def territories(env):
    """Create the sales territories; ``{code: territory}``."""
    found = {}
    for code, (english, chinese, _provinces, _login) in places.TERRITORIES.items():
        found[code] = env["customer.dossier.territory"].create(
            {"name": english, "code": code, "company_id": env.company.id}
        )
        found[code].with_context(lang="zh_CN").name = chinese
    return found


def create(env, dealers, partners, users):
    """Open a dossier for each dealer, with its keepers, terms and facts."""
    regions = territories(env)
    rows = []
    for dealer in dealers:
        code = places.territory_of(dealer.province)
        manager = places.TERRITORIES[code][3]
        keeper = KEEPERS[manager]
        deputy = next(login for login in KEEPERS.values() if login != keeper)
        rows.append(
            {
                "partner_id": partners[dealer.key].id,
                "company_id": env.company.id,
                "archivist_id": users[keeper].id,
                "deputy_id": users[deputy].id,
                "account_manager_id": users[manager].id,
                "territory_id": regions[code].id,
                "credit_mode": dealer.mode,
                "credit_limit": dealer.limit * 10_000,
                "cooperation": str(dealer.cooperation) if dealer.cooperation else False,
                "key_documents": "complete",
                **dealer.facts,
            }
        )
    return env["customer.dossier"].create(rows)


def complete(env, dealers, partners):
    """Fill in what makes the better known dealers' dossiers more complete."""
    trade = env.ref("base.res_partner_industry_G", raise_if_not_found=False)
    for number, dealer in enumerate(dealers):
        partner = partners[dealer.key]
        partner.industry_id = trade
        if dealer.cooperation >= 6:
            partner.company_registry = partner.vat
            env["res.partner.bank"].create(
                {
                    "partner_id": partner.id,
                    "acc_number": f"6222 02{number:02} {4402000000 + number * 7919}",
                    "bank_name": BANKS[number % len(BANKS)],
                }
            )
        if dealer.cooperation >= 8:
            partner.website = f"https://{dealer.key.replace('_', '-')}.example.com"


def work(env, dossiers, users, today):
    """Put the dossiers to work: figures, rating, grade, signals, revisions."""
    dossiers.action_activate()
    for number, dossier in enumerate(dossiers):
        days = REVISION_DAYS[number % len(REVISION_DAYS)]
        dossier.next_revision_date = today + timedelta(days=days)
    env["customer.dossier"]._revisions_to_plan()._plan_revisions()
