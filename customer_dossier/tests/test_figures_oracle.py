from odoo.tests import freeze_time, tagged

from ..formulas.standing import Standing
from .ledger_common import NOW
from .ledgers.kinds import kinds
from .ledgers_common import LedgersCommon
from .oracle import Oracle, compare, same
from .oracle_standing import OracleStanding

#: Every kind of business comes up at least so often among the ledgers.
FEWEST = 5
#: What is told by the file and not by the ledger; test_completeness and test_life_stage
#: know these.
# Made of entries of people: no sum of the ledger. See test_gauges, test_visit,
# test_service_record.
OF_PEOPLE = {"relation", "control", "quadrant", "gauge_parts"}
OF_PEOPLE |= {"contact_days", "last_contact_on", "satisfaction"}
OF_THE_FILE = {
    *("completeness", "freshness", "verification"),
    *("life_stage", "onboarding_due", "onboarding_left"),
}
#: Where a customer stands among the others is stored in a pass of its own.
STANDING = {*Standing._fields} - {"abc_class"}


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFiguresOracle(LedgersCommon):
    """The set-based SQL agrees with a slow loop over the records, to the cent."""

    def test_every_kind_of_business_is_there(self):
        """Whoever changes the ledgers keeps what they cover."""
        found = kinds(self.env)
        rare = {kind: number for kind, number in found.items() if number < FEWEST}
        self.assertEqual(rare, {})
        self.assertGreaterEqual(len(found), 56)
        self.assertGreater(len(self.dossiers), 200)

    def test_every_figure_of_today_agrees(self):
        self.assertEqual(compare(self.env, self.dossiers), [])

    def test_the_random_ledgers_move_every_figure(self):
        figures = self.dossiers._figures().values()
        still = {
            name
            for name in next(iter(figures))
            if not any(row[name] for row in figures)
        }
        self.assertEqual(still, set())

    def test_every_stored_figure_is_compared(self):
        """A new figure needs a second computation too."""
        model = self.env["customer.dossier.figures"]
        stored = {
            name
            for name, field in model._fields.items()
            if field.store and field.column_type and name != "id"
        }
        known = Oracle(self.env).figures(self.dossier)[self.dossier.id]
        unknown = {"currency_id", "computed_at"} | OF_THE_FILE | STANDING | OF_PEOPLE
        self.assertEqual(stored - known.keys(), unknown)

    def test_every_figure_of_past_days_agrees(self):
        for days in (-1, -45, -200, -365, -2000):
            with self.subTest(days=days):
                self.assertEqual(compare(self.env, self.dossiers, self._day(days)), [])

    def test_every_figure_agrees_whatever_counts(self):
        for settings in (
            {"dossier_exposure_drafts": False},
            {"dossier_exposure_delivered": False, "dossier_exposure_drafts": False},
            {"dossier_exposure_ordered": False},
            {"dossier_exposure_horizon": 0, "dossier_exposure_drafts": False},
            {"dossier_exposure_tolerance": 500},
        ):
            with self.subTest(settings=settings):
                before = {name: self.company[name] for name in settings}
                self.company.write(settings)
                self.assertEqual(compare(self.env, self.dossiers), [])
                self.company.write(before)

    def test_the_stored_rows_are_the_computed_figures_rounded(self):
        self.dossiers._refresh_figures()
        expected = Oracle(self.env).figures(self.dossiers)
        for dossier in self.dossiers:
            for name, value in expected[dossier.id].items():
                field = dossier._fields[name]
                if field.type == "monetary":
                    value = dossier.currency_id.round(value or 0.0)
                elif field.type == "float" and value is not None:
                    digits = field.get_digits(self.env)[1]
                    self.assertAlmostEqual(
                        dossier[name], value, delta=0.51 * 10**-digits
                    )
                    continue
                self.assertTrue(
                    same(dossier[name] or None, value or None),
                    (dossier.partner_id.name, name, dossier[name], value),
                )

    def test_the_stored_standing_is_that_of_a_loop_over_everybody(self):
        self.dossiers._refresh_figures()
        for dossier, found in OracleStanding(self.env).standings(self.company).items():
            for name, value in found.items():
                with self.subTest(dossier=dossier.name, name=name):
                    if isinstance(value, float):
                        self.assertAlmostEqual(dossier[name], value, delta=0.051)
                    else:
                        self.assertEqual(dossier[name] or None, value)

    def test_the_oracle_sees_a_wrong_figure(self):
        oracle = Oracle(self.env).figures(self.dossiers)
        line = self.env["account.move.line"].search(
            [
                ("account_id.account_type", "=", "asset_receivable"),
                ("company_id", "=", self.company.id),
                ("amount_residual", ">", 0),
            ],
            limit=1,
        )
        self.env.cr.execute(
            "UPDATE account_move_line SET amount_residual = amount_residual + 0.01"
            " WHERE id = %s",
            [line.id],
        )
        found = self.dossiers._figures()
        wrong = [
            dossier
            for dossier in self.dossiers
            if not same(
                found[dossier.id]["receivable"], oracle[dossier.id]["receivable"]
            )
        ]
        self.assertEqual(
            [one.partner_id for one in wrong], [line.partner_id.commercial_partner_id]
        )
