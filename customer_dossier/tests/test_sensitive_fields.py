from odoo import fields
from odoo.tests import TransactionCase, tagged

OPEN_MODELS = ("res.partner", "res.users", "sale.order", "account.move")
ARCHIVE = "customer.dossier"
ADDON = "customer_dossier"
# Asked for by who may read the whole log, and answered from its own column.
SEARCHED = {
    "customer.dossier.access.log.dossier_ids",
    "customer.dossier.access.log.subjects",
    # Asks the dossier's own archivist, and the register without a word of customers.
    "customer.dossier.ownerless",
    # Asks what its reader reads, by their own rights, as the cockpit does: see
    # test_who_worries_is_found_among_what_one_reads.
    "customer.dossier.worrying",
}


# That an order waits is what whoever took it must see; why, and for how much, is not there.
SHOWN = {"sale.order.credit_state"}


@tagged("post_install", "-at_install")
class TestSensitiveFields(TransactionCase):
    """Walks the registry, so that a field of tomorrow is held to the rule as well."""

    def _our_fields(self, Model):
        return [
            field
            for field in Model._fields.values()
            if ADDON in (field._modules or ())
            or (field.inherited_field and field.inherited_field._module == ADDON)
        ]

    def test_our_fields_on_open_models_are_closed_by_groups(self):
        found = 0
        for name in OPEN_MODELS:
            for field in self._our_fields(self.env[name]):
                found += 1
                with self.subTest(field=str(field)):
                    self.assertTrue(field.groups)
                    kept = field.store and field.column_type
                    self.assertFalse(
                        kept and str(field) not in SHOWN, "a stored copy of a secret"
                    )
                    self.assertFalse(field.search and not field.inherited)
                    self.assertFalse(field.copy)
        self.assertTrue(found, "the walk finds our fields")

    def test_no_open_model_points_into_the_archive_unguarded(self):
        for name, Model in self.env.registry.items():
            if name.startswith(ARCHIVE):
                continue
            for field in Model._fields.values():
                comodel = field.comodel_name or ""
                if comodel.startswith(ARCHIVE):
                    with self.subTest(field=str(field)):
                        self.assertTrue(field.groups)

    def test_no_open_model_relates_into_the_archive(self):
        for name, Model in self.env.registry.items():
            if name.startswith(ARCHIVE):
                continue
            for field in Model._fields.values():
                if not field.related or field.inherited:
                    continue
                with self.subTest(field=str(field)):
                    self.assertFalse(self._passes_archive(name, field.related))

    def _passes_archive(self, model, path):
        for step in path.split("."):
            field = self.env[model]._fields[step]
            model = field.comodel_name or ""
            if model.startswith(ARCHIVE):
                return True
        return False

    def test_the_archive_has_no_chatter_and_no_tracking(self):
        for name, Model in self.env.registry.items():
            if not name.startswith(ARCHIVE):
                continue
            with self.subTest(model=name):
                self.assertNotIn("message_follower_ids", Model._fields)
                self.assertNotIn("message_ids", Model._fields)
                for field in Model._fields.values():
                    self.assertFalse(getattr(field, "tracking", None), str(field))

    def test_the_archive_has_no_custom_search_that_could_tell(self):
        for name, Model in self.env.registry.items():
            if name.startswith(ARCHIVE):
                for field in Model._fields.values():
                    if str(field) in SEARCHED:
                        continue
                    if field._module == ADDON and not field.related:
                        self.assertFalse(field.search, str(field))

    def test_the_archive_outlives_the_customer(self):
        field = self.env["customer.dossier"]._fields["partner_id"]
        self.assertIsInstance(field, fields.Many2one)
        self.assertEqual(field.ondelete, "restrict")
