"""The distillery itself: company, chart of accounts, currencies, bank."""

from datetime import timedelta
from random import Random

NAME = "成都锦源春酒厂"
ADDRESS = {
    "name": NAME,
    "street": "锦江区水井坊街 18 号",
    "city": "成都市",
    "zip": "610021",
    "phone": "+86 28 8600 1958",
}
# What is due in Chengdu today is not due yet by the clock of a server elsewhere.
ZONE = "Asia/Shanghai"


def create(env):
    """The distillery's company with its Chinese chart; refuses to be founded twice.

    A database whose first company has posted nothing yet gives that company; else a
    second one is created beside it.
    """
    if env["res.company"].search([("name", "=", NAME)], limit=1):
        raise SystemExit(
            f"This database has the demo company {NAME} already. Choose another one, "
            "or drop this one first."
        )
    company = env.ref("base.main_company")
    if env["account.move"].search([("company_id", "=", company.id)], limit=1):
        company = env["res.company"].create({"name": NAME})
    company.write({**ADDRESS, **_places(env)})
    company.partner_id.tz = ZONE
    if company.chart_template != "cn":
        env["account.chart.template"].try_loading("cn", company, install_demo=False)
    # Receivables of the demo are booked from the bank straight away: no statements.
    journal = bank(env, company)
    journal.inbound_payment_method_line_ids.payment_account_id = (
        journal.default_account_id
    )
    journal.outbound_payment_method_line_ids.payment_account_id = (
        journal.default_account_id
    )
    return company


def _places(env):
    return {
        "state_id": env.ref("base.state_cn_SC").id,
        "country_id": env.ref("base.cn").id,
    }


def bank(env, company):
    """The journal through which all money of the demo moves."""
    return env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
    )


def currencies(env, company, today):
    """A rate of the dollar for each month of the history, as the company's people enter it."""
    dollar = env.ref("base.USD")
    (dollar | env.ref("base.CNY")).active = True
    random = Random("dollar")
    price = 7.05
    rates = []
    for age in range(1125, -1, -30):
        price += random.uniform(-0.05, 0.05)
        rates.append(
            {
                "currency_id": dollar.id,
                "company_id": company.id,
                "name": today - timedelta(days=age),
                "inverse_company_rate": round(price, 4),
            }
        )
    env["res.currency.rate"].create(rates)
