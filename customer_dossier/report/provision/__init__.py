from .gather import gather
from .render import render
