import doctest
import pkgutil
from importlib import import_module

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier import formulas

OPTIONS = (
    doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
)
#: Modules that hold data or only put formulas together; their own tests cover them.
WITHOUT_EXAMPLES = {"figures", "sums"}


@tagged("-at_install", "post_install", "formulas")
class TestDoctests(BaseCase):
    """The examples in the docstrings of the formulas are true."""

    def _run_examples(self, module):
        """Return the number of examples and the report of those that failed."""
        report = []
        runner = doctest.DocTestRunner(verbose=False, optionflags=OPTIONS)
        for test in doctest.DocTestFinder().find(module):
            runner.run(test, out=report.append)
        return runner.tries, "".join(report)

    def test_the_examples_of_every_formula_are_true(self):
        modules = [info.name for info in pkgutil.iter_modules(formulas.__path__)]
        self.assertIn("scorecard", modules)
        for name in modules:
            with self.subTest(name):
                module = import_module(f"{formulas.__name__}.{name}")
                examples, report = self._run_examples(module)
                self.assertFalse(report, report)
                self.assertEqual(examples == 0, name in WITHOUT_EXAMPLES)
