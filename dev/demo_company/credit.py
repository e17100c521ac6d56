"""How the distillery gives credit: what counts, more for a time, and who stands in."""

from datetime import timedelta

from odoo import Command

#: Orders to be delivered later than in half a year do not eat the limit yet.
HORIZON = 180
#: An invoice of which so little is open makes nobody late.
TOLERANCE = 50


def settings(company):
    """What counts towards an exposure, and what is too little to be late."""
    company.dossier_exposure_horizon = HORIZON
    company.dossier_exposure_tolerance = TOLERANCE


#: Dealer, what is made of it, and from which day to which, counted from today.
LIMITS = (
    (
        "festival_only",
        {"reason": "春节备货", "kind": "seasonal", "percent": 50.0},
        0,
        None,
    ),
    ("archived_contacts", {"reason": "婚宴团购订单", "amount": 300_000}, -10, 50),
    ("returner", {"reason": "新品首批铺货", "amount": 200_000}, 20, 80),
    ("instalments", {"reason": "去年的展会订单", "amount": 150_000}, -120, -30),
    ("supplier", {"reason": "包材对冲订单", "amount": 100_000}, -20, 40),
)
#: The same of those who stand in; the last one was handed back.
INSURANCE = (
    ("notes_payer", "insurance", "中国出口信用保险公司", 500_000, 80.0, -90, 275),
    ("secured", "guarantee", "天津市融资担保有限公司", 40_000, 75.0, -200, 165),
    ("partial_payer", "guarantee", "法定代表人个人担保", 100_000, 50.0, -400, -35),
    ("bounced", "guarantee", "南宁市商业担保公司", 80_000, 100.0, -60, 300),
)
CALLED_OFF = {"supplier": "订单已取消", "bounced": "担保函已退回"}


def give(env, archive, users, today):
    """Limits for a time, insurance and guarantees, in every state they can be in."""
    by_ref = {dossier.partner_id.ref: dossier for dossier in archive}

    def vals(key, since, until):
        return {
            "dossier_id": by_ref[f"JX-{key.upper()}"].id,
            "date_from": today + timedelta(days=since),
            "date_until": until is not None and today + timedelta(days=until),
        }

    Limit = env["customer.dossier.timed.limit"].with_user(users["credit"])
    made = Limit.create(
        [
            {"festival": "spring", **what, **vals(key, since, until)}
            for key, what, since, until in LIMITS
        ]
    )
    Insurance = env["customer.dossier.insurance"].with_user(users["credit"])
    stands = Insurance.create(
        [
            {
                "kind": kind,
                "issuer": issuer,
                "amount": amount,
                "percent": percent,
                **vals(key, since, until),
            }
            for key, kind, issuer, amount, percent, since, until in INSURANCE
        ]
    )
    for rows, records in ((LIMITS, made), (INSURANCE, stands)):
        for (key, *_rest), record in zip(rows, records, strict=True):
            if key in CALLED_OFF:
                record.remark = CALLED_OFF[key]
                record.action_call_off()
    Limit.sudo()._cron_turn()
    env["customer.dossier.limit.group"].with_user(users["credit"]).create(
        {
            "name": "金陵商业集团",
            "amount": 1_500_000,
            "currency_id": env.company.currency_id.id,
            "member_ids": [
                Command.set([by_ref[f"JX-{key}"].id for key in ("PARENT", "BRANCH")])
            ],
        }
    )
