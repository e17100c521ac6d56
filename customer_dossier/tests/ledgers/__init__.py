"""Random ledgers: many small customers' books, made by Odoo's own API in bulk.

``fill(env, partners, seed)`` gives each customer a few businesses, dealt from a shuffled
deck, so that every kind comes up equally often; ``kinds`` counts in the books themselves
which kinds there are.
"""

import random

from . import acts_credit, acts_invoice, acts_order, acts_payment
from .dealer import Dealer
from .stage import Stage

ACTS = (*acts_invoice.ACTS, *acts_payment.ACTS, *acts_credit.ACTS, *acts_order.ACTS)
#: Fewest and most businesses of one customer.
FEWEST, MOST = 1, 5


def fill(env, partners, seed):
    """Give every customer businesses; the same seed gives the same books."""
    chance = random.Random(seed)
    stage = Stage(env)
    dealers = [Dealer(stage, partner, chance) for partner in partners]
    deck = _deck(chance)
    stage.perform(
        act(dealer)
        for dealer in dealers
        for act in [next(deck) for _turn in range(chance.randint(FEWEST, MOST))]
    )


def _deck(chance):
    while True:
        yield from chance.sample(ACTS, len(ACTS))
