"""The dealers as partners, with the people one meets there."""

from random import Random

from odoo import Command

FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰志国建文晓春海燕"
# The people of a dealer: job, whether orders and deliveries go through them.
JOBS = (
    ("法定代表人", "contact"),
    ("实际控制人", "contact"),
    ("采购经理", "delivery"),
    ("财务主管", "invoice"),
)
CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# Who looks after a dealer in the field, beside the account managers.
FIELD = {
    "mianyang": "contributor",
    "luzhou": "contributor",
    "zigong": "contributor",
    "leshan": "salesperson",
    "prompt": "contributor",
    "chronic_late": "salesperson",
}


def create(env, dealers, users, territories, lists, terms):
    """Create the partners of all dealers with their contacts; ``{key: partner}``.

    :param users: ``{login: user}``
    :param territories: ``{province: login of the account manager}``
    :param lists: ``{key: pricelist}``
    :param terms: ``{key: payment term}``
    """
    partners = env["res.partner"].create(
        [
            {
                **_company_vals(env, dealer),
                "user_id": users[
                    FIELD.get(dealer.key, territories[dealer.province])
                ].id,
                "property_payment_term_id": terms[dealer.terms].id,
                "property_product_pricelist": lists[pricelist_of(dealer)].id,
                "child_ids": [Command.create(vals) for vals in _people(dealer)],
            }
            for dealer in dealers
        ]
    )
    return {
        dealer.key: partner for dealer, partner in zip(dealers, partners, strict=True)
    }


def pricelist_of(dealer):
    """The key of the price list a dealer buys from."""
    if dealer.currency == "USD":
        return "export"
    return "core" if max(dealer.sales) >= 300 else "dealer"


def _company_vals(env, dealer):
    random = Random(dealer.key + "/company")
    return {
        "name": dealer.name,
        "is_company": True,
        "vat": _credit_code(random),
        "street": f"{random.choice(('人民', '解放', '建设', '中山'))}路 {random.randint(1, 400)} 号",
        "city": dealer.city,
        "state_id": env.ref(f"base.state_cn_{dealer.province}").id,
        "country_id": env.ref("base.cn").id,
        "phone": f"+86 {random.randint(20, 999)} {random.randint(10**7, 10**8 - 1)}",
        "email": f"{dealer.key}@example.com",
        "lang": "zh_CN",
        "ref": f"JX-{dealer.key.upper()}",
        "customer_rank": 1,
    }


def _people(dealer):
    random = Random(dealer.key + "/people")
    for number, (job, kind) in enumerate(JOBS):
        yield {
            "name": random.choice(FAMILY)
            + "".join(random.sample(GIVEN, random.choice((1, 2)))),
            "function": job,
            "type": kind,
            "phone": f"+86 13{random.randint(10**8, 10**9 - 1)}",
            "email": f"{dealer.key}.{number}@example.com",
            "lang": "zh_CN",
        }


def _credit_code(random):
    """A made-up unified social credit code with the check digit of GB 32100-2015."""
    body = "91" + "".join(random.choice("0123456789") for _ in range(6))
    body += "MA" + "".join(random.choice(CREDIT_CODE) for _ in range(7))
    total = sum(CREDIT_CODE.index(c) * pow(3, n, 31) for n, c in enumerate(body))
    return body + CREDIT_CODE[-total % 31]
