import json

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged

from .judged_common import LATE, PROMPT
from .overview_common import OverviewCommon

READERS = ("account_manager", "archivist", "credit", "leader")
OUTSIDERS = ("contributor", "manager", "salesperson", "employee")
#: What the cockpit costs a leader, whatever the number of dossiers.
QUERIES = 42
HOSTILE = (
    ["territory_id"],
    "period",
    7,
    {"period": "century"},
    {"period": ["cycle"]},
    {"period": {}},
    {"territory_id": "1 OR 1=1"},
    {"territory_id": -1},
    {"territory_id": True},
    {"territory_id": 2**40},
    {"territory_id": [1]},
    {"account_manager_id": 1.5},
    {"rating": "C"},
    {"id": 1},
    {1: 2},
)


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 04:00:00")
class TestCockpit(OverviewCommon):
    """One call tells a leader everything, and every number opens its own list."""

    def _cockpit(self, user=None, **filters):
        Overview = self.env["customer.dossier.overview"]
        return Overview.with_user(user or self.leader).cockpit(filters)

    def _fill(self):
        """Customers in every corner of the cockpit."""
        key = self._dossiers(2, "key", **PROMPT | {"turnover": 500, "receivable": 90})
        late = self._dossiers(
            3,
            "special",
            **LATE | {"receivable": 1000.0, "quadrant": "adrift", "turnover": 100},
        )
        late.sudo().write({"credit_mode": "limit", "credit_limit": 800})
        calm = self._dossiers(4, "general", **PROMPT | {"quadrant": "balanced"})
        self.dossier.sudo().write(
            {"state": "active", "next_revision_date": "2026-06-01"}
        )
        self.env["customer.dossier.revision"].create(
            {"dossier_id": self.dossier.id, "planned_date": "2026-06-01"}
        )
        self._signal()
        self._hold(self.dossier)
        self.env["customer.dossier.assessment"]._append(
            [self._judged(one, "general") for one in key]
        )
        territory = self.env["customer.dossier.territory"].create({"name": "Sichuan"})
        late.territory_id = territory
        return key, late, calm

    def _judged(self, dossier, grade):
        card = self.env["customer.dossier.scorecard"]._for_companies(self.company)
        return {
            "dossier_id": dossier.id,
            "company_id": dossier.company_id.id,
            "scorecard_id": card[self.company].id,
            "date": "2026-01-31",
            "user_id": self.env.uid,
            "coverage": 0.0,
            "rating": "A",
            "value_level": "middle",
            "risk_level": "low",
            "grade_id": self.grades[grade].id,
        }

    def _entries(self, found):
        """Every entry of an answer, wherever it stands."""
        if isinstance(found, dict):
            if "domain" in found:
                yield found
            else:
                for part in found.values():
                    yield from self._entries(part)
        elif isinstance(found, list):
            for part in found:
                yield from self._entries(part)

    def assertOpensWhatItSays(self, entry, user):
        domain = json.loads(json.dumps(entry["domain"]))
        records = self.env[entry["model"]].with_user(user).search(domain)
        if entry["kind"] == "count":
            self.assertEqual(entry["value"], len(records), entry)
        elif entry["kind"] == "amount":
            total = sum(records.mapped(entry["field"]))
            self.assertAlmostEqual(entry["value"], total, msg=entry)
        return records

    def test_every_number_is_that_of_the_list_it_opens(self):
        self._fill()
        for role in (*READERS, "auditor"):
            user = getattr(self, role)
            entries = [*self._entries(self._cockpit(user))]
            with self.subTest(role=role):
                self.assertTrue(entries)
                for entry in entries:
                    self.assertOpensWhatItSays(entry, user)

    def test_filters_narrow_every_number(self):
        _key, late, _calm = self._fill()
        found = self._cockpit(territory_id=late.territory_id.id)
        self.assertEqual(found["count"], 3)
        self.assertEqual(found["key"], [])
        entries = [*self._entries(found)]
        for entry in entries:
            records = self.assertOpensWhatItSays(entry, self.leader)
            if entry["model"] == "customer.dossier":
                self.assertLessEqual(records, late)
        found = self._cockpit(account_manager_id=self.employee.id)
        self.assertEqual(found["count"], 0)

    def test_the_tiles_say_where_somebody_must_act(self):
        self._fill()
        tiles = {tile["name"]: tile for tile in self._cockpit()["tiles"]}
        self.assertEqual(
            [*tiles],
            ["exposure", "overdue", "revisions", "signals", "holds", "clearances"],
        )
        self.assertEqual(tiles["overdue"]["main"]["value"], 1200)
        used, over = tiles["exposure"]["more"]
        self.assertEqual((used["kind"], used["value"]), ("percent", 3))
        self.assertEqual((over["value"], over["alert"]), (3, True))
        [lapsed] = tiles["revisions"]["more"]
        self.assertEqual((lapsed["value"], lapsed["alert"]), (1, True))
        self.assertEqual(
            [(one["label"], one["value"]) for one in tiles["signals"]["more"]],
            [("high", 1), ("medium", 0), ("low", 0)],
        )

    def test_the_portfolio_shows_its_shape(self):
        key, _late, _calm = self._fill()
        found = self._cockpit(period="cycle")["portfolio"]
        ages = {one["field"]: one["value"] for one in found["ageing"]}
        self.assertEqual(ages["overdue_91_180"], 1200)
        self.assertEqual(found["quadrant"]["adrift"]["value"], 3)
        owed, bought = found["concentration"]["entries"]
        self.assertEqual((owed["value"], bought["value"]), (100, 100))
        self.assertEqual(len(found["concentration"]["lines"]), 5)
        [move] = found["migration"]
        self.assertEqual((move["label"], move["value"]), ("General → Key", 2))
        self.assertEqual(move["domain"], [("id", "in", key.ids)])
        growing, shrinking, lost = (one["value"] for one in found["growth"])
        self.assertEqual((growing, shrinking, lost), (6, 3, 0))

    def _lose(self, dossier, day, amount, cause):
        revision = self.env["customer.dossier.revision"].create(
            {"dossier_id": dossier.id, "planned_date": "2026-06-01"}
        )
        self.env["customer.dossier.inquest"].create(
            {
                "revision_id": revision.id,
                "dossier_id": dossier.id,
                "growth_class": "lost",
                "as_of": day,
                "cause_id": cause.id,
                "year_delta": -amount,
            }
        )

    def test_causes_and_losses_of_the_period_are_told(self):
        cause = self.env["customer.dossier.cause"].search([], limit=1)
        self._lose(self.dossier, "2026-06-15", 700, cause)
        found = self._cockpit()["portfolio"]["causes"]
        self.assertEqual((found[0]["label"], found[0]["value"]), (cause.name, -700))
        self.assertEqual(found[-1]["label"], "Losses on record")

    def test_a_longer_period_looks_further_back(self):
        cause = self.env["customer.dossier.cause"].search([], limit=1)
        days = ("2026-06-15", "2026-02-15", "2025-09-15")
        dossiers = self._dossiers(3, "general", **PROMPT)
        for dossier, day, amount in zip(dossiers, days, (1, 10, 100), strict=True):
            self._lose(dossier, day, amount, cause)
        for period, lost in (("cycle", 1), ("half", 11), ("year", 111)):
            found = self._cockpit(period=period)["portfolio"]["causes"]
            self.assertEqual(
                (found[0]["label"], found[0]["value"]), (cause.name, -lost)
            )

    def test_a_reader_counts_only_what_they_see(self):
        self._fill()
        other = self._dossiers(2, "general", **LATE)
        other.sudo().account_manager_id = self.employee
        every, own = self._cockpit(), self._cockpit(self.account_manager)
        self.assertEqual(every["count"] - own["count"], 2)
        overdue = [
            next(
                tile["main"]["value"]
                for tile in found["tiles"]
                if tile["name"] == "overdue"
            )
            for found in (every, own)
        ]
        self.assertEqual(overdue, [2000, 1200])
        names = [tile["name"] for tile in own["tiles"]]
        self.assertNotIn("clearances", names)

    def test_an_auditor_sees_the_tiles_of_what_they_read(self):
        self._fill()
        found = self._cockpit(self.auditor)
        self.assertEqual(
            [tile["name"] for tile in found["tiles"]], ["revisions", "clearances"]
        )
        self.assertFalse(found["portfolio"])
        self.assertNotIn("key", found)

    def test_outsiders_are_refused(self):
        for role in OUTSIDERS:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._cockpit(getattr(self, role))

    def test_nonsense_is_refused_in_words(self):
        Overview = self.env["customer.dossier.overview"].with_user(self.leader)
        for filters in HOSTILE:
            with self.subTest(filters=filters):
                with self.assertRaisesRegex(ValidationError, "cannot be narrowed by"):
                    Overview.cockpit(filters)
        for filters in (None, {}, {"period": False, "territory_id": None}):
            self.assertEqual(Overview.cockpit(filters)["filters"]["period"], "cycle")

    def test_another_company_is_another_cockpit(self):
        self._fill()
        company = self._create_company("Second Distillery")
        found = self.env["customer.dossier.overview"].with_user(self.leader)
        found = found.with_context(allowed_company_ids=company.ids).cockpit()
        self.assertEqual((found["count"], found["key"], found["worst"]), (0, [], []))

    def test_an_empty_archive_is_no_error(self):
        self.dossier.sudo().state = "closed"
        found = self._cockpit()
        self.assertEqual(found["count"], 0)
        for entry in self._entries(found):
            self.assertFalse(entry["value"] and entry["model"] == "customer.dossier")

    def test_looking_at_it_is_on_record(self):
        self._fill()
        Log = self.env["customer.dossier.access.log"]
        before = Log.search_count([])
        self._cockpit()
        row = Log.search([], order="id desc", limit=1)
        self.assertEqual(Log.search_count([]), before + 1)
        self.assertEqual(
            (row.user_id, row.action, row.detail), (self.leader, "listed", "cockpit")
        )

    def test_it_costs_the_same_for_few_and_for_many(self):
        self._fill()
        self._query_count(self._cockpit)
        counts = []
        for number in (3, 30):
            self._dossiers(number, "key", **PROMPT)
            self._dossiers(number, "general", **LATE)
            self._query_count(self._cockpit)  # the registry is warm after it
            counts.append(self._query_count(self._cockpit))
        self.assertEqual(counts, [QUERIES, QUERIES])
