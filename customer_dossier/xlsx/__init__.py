from .book import HEADER, UNCONTROLLED, Book, reference, write_cell
from .workbook import new_workbook
