from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW
from .policy_common import PHOTO, PolicyCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestGoods(PolicyCommon):
    """Promotion goods: what was issued against what was proven to be passed on."""

    def _goods(self, quantity=100, due=-1, user=None, **vals):
        return (
            self.env["customer.dossier.goods"]
            .with_user(user or self.account_manager)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "product_id": self.product.id,
                    "quantity": quantity,
                    "seen_on": self._day(-60),
                    "due_on": self._day(due),
                    **vals,
                }
            )
        )

    def _prove(self, goods, quantity, **vals):
        proof = self.env["customer.dossier.proof"].with_user(goods.env.user)
        return proof.create({"goods_id": goods.id, "quantity": quantity, **vals})

    def test_issued_against_proven(self):
        goods = self._goods()
        self.assertEqual((goods.proven, goods.share), (0, 0))
        self._prove(goods, 30)
        slip = self._prove(goods, 500, remark="Counted twice")
        self.assertEqual((goods.proven, goods.share), (530, 100))
        slip.action_withdraw()
        self.assertEqual((goods.proven, goods.share), (30, 30))

    def test_what_was_due_and_not_proven_raises_a_signal(self):
        self._prove(self._goods(), 90)
        self._goods(due=1)
        self.assertEqual(self._found("goods_kept_back"), {})
        self._goods(10)
        self.assertEqual(self.dossier._goods_shares()[self.dossier.id], (45, 2))
        self.assertEqual(self._found("goods_kept_back"), {"percent": 55, "count": 2})

    def test_an_issue_stays_as_it_was_made(self):
        goods = self._goods()
        proof = self._prove(goods, 5)
        for entry, vals in ((goods, {"quantity": 5}), (proof, {"quantity": 90})):
            with self.assertRaisesRegex(UserError, "stays as it was made"):
                entry.write(vals)
        goods.remark = "Went to another dealer"
        goods.action_withdraw()
        self.assertFalse(self.dossier._goods_shares())

    def test_nonsense_is_refused(self):
        for make, words in (
            (lambda: self._goods(0), "quantity_sane"),
            (lambda: self._goods(due=-61), "days_ordered"),
            (lambda: self._prove(self._goods(), -5), "quantity_sane"),
            (lambda: self._goods(seen_on=self._day(1), due=9), "in the future"),
        ):
            with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, words):
                with self.cr.savepoint():
                    make().flush_recordset()

    def test_readers_of_the_dossier_only(self):
        goods = self._goods()
        proof = self._prove(goods, 5, photo=PHOTO)
        self.assertEqual(goods.with_user(self.credit).share, 5)
        foreign = self._foreign_manager()
        for user in (self.contributor, self.auditor, self.manager, foreign):
            for record in (goods, proof):
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["quantity"])
            with self.assertRaises(AccessError):
                self._photo(proof).with_user(user).read(["datas"])
            with self.assertRaises(AccessError):
                self._prove(goods.with_user(user), 5)
        with self.assertRaises(AccessError):
            self._goods(user=self.credit)
