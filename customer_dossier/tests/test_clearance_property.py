import random
from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.customer_dossier.models.roles import CLEARED, GROUP

from .common import DossierCommon, appointment

RUNS = 5
STEPS = 30


@tagged("post_install", "-at_install")
class TestClearanceProperty(DossierCommon):
    """Whatever happens in whatever order: no access without a clearance in force."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.register = cls.env["customer.dossier.clearance"]
        cls.first_day = fields.Date.context_today(cls.env.user)
        cls.people = cls.env["res.users"].union(
            *(cls._create_user(f"person{n}", "base.group_user") for n in range(3))
        )
        cls.dossier.write({"archivist_id": cls.people[0].id})
        cls.dossier.write({"account_manager_id": cls.people[1].id})

    def test_random_sequences_leave_nobody_inside_without_a_clearance(self):
        opened = 0
        for seed in range(RUNS):
            with self.subTest(seed=seed), self.env.cr.savepoint() as point:
                opened += self._play(random.Random(seed))
                point.rollback()
            self.env.invalidate_all()
            self.env.registry.clear_cache()
        self.assertGreater(opened, 0, "nobody ever got in: nothing was tried")

    def _play(self, dice):
        day, opened = self.first_day, 0
        for _step in range(STEPS):
            day += timedelta(days=dice.choice((0, 0, 1, 20)))
            with self._on(day):
                step = dice.choice(
                    (self._appoint, self._appoint, self._appoint, self._end, self._turn, self._seize,
                     self._archive, self._change_role)
                )  # fmt: skip
                try:
                    with self.env.cr.savepoint():
                        step(dice, day)
                        self.env.flush_all()
                except UserError:
                    self.env.invalidate_all()
                    self.env.registry.clear_cache()
                opened += self._check_everybody(day)
        return opened

    def _appoint(self, dice, day):
        first = day + timedelta(days=dice.choice((-3, 0, 0, 10)))
        draft = self.register.create(
            appointment(
                dice.choice(self.people),
                dice.choice(CLEARED),
                date_from=first,
                date_to=first + timedelta(days=dice.choice((0, 25, 60))),
            )
        )
        draft._check_conditions()
        draft._approve()

    def _end(self, dice, _day):
        standing = self.register.search(
            [("user_id", "in", self.people.ids), ("state", "=", "in_force")]
        )
        if standing:
            dice.choice(standing).action_end()

    def _turn(self, _dice, _day):
        self.register._cron_turn()

    def _seize(self, dice, _day):
        group = self.env.ref(GROUP % dice.choice(CLEARED))
        person = dice.choice(self.people)
        if dice.random() < 0.5:
            person.write({"group_ids": [Command.link(group.id)]})
        else:
            group.write({"user_ids": [Command.link(person.id)]})

    def _archive(self, dice, _day):
        person = dice.choice(self.people)
        person.active = not person.active

    def _change_role(self, dice, _day):
        person = dice.choice(self.people)
        group = self.env.ref(GROUP % dice.choice(CLEARED))
        person.write({"group_ids": [Command.unlink(group.id)]})

    def _check_everybody(self, day):
        """Compare with a plain reading of the register; count who got in."""
        opened = 0
        for person in self.people:
            held = self.register.search(
                [
                    ("user_id", "=", person.id),
                    ("state", "=", "in_force"),
                    ("date_from", "<=", day),
                    ("date_to", ">=", day),
                ]
            ).mapped("role")
            dossier = self.dossier.with_user(person)
            inside = dossier.has_access("read")
            opened += inside
            if inside:
                self.assertTrue(held, (person.login, day))
            found = dossier.has_access("read") and dossier.search(
                [("id", "=", dossier.id)]
            )
            self.assertEqual(bool(found), inside)
            for role in CLEARED:
                if person.has_group(GROUP % role):
                    standing = self.register.search_count(
                        [
                            ("user_id", "=", person.id),
                            ("role", "=", role),
                            ("state", "=", "in_force"),
                        ]
                    )
                    self.assertTrue(standing, (person.login, role, day))
        return opened
