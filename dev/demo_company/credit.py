"""How the distillery gives credit: what counts, and how far it goes."""

#: Orders to be delivered later than in half a year do not eat the limit yet.
HORIZON = 180


def settings(company):
    """What counts towards an exposure."""
    company.dossier_exposure_horizon = HORIZON
