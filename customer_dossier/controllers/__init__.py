from . import file, pivot
from . import export, pivot
