"""The one way in which the addon makes a workbook."""

import xlsxwriter

#: Rows go to the disk as they come, and whatever a text looks like, it stays a text.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def new_workbook(target):
    """Return an empty ``xlsxwriter.Workbook``.

    :param target: path of the file
    """
    return xlsxwriter.Workbook(target, OPTIONS)
