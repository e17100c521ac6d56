"""The sheets of a file, whatever kind of file it is."""

from .csv_file import read_csv
from .flaws import Flaw
from .xlsx_file import OLE, read_xlsx

READERS = {".csv": read_csv, ".txt": read_csv, ".xlsx": read_xlsx, ".xlsm": read_xlsx}
ZIP = b"PK"


def open_file(content, name, limits):
    """:return: the file's sheets as ``RawSheet``, to be walked through one by one

    What the file is decides, where it shows; its name decides where it does not.

    :raises Flaw: it cannot be read; also while its rows are walked through
    """
    if not content:
        raise Flaw("empty_file")
    if len(content) > limits.megabytes << 20:
        raise Flaw("too_big", size=len(content) >> 20, most=limits.megabytes)
    if content.startswith((ZIP, OLE)):
        return read_xlsx(content, limits)
    suffix = name[name.rfind(".") :].lower()
    if suffix not in READERS:
        raise Flaw("which_file")
    return READERS[suffix](content, limits)
