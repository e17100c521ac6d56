from odoo.tests import BaseCase, tagged

from .vectors import ADAPTERS, load_vectors, prefix_of

#: Nearer than this floats are equal where a vector asks for the exact value.
NOISE = 1e-9


@tagged("-at_install", "post_install", "formulas")
class TestFormulas(BaseCase):
    """Every vector gives its published or derived result; no database is needed."""

    def assertClose(self, actual, expected, tolerance, path):
        """Compare nested results; None, text and structure must be exactly the same."""
        if isinstance(expected, dict):
            missing = expected.keys() - actual.keys()
            self.assertFalse(missing, f"{path}: the adapter gives no {missing}")
            for key, wanted in expected.items():
                self.assertClose(actual[key], wanted, tolerance, f"{path}.{key}")
        elif isinstance(expected, list):
            self.assertEqual(len(actual), len(expected), path)
            for place, wanted in enumerate(expected):
                self.assertClose(actual[place], wanted, tolerance, f"{path}[{place}]")
        elif isinstance(expected, bool | str) or expected is None:
            self.assertIs(type(actual), type(expected), path)
            self.assertEqual(actual, expected, path)
        else:
            self.assertIsInstance(actual, int | float, path)
            text = f"{path}: {actual} instead of {expected}"
            self.assertLessEqual(abs(actual - expected), max(tolerance, NOISE), text)

    def test_every_vector_gives_its_expected_result(self):
        vectors = load_vectors()
        self.assertGreaterEqual(len(vectors), 158)
        for vector in vectors:
            with self.subTest(vector["id"]):
                prefix = prefix_of(vector)
                self.assertIsNotNone(prefix, "no adapter takes this vector")
                actual = ADAPTERS[prefix](vector["inputs"])
                expected, tolerance = vector["expected"], vector["tolerance"]
                self.assertClose(actual, expected, tolerance, vector["id"])

    def test_every_adapter_has_a_vector(self):
        self.assertEqual(
            {prefix_of(vector) for vector in load_vectors()}, set(ADAPTERS)
        )
