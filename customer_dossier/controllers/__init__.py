from . import export, file, pivot
