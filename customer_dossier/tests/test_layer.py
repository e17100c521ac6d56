from psycopg2.errors import RaiseException

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestLayer(LedgerCommon):
    """Terms in force are the agreed ones with layers over them, and nothing is lost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls.dossier.sudo()
        cls.dossier.write({"credit_mode": "limit", "credit_limit": 1000})

    def _lay(self, kind, ref=1, **vals):
        return (
            self.env["customer.dossier.layer"]
            .sudo()
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "kind": kind,
                    "date_from": self._day(0),
                    "origin": "measure",
                    "origin_ref": ref,
                    "why": "A test",
                    **vals,
                }
            )
        )

    def assertTerms(self, *terms):
        dossier = self.dossier
        dossier.env.invalidate_all()
        self.assertEqual(
            (dossier.credit_mode, dossier.credit_limit, dossier.blocked), terms
        )

    def test_to_write_terms_is_to_agree_on_them(self):
        self.assertEqual(
            (self.dossier.agreed_mode, self.dossier.agreed_limit), ("limit", 1000)
        )
        self.assertFalse(self.dossier.is_layered)

    def test_a_layer_lifted_is_as_if_it_had_never_been(self):
        cut = self._lay("limit_percent", percent=-30)
        more = self._lay("limit_amount", 2, amount=500)
        self.assertTerms("limit", 1200, False)
        self.dossier.agreed_limit = 2000
        self.assertTerms("limit", 1900, False)
        cut._lift()
        self.assertTerms("limit", 2500, False)
        more._lift()
        self.assertTerms("limit", 2000, False)

    def test_the_strictest_mode_and_any_stop(self):
        cash = self._lay("credit_mode", mode="cash_only")
        stop = self._lay("stop", 2)
        self.assertTerms("cash_only", 1000, True)
        (cash + stop)._lift()
        self.assertTerms("limit", 1000, False)

    def test_it_begins_and_ends_by_its_days(self):
        self._lay(
            "limit_amount",
            amount=500,
            date_from=self._day(1),
            date_until=self._day(2),
        )
        self.assertEqual(self.dossier.terms_due, self._day(1))
        for offset, limit in ((0, 1000), (1, 1500), (2, 1500), (3, 1000)):
            with freeze_time(self._day(offset)):
                self.dossier._refresh_figures()
                self.assertTerms("limit", limit, False)

    def test_utilisation_follows(self):
        self._invoice(self.partner, 500, -1)
        self._lay("limit_percent", percent=-50)
        self.dossier._refresh_figures()
        self.assertEqual(self.dossier.utilisation, 100)

    def test_a_lapsed_dossier_is_not_raised_by_a_layer(self):
        self.dossier.write({"state": "active", "next_revision_date": self._day(-1)})
        self._lay("limit_amount", amount=-1)
        with self.assertRaisesRegex(UserError, "not raised"):
            self._lay("limit_amount", 2, amount=1)
        with self.assertRaisesRegex(UserError, "not raised"):
            self.dossier.agreed_limit = 1001

    def test_a_lifted_one_stays_as_it_was(self):
        layer = self._lay("stop")
        with self.assertRaisesRegex(UserError, "stays on record"):
            layer.unlink()
        layer._lift()
        with self.assertRaises(UserError):
            layer.lifted_on = False
        with self.assertRaises(UserError):
            layer.unlink()
        with (
            self.assertRaises(RaiseException),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute("UPDATE customer_dossier_layer SET lifted_on = NULL")

    def test_readers_of_the_dossier_read_and_nobody_writes(self):
        layer = self._lay("stop")
        for user in (self.credit, self.archivist, self.leader):
            self.assertEqual(layer.with_user(user).why, "A test")
            with self.assertRaises(AccessError):
                layer.with_user(user).write({"why": "Mine"})
        with self.assertRaises(AccessError):
            layer.with_user(self.salesperson).read(["why"])
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.archivist).agreed_limit = 5

    def test_no_query_but_reading_them_where_no_terms_change(self):
        self.env.flush_all()
        self.assertFalse(self.dossier.terms_due)
        self.assertEqual(self._query_count(self.dossier._settle_due), 1)
