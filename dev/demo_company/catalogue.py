"""What the distillery sells, at which prices and on which terms."""

from odoo import Command

# category: ((code, name, price of a case of six in CNY), ...)
PRODUCTS = {
    ("Baijiu: Jinyuanchun", "白酒·锦源春"): (
        ("JYC-52", "锦源春 52° 500ml×6", 2280),
        ("JYC-42", "锦源春 42° 500ml×6", 1980),
        ("JYC-30Y", "锦源春 三十年陈酿 500ml×6", 7680),
    ),
    ("Baijiu: Shuijing", "白酒·水井老窖"): (
        ("SJ-52", "水井老窖 52° 500ml×6", 1080),
        ("SJ-45", "水井老窖 45° 500ml×6", 888),
    ),
    ("Baijiu: Everyday", "白酒·川兴大曲"): (
        ("CX-50", "川兴大曲 50° 500ml×12", 420),
        ("CX-125", "川兴小酒 45° 125ml×24", 312),
    ),
    ("Gift boxes", "礼盒"): (
        ("GB-SF", "新春礼盒 锦源春双支×4", 3360),
        ("GB-MA", "中秋礼盒 花好月圆×4", 2640),
    ),
    ("Wine", "葡萄酒"): (
        ("WN-CS", "贺兰山赤霞珠 750ml×6", 768),
        ("WN-DR", "干红珍藏 750ml×6", 1488),
    ),
}
FILLER = "CX-125"
# key: (name, discount in percent on the list price, currency)
PRICELISTS = {
    "core": ("Core dealers 核心经销商", 12, "CNY"),
    "dealer": ("Dealers 经销商", 6, "CNY"),
    "export": ("Export 出口", 8, "USD"),
}
# key: (name, ((percent, days), ...))
TERMS = {
    "0": ("Payment in advance 预付款", ((100, 0),)),
    "15": ("15 days 十五天", ((100, 15),)),
    "30": ("30 days 三十天", ((100, 30),)),
    "45": ("45 days 四十五天", ((100, 45),)),
    "60": ("60 days 六十天", ((100, 60),)),
    "thirds": ("40 % 30 days, 30 % 60, 30 % 90 三期", ((40, 30), (30, 60), (30, 90))),
}


def products(env):
    """Create categories and products; ``{code: product}``."""
    found = {}
    for (english, chinese), rows in PRODUCTS.items():
        category = env["product.category"].create({"name": english})
        category.with_context(lang="zh_CN").name = chinese
        created = env["product.product"].create(
            [
                {
                    "default_code": code,
                    "name": name,
                    "list_price": price,
                    "standard_price": round(price * 0.55),
                    "type": "consu",
                    "invoice_policy": "delivery",
                    "categ_id": category.id,
                }
                for code, name, price in rows
            ]
        )
        found.update({product.default_code: product for product in created})
    return found


def pricelists(env):
    """Create the price lists of ``PRICELISTS``; ``{key: pricelist}``."""
    return {
        key: env["product.pricelist"].create(
            {
                "name": name,
                "currency_id": env.ref(f"base.{currency}").id,
                "company_id": env.company.id,
                "item_ids": [
                    Command.create(
                        {
                            "compute_price": "formula",
                            "base": "list_price",
                            "price_discount": discount,
                            "applied_on": "3_global",
                        }
                    )
                ],
            }
        )
        for key, (name, discount, currency) in PRICELISTS.items()
    }


def payment_terms(env):
    """Create the payment terms of ``TERMS``; ``{key: term}``."""
    return {
        key: env["account.payment.term"].create(
            {
                "name": name,
                "company_id": env.company.id,
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": percent, "nb_days": days}
                    )
                    for percent, days in parts
                ],
            }
        )
        for key, (name, parts) in TERMS.items()
    }
