import random

from odoo import Command
from odoo.tests import freeze_time

from .ledger_common import NOW, LedgerCommon
from .ledgers import fill

SEED = 20260331


class LedgersCommon(LedgerCommon):
    """Random customers with a dossier each, and one without any business."""

    ledgers = 200

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        with freeze_time(NOW):
            cls.chance = random.Random(SEED)
            partners = cls._create_dealers()
            cls.dossiers = cls.dossier + cls.env["customer.dossier"].create(
                [cls._dossier_vals(partner) for partner in partners]
            )
            fill(cls.env, partners, SEED)

    @classmethod
    def _create_dealers(cls):
        contacts = ({"name": "Shop"}, {"name": "Closed shop", "active": False})
        return cls.env["res.partner"].create(
            [
                {
                    "name": f"Dealer {number}",
                    "is_company": True,
                    "child_ids": [Command.create(contact) for contact in contacts],
                }
                for number in range(cls.ledgers)
            ]
        )

    @classmethod
    def _dossier_vals(cls, partner):
        amounts = ("deposit_held", "guarantees_usable", "special_liabilities")
        return {
            "partner_id": partner.id,
            "company_id": cls.company.id,
            "archivist_id": cls.archivist.id,
            "account_manager_id": cls.account_manager.id,
            "credit_mode": cls.chance.choice(("limit", "limit", "unlimited")),
            "credit_limit": cls.chance.choice((0, 20000, 50000)),
            **{name: cls.chance.choice((0, 0, 1234.56)) for name in amounts},
        }
