from . import pivot
