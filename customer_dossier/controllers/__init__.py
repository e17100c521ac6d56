from . import file, pivot
