from odoo.tests import HttpCase, tagged

from odoo.addons.web.tests.test_js import HOOTCommon, unit_test_error_checker

from .listening import leave_out

#: All of ours; Odoo names a suite by a hash of its name.
SUITE = "@customer_dossier"
PATIENCE = 300  # seconds; most of them go into building Odoo's own bundle


@tagged("post_install", "-at_install")
class TestComponents(HttpCase):
    """The components' own tests (``static/tests``) pass in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        leave_out(cls.env)

    def test_components_behave(self):
        suite = HOOTCommon._generate_hash(self, SUITE)
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={suite}",
            "",
            login="admin",
            timeout=PATIENCE,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )
