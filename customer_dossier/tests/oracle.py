"""A slow and obvious second computation of every figure.

Loops over records with the ORM and calls the single formulas; shares neither the SQL nor
the composition with the product. ``compare(env, dossiers)`` holds the product to it.
"""

from ..formulas import abc_classes
from .oracle_debts import OracleDebts
from .oracle_exposure import OracleExposure
from .oracle_payments import OraclePayments

# Days and counts are compared as they are, amounts to the cent of the currency.
TOLERANCE = 1e-6


def compare(env, dossiers, as_of=None):
    """Compare the product's figures with the oracle's.

    :param env: an environment that may read everything; the ledger is not changed
    :return: ``[(dossier, field, product's value, oracle's value)]`` of all differences
    """
    found = dossiers._figures(as_of)
    expected = Oracle(env, as_of).figures(dossiers)
    return [
        (dossier, name, found[dossier.id][name], value)
        for dossier in dossiers
        for name, value in expected[dossier.id].items()
        if not same(found[dossier.id][name], value)
    ]


def same(left, right):
    if isinstance(left, float) or isinstance(right, float):
        if left is None or right is None:
            return left is right
        return abs(left - right) < TOLERANCE
    return left == right


class Oracle(OracleDebts, OraclePayments, OracleExposure):
    """Figures of one day, dossier by dossier, document by document."""

    def figures(self, dossiers):
        """:return: ``{dossier id: {field: value}}``"""
        result = {dossier.id: self.figures_of(dossier) for dossier in dossiers}
        for company in dossiers.company_id:
            everybody = self.env["customer.dossier"].search(
                [("company_id", "=", company.id)]
            )
            classes = abc_classes.abc_classes(
                {one.id: self.turnover(one, 0)[0] or 0.0 for one in everybody}
            )
            for dossier in everybody & dossiers:
                result[dossier.id]["abc_class"] = classes[dossier.id]
        return result

    def figures_of(self, dossier):
        dossier = dossier.with_env(self.env)
        return {
            "as_of": self.today(dossier),
            **self.open_figures(dossier),
            **self.sales_figures(dossier),
            **self.payment_figures(dossier),
            **self.exposure_figures(dossier),
        }
