from .content import CreditReport
from .gather import gather
from .render import render
