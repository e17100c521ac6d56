"""What the archivists wrote into the sections: much about the stars, little else."""

from datetime import timedelta
from random import Random

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ("建国", "志强", "海燕", "晓明", "丽华", "国庆", "文斌", "秀英", "永胜", "少华")
RIVALS = (
    ("泸州老窖", "窖龄酒、特曲"),
    ("剑南春", "水晶剑、东方红"),
    ("郎酒", "红花郎、郎牌特曲"),
    ("洋河股份", "海之蓝、天之蓝"),
)
OURS = (
    ("锦源春 十二年", "premium", 598),
    ("锦源春 五年", "middle", 268),
    ("锦源 光瓶", "low", 48),
)
# Key customers of whom the salespeople alone have told us so far.
ONE_SIDED = ("strategic", "instalments")
CHANNELS = ("salesperson", "market", "industry", "website", "internal", "competitor")
GRADES = (("B", "2"), ("B", "2"), ("C", "3"), ("A", "1"), ("D", "4"))
DAYS_AGO = (6, 18, 33, 47, 75, 140)


class Writer:
    """Writes one dealer's sections, the same on every run."""

    def __init__(self, env, dossier, dealer, today):
        self.env, self.dossier, self.dealer, self.today = env, dossier, dealer, today
        self.chance = Random(f"sections {dealer.key}")
        self.sheets = {sheet.code: sheet for sheet in dossier.sheet_ids}

    def source(self):
        """Somebody said so, by one of the six channels, some time ago."""
        known = CHANNELS[:1] if self.dealer.key in ONE_SIDED else CHANNELS
        channel = self.chance.choice(known)
        reliability, credibility = self.chance.choice(GRADES)
        return {
            "channel_id": self.env.ref(f"customer_dossier.channel_{channel}").id,
            "level": self.chance.choice(("owner", "buyer", "finance", "warehouse")),
            "collector_id": self.dossier.account_manager_id.id,
            "observed_on": self.today - timedelta(days=self.chance.choice(DAYS_AGO)),
            "reliability": reliability,
            # Nothing here was confirmed by a second source yet.
            "credibility": max(credibility, "2"),
        }

    def items(self, code, **values):
        self.sheets[code]._write_items(values, self.source())

    def lines(self, code, name, rows):
        """Add the lines of a list, each with a source of its own."""
        sheet = self.sheets[code]
        lines = self.env[f"customer.dossier.{name}"].create(
            [{"sheet_id": sheet.id, **self.source(), **row} for row in rows]
        )
        lines[::2]._verify()

    def basics(self):
        dealer, chance = self.dealer, self.chance
        city = dealer.city.removesuffix("市")
        self.items(
            "identity",
            short_name=dealer.name.removesuffix("有限公司").removesuffix("酒业"),
            nature="state" if "集团" in dealer.name else "private",
            legal_representative=self.person(),
            registered_capital=chance.choice((50, 100, 200, 500, 1000)) * 10_000,
            founded_on=self.today.replace(
                year=chance.randint(1996, 2018), month=chance.randint(1, 12), day=8
            ),
            registrar=f"{city}市市场监督管理局",
            business_scope="预包装食品(酒类)批发、零售;酒类商品信息咨询。",
            licence_checked_on=self.today - timedelta(days=chance.randint(20, 300)),
        )
        self.lines("identity", "document", [self.licence()])
        self.items("needs", contact_way="phone", contact_time="上午九点到十一点")

    def licence(self):
        """The business licence; of some dealers it has run out."""
        days = self.chance.choice((-40, 25, 400, 900, 1500))
        return {
            "name": self.dossier.partner_id.vat or "营业执照",
            "kind": "licence",
            "valid_until": self.today + timedelta(days=days),
            "checked_on": self.today - timedelta(days=self.chance.randint(20, 300)),
        }

    def person(self):
        return self.chance.choice(SURNAMES) + self.chance.choice(GIVEN)

    def everything(self):
        self.market()
        self.business()
        self.people()

    def market(self):
        dealer, chance = self.dealer, self.chance
        sales = max(dealer.sales[0], 20) * 10_000
        city = dealer.city.removesuffix("市")
        self.items(
            "products",
            brand_count=chance.randint(3, 14),
            premium_share=chance.randint(15, 60),
            wallet_share=chance.randint(10, 70),
        )
        own = [
            {"name": name, "owner": "ours", "price_band": band, "resale_price": price}
            for name, band, price in OURS
        ]
        rivals = chance.sample(RIVALS, 2)
        other = [
            {"name": name, "owner": "rival", "price_band": "middle"}
            for name, _brands in rivals
        ]
        self.lines("products", "product", own + other)
        self.items(
            "competitiveness",
            standing=chance.choice(("leading", "strong", "middle")),
            market_share=chance.randint(3, 25),
            sales_staff=chance.randint(3, 40),
            vehicles=chance.randint(0, 12),
            warehouse_area=chance.randint(2, 40) * 100,
            price_discipline="kept" if dealer.cooperation >= 7 else "mixed",
            strengths=f"{city}烟酒店渠道覆盖深,配送及时。",
            weaknesses="团购客户少,节后库存消化慢。",
        )
        self.items("capacity", population=chance.randint(30, 900) * 10_000)
        self.items(
            "capacity",
            yearly_capacity=sales * chance.randint(8, 30),
            yearly_target=sales,
        )
        markets = [
            {
                "name": f"{city}市区",
                "kind": "territory",
                "our_share": chance.randint(5, 30),
            },
            {"name": "婚宴与商务宴请", "kind": "catering", "coverage": 40},
        ]
        self.lines("capacity", "market", markets)
        outlet = {"name": f"{city}旗舰店", "kind": "shop", "area": 180}
        self.lines("capacity", "outlet", [outlet])
        given = [
            {
                "name": name,
                "brands": brands,
                "payment_days": chance.choice((0, 30, 45, 60)),
                "rebate": chance.choice((3, 5, 8)),
                "share": chance.randint(10, 40),
            }
            for name, brands in rivals
        ]
        self.lines("competitors", "competitor", given)

    def business(self):
        dealer, chance = self.dealer, self.chance
        slow = max(dealer.late) > 20
        self.items(
            "credit",
            taxpayer_kind="general",
            bank_credit="poor" if slow else "good",
            peer_opinion="mixed" if slow else "good",
            payment_attitude="slow" if slow else "willing",
            in_litigation="yes" if dealer.facts.get("lawsuit") else "no",
        )
        revenue = max(dealer.sales[0], 20) * 10_000 * chance.randint(3, 6)
        self.items(
            "performance",
            yearly_sales=revenue,
            staff_count=chance.randint(8, 120),
            trend="growing" if dealer.sales[0] > dealer.sales[1] else "shrinking",
            profitability="loss" if dealer.facts.get("insolvent") else "good",
        )
        self.lines("performance", "statement", [self.statement(revenue)])

    def statement(self, revenue):
        year = self.today.year - 1
        current, debts = round(revenue * 0.4), round(revenue * 0.25)
        equity = current + round(revenue * 0.1) - debts
        return {
            "name": str(year),
            "period_end": self.today.replace(year=year, month=12, day=31),
            "audited": "no",
            "current_assets": current,
            "inventory": round(current * 0.4),
            "total_assets": equity + debts,
            "current_liabilities": debts,
            "total_liabilities": debts,
            "equity": equity,
            "retained_earnings": round(equity * 0.4),
            "operating_profit": round(revenue * 0.04),
            "revenue": revenue,
            "net_profit": round(revenue * 0.03),
        }

    def people(self):
        self.items(
            "organisation",
            ownership="老板持股七成,其弟持股三成。",
            decision_process="老板拍板,采购经理提品种,财务定付款日期。",
        )
        self.items("needs", delivery_wishes="周三送货,需卸货工人。")


def write(env, dealers, dossiers, stars, today):
    """Write the sections of every dealer; of the stars, all of them."""
    for dealer, dossier in zip(dealers, dossiers, strict=True):
        writer = Writer(env, dossier, dealer, today)
        writer.basics()
        if dealer in stars:
            writer.everything()
            dossier.sheet_ids[:4]._sign()
