import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.exchange import cells, finding

from .test_doctests import OPTIONS


@tagged("post_install", "-at_install")
class TestImportDoctests(BaseCase):
    """The examples in the docstrings about cells are true."""

    def test_the_examples_are_true(self):
        for module in (cells, finding):
            with self.subTest(module.__name__):
                failed, tried = doctest.testmod(module, optionflags=OPTIONS)
                self.assertTrue(tried)
                self.assertFalse(failed)
