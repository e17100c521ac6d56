import base64
from io import BytesIO

from PIL import Image

from .ledger_common import LedgerCommon


def _picture():
    stream = BytesIO()
    Image.new("RGB", (40, 30), (180, 40, 40)).save(stream, "PNG")
    return base64.b64encode(stream.getvalue())


PHOTO = _picture()


class PolicyCommon(LedgerCommon):
    """Short ways to policies and readings of one dealer."""

    def _policy(self, kind="price_floor", **vals):
        """A policy that a leader has issued, in force since long ago."""
        policy = (
            self.env["customer.dossier.policy"]
            .with_user(self.leader)
            .create(
                {
                    "name": f"Agreed: {kind}",
                    "kind": kind,
                    "product_id": self.product.id,
                    "date_from": self._day(-365),
                    **vals,
                }
            )
        )
        policy.action_issue()
        return policy

    def _reading(self, kind, user=None, **vals):
        reading = self.env["customer.dossier.reading"].with_user(
            user or self.account_manager
        )
        vals = {"dossier_id": self.dossier.id, "kind": kind, **vals}
        return reading.create(vals).sudo()

    def _price(self, price, user=None, **vals):
        vals = {"product_id": self.product.id, "price": price, **vals}
        return self._reading("price", user, **vals)

    def _read(self, kind, **vals):
        """:return: the result of a new reading"""
        return self._reading(kind, **vals).result

    def _point(self, code="policy_compliance"):
        return self.dossier._raw_values()[self.dossier.id][code]

    def _currency(self, name, rates):
        """A currency with ``{days from today: units for one of the company's}``."""
        currency = self.env.ref(f"base.{name}")
        currency.active = True
        currency.rate_ids.filtered(lambda one: one.company_id == self.company).unlink()
        for days, rate in rates.items():
            self.env["res.currency.rate"].create(
                {
                    "currency_id": currency.id,
                    "company_id": self.company.id,
                    "name": self._day(days),
                    "rate": rate,
                }
            )
        return currency

    def _submission(self):
        """What a contributor told, with a photo, verified by the archivist."""
        submission = (
            self.env["customer.dossier.submission"]
            .with_user(self.contributor)
            .create(
                {
                    "partner_id": self.partner.id,
                    "what": "In the shop it costs 450",
                    "section_id": self.env.ref("customer_dossier.section_products").id,
                    "photo": PHOTO,
                }
            )
        )
        submission.action_transmit()
        kept = submission.with_user(self.archivist)
        kept.write({"reliability": "B", "credibility": "2"})
        kept.action_verify()
        return kept

    def _found(self, kind):
        """What a rule of this kind finds in the dossier now; {} for nothing."""
        self.dossier.sudo().state = "active"
        self.dossier._refresh_figures()
        self.dossier._raise_signals()
        found = self.dossier.signal_ids.filtered(lambda one: one.kind == kind)
        return found.evidence or {}

    def _foreign_manager(self):
        """An account manager of other customers of the company."""
        return self._create_user(
            "other",
            "customer_dossier.group_account_manager",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )

    def _photo(self, reading):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", reading._name),
                ("res_id", "=", reading.id),
                ("res_field", "=", "photo"),
            ]
        )
