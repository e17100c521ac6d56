"""What the distillery knows of how to serve its dealers, and of their key persons."""

from datetime import timedelta

# Dealer -> best time, way, wishes for delivery, days to remember.
WISHES = [
    (
        "上午十点以后",
        "phone",
        "送货前一天打电话；仓库下午四点关门。",
        "每年五月门店店庆",
    ),
    ("下午，避开饭点", "visit", "箱子不要叠过五层。", "中秋前两周开始备货"),
    ("随时，发微信", "message", "随货附质检报告原件。", "春节前送对联"),
    ("周一至周四", "phone", "只收整托，卸货口限高三米。", "九月开业纪念日"),
]
# kind, what, by which way, days until the deadline, step, what came of it.
NEEDS = [
    ("need", "婚宴用五百毫升红色礼盒", "请包装厂打样", 20, None, None),
    ("need", "小批量封坛酒", "封藏车间预留", -6, "take", None),
    ("help", "帮助培训两名新业务员", "派市场部驻店一周", 12, "take", None),
    (
        "help",
        "终端陈列重新布置",
        "送陈列架并派人",
        -40,
        "satisfied",
        "十月已完成，客户签收照片在案。",
    ),
    (
        "need",
        "要求代储两百箱",
        "物流部评估",
        -15,
        "dropped",
        "仓库已满，客户同意改为分批发货。",
    ),
    ("promise", "品鉴会用酒二十箱", "区域经理落实", 9, "take", None),
    ("promise", "补发上季返利差额", "财务部核对后转账", -4, None, None),
    ("complaint", "到货比约定晚两天", "物流部排班", 5, "take", None),
    ("preference", "偏好酱香型，五十三度", None, None, None, None),
    ("preference", "不要促销装", None, None, None, None),
]
NAMES = ("刘建国", "陈芳", "王志强", "赵敏", "杨帆", "周丽华", "孙浩", "何雪梅")
# kind, what, month, day, lunar, purpose, ground.
PRIVATE = [
    ("birthday", "农历八月十五生日", 8, 15, True, "生日问候", "consent"),
    ("hobby", "喜欢钓鱼，常去龙泉湖", 0, 0, False, "拜访时的话题", "consent"),
    ("no_gift", "公司规定不得收受礼品", 0, 0, False, "遵守对方的廉洁规定", "contract"),
    ("family_day", "女儿高考结束", 6, 9, False, "节日问候", "consent"),
]
SERVED = 16


def fill(env, dossiers, users, today):
    """Fill the service part of the first dossiers, in every state there is."""
    channel = env.ref("customer_dossier.channel_salesperson")
    source = {"channel_id": channel.id}
    env["customer.dossier.section"].with_context(lang="zh_CN").action_load_preset()
    for number, dossier in enumerate(dossiers[:SERVED]):
        sheets = {sheet.code: sheet for sheet in dossier.sheet_ids}
        keeper = dossier.archivist_id or users["archivist"]
        time, way, wishes, days = WISHES[number % len(WISHES)]
        sheets["needs"].with_user(keeper)._write_items(
            {
                "contact_time": time,
                "contact_way": way,
                "delivery_wishes": wishes,
                "care_dates": days,
            },
            source,
        )
        _needs(sheets["needs"], keeper, number, today)
        _person(sheets["organisation"], keeper, number, today)
    first = env["customer.dossier.personal"].search([], limit=1, order="id")
    first.with_user(users["leader"])._erase("request", "本人来函要求删除")


def _needs(sheet, keeper, number, today):
    for place in range(3):
        kind, what, way, days, step, outcome = NEEDS[(number + 3 * place) % len(NEEDS)]
        need = (
            sheet.env["customer.dossier.need"]
            .with_user(keeper)
            .create(
                {
                    "sheet_id": sheet.id,
                    "kind": kind,
                    "name": what,
                    "way": way,
                    "outcome": outcome,
                    "responsible_id": kind != "preference" and keeper.id,
                    "deadline": days is not None and today + timedelta(days=days),
                }
            )
        )
        if step:
            getattr(need, {"dropped": "action_drop"}.get(step, f"action_{step}"))()


def _person(sheet, keeper, number, today):
    person = sheet.person_ids[:1] or sheet.env["customer.dossier.person"].with_user(
        keeper
    ).create(
        {
            "sheet_id": sheet.id,
            "name": NAMES[number % len(NAMES)],
            "role": "owner",
            "power": "decides",
            "function": "总经理",
            "relation": "good",
        }
    )
    rows = []
    for place in range(2):
        kind, value, month, day, lunar, purpose, ground = PRIVATE[
            (number + place) % len(PRIVATE)
        ]
        rows.append(
            {
                "person_id": person.id,
                "kind": kind,
                "value": value,
                "month": month,
                "day": day,
                "lunar": lunar,
                "purpose": purpose,
                "ground": ground,
                "consent_on": ground == "consent" and today - timedelta(days=90),
            }
        )
    sheet.env["customer.dossier.personal"].with_user(keeper).create(rows)
