"""News from the field in every state, and how many sides tell of each dealer."""

from datetime import timedelta
from typing import NamedTuple

from odoo.tools import SQL

from .sections import ONE_SIDED

# Three facts that three people told, by three ways and from two levels.
SIDES = (
    ("salesperson", "owner", "warehouse_address"),
    ("industry", "buyer", "parent_company"),
    ("website", "outside", "term_until"),
)


class News(NamedTuple):
    """What one person heard, and how far it came."""

    key: str
    by: str
    channel: str
    level: str
    informant: str
    section: str
    what: str
    state: str
    items: dict = {}
    reply: str = ""
    change: str = ""
    hours: int = 20


# fmt: off
NEWS = (
    News("prompt", "contributor", "salesperson", "owner", "刘总", "identity",
         "刘总说公司去年增资，注册资本已到1200万元。", "fed_back",
         {"registered_capital": 12_000_000}, "谢谢，已归档。", hours=26),
    News("prompt", "account_manager", "website", "outside", "企业信用信息公示系统",
         "identity", "公示系统上的注册资本是1000万元。", "filed",
         {"registered_capital": 10_000_000}, hours=50),
    News("early", "contributor", "market", "warehouse", "仓库老陈", "competitiveness",
         "新添了三辆配送车，现在一共九辆。", "fed_back", {"vehicles": 9},
         "很有用，已记入档案。", "business", 8),
    News("chronic_late", "account_manager2", "industry", "finance", "会计小吴",
         "credit", "听说他们银行贷款到期，正在找过桥资金。", "filed",
         {"bank_credit": "poor"}, change="business", hours=12),
    News("deteriorating", "account_manager2", "competitor", "outside", "同行业务员",
         "credit", "同行也反映最近回款明显变慢。", "verified", change="business"),
    News("fast_growing", "contributor", "salesperson", "buyer", "采购黄经理",
         "organisation", "采购由黄经理负责，她说了算。", "filed",
         change="person", hours=30),
    News("growing", "contributor", "market", "sales", "门店店员", "needs",
         "店员说小瓶装更好卖，希望增加250毫升规格。", "fed_back",
         reply="已转产品部，谢谢。", hours=6),
    News("declining", "account_manager", "market", "sales", "二批商", "competitors",
         "某竞品进场，每箱返利20元，抢了我们的堆头。", "transmitted", change="market"),
    News("fast_declining", "contributor", "salesperson", "owner", "郝总", "organisation",
         "郝总准备把公司转给女婿经营。", "transmitted", change="ownership"),
    News("lost", "account_manager", "industry", "outside", "行业协会", "organisation",
         "协会的人说老板换了，新股东做餐饮出身。", "filed", change="ownership", hours=70),
    News("new", "contributor", "salesperson", "warehouse", "库管", "identity",
         "新仓库在肥西，照片见附件。", "returned", reply="仓库是租的还是自有的？"),
    News("festival_only", "contributor", "market", "buyer", "采购林女士", "needs",
         "只在节前订礼盒，平时不走货。", "rejected", reply="档案里要写具体的时间和数量，请重新提报。"),
    News("big_slow", "account_manager", "internal", "finance", "财务部", "performance",
         "对方财务说今年全年销售额约三个亿，员工一百二十人。", "fed_back",
         {"yearly_sales": 300_000_000, "staff_count": 120}, "已核对年报，归档。", hours=44),
    News("disputed", "account_manager", "salesperson", "owner", "汪总", "needs",
         "汪总希望月底前解决那批破损货。", "transmitted"),
    News("prepayer", "contributor", "salesperson", "owner", "老板", "products",
         "店里现在主推三个品牌，我们排第二。", "collected"),
    News("usd", "contributor", "website", "outside", "官网", "products",
         "官网新上了两个进口葡萄酒品牌。", "verified", {"brand_count": 8}),
)
# fmt: on


def fill(env, dossiers, partners, users, today):
    """Let people submit, archivists answer, and facts come from several sides."""
    kept = {dossier.partner_id: dossier for dossier in dossiers}
    one_sided = [kept[partners[key]] for key in ONE_SIDED]
    _tell_sides(env, dossiers, one_sided, today)
    for news in NEWS:
        _take(env, news, kept[partners[news.key]], users)
    _settle_one(kept[partners["early"]])


def _tell_sides(env, dossiers, one_sided, today):
    """Most dealers are known from three sides; a few are not."""
    channels = {one.code: one for one in env["customer.dossier.channel"].search([])}
    for number, dossier in enumerate(dossiers):
        sheet = dossier.sheet_ids.filtered(lambda one: one.code == "identity")
        city = dossier.partner_id.city
        values = {
            "warehouse_address": f"{city}物流园{number + 1}号库",
            "parent_company": "无，自然人控股",
            "term_until": today + timedelta(days=1200 + number * 40),
        }
        for channel, level, item in () if dossier in one_sided else SIDES:
            sheet._write_items(
                {item: values[item]},
                {
                    "channel_id": channels[channel].id,
                    "level": level,
                    "reliability": channels[channel].reliability or "C",
                    "credibility": "2",
                    "observed_on": today - timedelta(days=10 + number),
                },
            )


def _settle_one(dossier):
    """One of the questions is settled already: the newer count holds."""
    question = dossier.question_ids[:1].with_user(dossier.archivist_id)
    if question:
        question.reason = "已到仓库清点。"
        question.fact_ids[:1].action_hold()


def _take(env, news, dossier, users):
    """Take one piece of news as far as it came."""
    collector, keeper = users[news.by], dossier.archivist_id
    change = news.change and env.ref(f"customer_dossier.change_{news.change}")
    mine = (
        env["customer.dossier.submission"]
        .with_user(collector)
        .create(
            {
                "partner_id": dossier.partner_id.id,
                "what": news.what,
                "channel_id": env.ref(f"customer_dossier.channel_{news.channel}").id,
                "level": news.level,
                "informant": news.informant,
                "section_id": env.ref(f"customer_dossier.section_{news.section}").id,
                "change_id": change and change.id,
            }
        )
    )
    _collected(mine, news.hours)
    if news.state == "collected":
        return
    mine.action_transmit()
    kept = mine.with_user(keeper)
    if news.state in ("returned", "rejected"):
        kept.reply = news.reply
        kept.action_return() if news.state == "returned" else kept.action_reject()
    elif news.state != "transmitted":
        kept.write({"reliability": "B", "credibility": "2"})
        kept.action_verify()
        _file(kept, news)


def _collected(submission, hours):
    """It was heard so many hours ago; the database's own column, past the ORM."""
    submission.env.cr.execute(
        SQL(
            "UPDATE customer_dossier_submission"
            " SET create_date = create_date - make_interval(hours => %s) WHERE id = %s",
            hours,
            submission.id,
        )
    )
    submission.invalidate_recordset(["create_date"])


def _file(kept, news):
    if news.state == "verified":
        return
    if news.items:
        action = kept.action_file()
        sheet = kept.env[action["res_model"]].browse(action["res_id"])
        sheet.with_context(**action["context"]).write(news.items)
    else:
        kept.action_file_note()
    if news.state == "fed_back":
        kept.reply = news.reply
        kept.action_feed_back()
