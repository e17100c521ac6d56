"""The archive as a workbook: a template to fill, a file to check and to import."""

from .export import write_archive
from .importer import Importer
from .layout import layout
from .outcome import write_outcome
from .raw import Limits
from .workbook import Workbook
