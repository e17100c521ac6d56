from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ROLES, DossierCommon


@tagged("post_install", "-at_install")
class TestJobs(DossierCommon):
    """Jobs of the scheduler, which are server actions that everybody can ask for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.jobs = cls.env["ir.cron"].search([("code", "=like", "model.\\_cron%")])
        cls.jobs = cls.jobs.filtered(lambda job: "dossier" in (job.model_name or ""))

    def test_every_job_is_the_systems(self):
        self.assertGreater(len(self.jobs), 15)
        for job in self.jobs:
            method = job.code.removeprefix("model.").partition("(")[0]
            with self.subTest(job=job.name):
                self.assertTrue(
                    getattr(self.env[job.model_name], method).system_job,
                    "declare it as a system_job",
                )

    def test_nobody_runs_one_by_asking_for_its_action(self):
        people = [getattr(self, role) for role in ROLES]
        people.append(self.env.ref("base.user_admin"))
        for person in people:
            for job in self.jobs:
                with (
                    self.subTest(person=person.login, job=job.name),
                    self.assertRaises(AccessError),
                ):
                    job.ir_actions_server_id.with_user(person).run()

    def test_the_scheduler_runs_each(self):
        for job in self.jobs:
            with self.subTest(job=job.name), self.enter_registry_test_mode():
                self.assertIs(job.method_direct_trigger(), True)
