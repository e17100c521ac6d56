"""Where the dealers sit: sales territories and the provinces they cover."""

# code: (English name, Chinese name, provinces by Odoo's code, login of the manager)
TERRITORIES = {
    "SW": ("Southwest", "西南大区", ("SC", "CQ", "GZ", "YN", "XZ"), "account_manager"),
    "EC": (
        "East",
        "华东大区",
        ("SH", "JS", "ZJ", "AH", "FJ", "JX", "SD"),
        "account_manager2",
    ),
    "CC": ("Centre", "华中大区", ("HA", "HB", "HN"), "account_manager"),
    "SC": ("South", "华南大区", ("GD", "GX", "HI"), "account_manager2"),
    "NC": ("North", "华北大区", ("BJ", "TJ", "HE", "SX", "NM"), "account_manager"),
    "NN": (
        "Northwest and Northeast",
        "西北东北大区",
        ("SN", "GS", "NX", "QH", "XJ", "LN", "JL", "HL"),
        "account_manager2",
    ),
}


def territory_of(province):
    """The code of the territory that covers a province."""
    return next(code for code, row in TERRITORIES.items() if province in row[2])
