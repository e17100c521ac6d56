from odoo.tests import tagged

from .common import DossierCommon

#: What the screens of the archive ask for, beside Odoo's own ways of reading.
READING = ("cockpit",)


@tagged("post_install", "-at_install")
class TestReplica(DossierCommon):
    """What only reads may be answered by a replica of the database."""

    def test_whatever_only_shows_something_is_declared_to_read(self):
        found = [
            (model, name)
            for model in self.registry.values()
            if hasattr(model, "_dossier_roles") or "dossier" in model._name
            for name in dir(model)
            if name.startswith("action_view_") or name in READING
        ]
        self.assertGreater(len(found), 15)
        for model, name in found:
            with self.subTest(model=model._name, method=name):
                self.assertTrue(getattr(getattr(model, name), "_readonly", False))
