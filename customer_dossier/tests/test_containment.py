from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW
from .policy_common import PolicyCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestContainment(PolicyCommon):
    """Dealers of a territory: their shares, and who was added to contain whom."""

    def setUp(self):
        super().setUp()
        self.other = self._create_dossier(self._create_customer("Mianyang Spirits"))

    def _contain(self, user=None, **vals):
        return (
            self.env["customer.dossier.containment"]
            .with_user(user or self.leader)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "by_dossier_id": self.other.id,
                    "seen_on": self._day(-30),
                    "reason": "Dumps in two counties",
                    **vals,
                }
            )
        )

    def test_shares_are_of_the_territory(self):
        home = self.env["customer.dossier.territory"].create({"name": "Sichuan"})
        third = self._create_dossier(self._create_customer("Kunming"))
        (self.dossier + self.other).territory_id = home
        for dossier, amount in ((self.dossier, 300), (self.other, 100), (third, 50)):
            self._invoice(dossier.partner_id, amount, -10)
        dossiers = self.dossier + self.other + third
        dossiers._refresh_figures()
        self.assertEqual(dossiers.mapped("territory_share"), [75.0, 25.0, False])

    def test_leaders_see_who_contains_whom_and_end_it(self):
        containment = self._contain()
        dossier = self.dossier.with_user(self.leader)
        self.assertEqual(dossier.containment_ids.by_dossier_id, self.other)
        with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, "at_work"):
            with self.cr.savepoint():
                self._contain().flush_recordset()
        containment.remark = "Prices are back"
        containment.action_withdraw()
        self.env.flush_all()
        self._contain()

    def test_nobody_contains_himself(self):
        with self.assertRaises(ValidationError):
            self._contain(by_dossier_id=self.dossier.id)

    def test_leaders_only(self):
        containment = self._contain()
        for role in ("account_manager", "archivist", "credit", "auditor", "manager"):
            user = getattr(self, role)
            with self.assertRaises(AccessError):
                containment.with_user(user).read(["reason"])
            with self.assertRaises(AccessError):
                self._contain(user)
            with self.assertRaises(AccessError):
                self.dossier.with_user(user).read(["containment_ids"])
