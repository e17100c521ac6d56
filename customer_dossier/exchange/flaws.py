"""What can be wrong with a file, in words, and what to do about it."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

#: Code of a flaw: what is wrong, and the next step.
FLAWS = {
    # The file
    "empty_file": (
        _lt("The file is empty."),
        _lt("Download the template, fill it and choose that file."),
    ),
    "not_a_workbook": (
        _lt("This is not an xlsx workbook, or it is damaged."),
        _lt("Open it in your spreadsheet program and save it as xlsx."),
    ),
    "locked": (
        _lt("The workbook has a password, or it is an old xls file."),
        _lt("Save it as xlsx without a password."),
    ),
    "not_a_csv": (
        _lt("The file is neither UTF-8 nor GBK text."),
        _lt("Save it as CSV UTF-8, or as xlsx."),
    ),
    "which_file": (
        _lt("Only xlsx and csv files are read."),
        _lt("Save the file as xlsx or csv."),
    ),
    "too_big": (
        _lt("The file takes up %(size)s MB; %(most)s MB is the most that is read."),
        _lt("Remove pictures and unused sheets, or divide the file."),
    ),
    "too_many_rows": (
        _lt("The file has more than %(most)s rows."),
        _lt("Divide it into several files."),
    ),
    "nothing": (
        _lt("There is no filled row in the file."),
        _lt("Fill at least one row below the example row."),
    ),
    # A sheet
    "unknown_sheet": (
        _lt("This sheet is not one of the template's."),
        _lt("Give it back its name and heading, or write # into its first cell."),
    ),
    "sheet_twice": (
        _lt("The file has this sheet twice."),
        _lt("Put all rows into one of them."),
    ),
    "which_sheet": (
        _lt("The file does not say what its rows are."),
        _lt("Choose the sheet that the csv file stands for."),
    ),
    "unknown_column": (
        _lt("This column is not one of the sheet's."),
        _lt("Delete it, or put # before its heading to keep it as a remark."),
    ),
    "column_twice": (
        _lt("The sheet has this column twice."),
        _lt("Delete one of them."),
    ),
    "no_customer_column": (
        _lt("No column says which customer a row is about."),
        _lt("Add a column such as Reference, Tax ID or Customer."),
    ),
    "hidden_column": (
        _lt("The column is hidden; its values are imported all the same."),
        _lt("Show it and look at its values."),
    ),
    "hidden_row": (
        _lt("The row is hidden; it is imported all the same."),
        _lt("Show it and look at its values."),
    ),
    # A row
    "merged": (
        _lt("The cells %(cells)s are merged."),
        _lt("Unmerge them and fill each row."),
    ),
    "beside": (
        _lt("There is a value in a column without heading."),
        _lt("Give the column its heading, or delete the value."),
    ),
    "no_customer": (
        _lt("The row does not say which customer it is about."),
        _lt("Fill the dossier number, reference, tax ID or name."),
    ),
    "unknown_customer": (
        _lt("No customer of yours fits all that the row says."),
        _lt("Correct the reference, tax ID, name or city, or create the contact."),
    ),
    "which_customer": (
        _lt("Several customers fit: %(names)s."),
        _lt("Add the reference or the tax ID."),
    ),
    "kept_by_others": (
        _lt("Others keep the dossier of this customer."),
        _lt("Ask a leader to entrust it to you."),
    ),
    "row_twice": (
        _lt("Row %(row)s is about the same customer."),
        _lt("Put both into one row."),
    ),
    "line_twice": (
        _lt("Row %(row)s is the same entry of this customer."),
        _lt("Put both into one row, or give them different names."),
    ),
    "which_line": (
        _lt("The dossier has %(count)s such entries."),
        _lt("Fill the column %(column)s, as the export for correction does."),
    ),
    "unknown_line": (
        _lt("This customer has no entry of this number."),
        _lt("Leave the number empty to add an entry."),
    ),
    "missing": (
        _lt("The value is missing."),
        _lt("Fill it."),
    ),
    "refused": (
        _lt("It was refused: %(reason)s"),
        _lt("Correct it and import the file again."),
    ),
    "meanwhile": (
        _lt("It does not fit what is in the archive by now."),
        _lt("Check the file again."),
    ),
    # A cell
    "no_value": (
        _lt("Cell %(cell)s is a formula without a value."),
        _lt("Open the file in your spreadsheet program, save it, or type the value."),
    ),
    "broken_cell": (
        _lt("The cell shows an error."),
        _lt("Mend its formula or type the value."),
    ),
    "not_a_text": (
        _lt("A text is expected here."),
        _lt("Format the cell as text and type the value."),
    ),
    "too_long": (
        _lt("The text has %(length)s characters; %(most)s is the most."),
        _lt("Shorten it."),
    ),
    "strange_characters": (
        _lt("The text holds characters that cannot be printed."),
        _lt("Type it anew."),
    ),
    "not_a_number": (
        _lt("A number is expected here."),
        _lt("Type digits only, such as 12.5, without unit."),
    ),
    "comma": (
        _lt("A comma in a number can mean two things."),
        _lt("Write 12.5 with a point, and 1000 without a separator."),
    ),
    "exponent": (
        _lt("The number is shortened by an exponent."),
        _lt("Write it out, such as 1500."),
    ),
    "not_whole": (
        _lt("A whole number is expected here."),
        _lt("Round it."),
    ),
    "negative": (
        _lt("The number is negative."),
        _lt("Type it without the minus sign."),
    ),
    "beyond_measure": (
        _lt("The number is beyond all measure."),
        _lt("Check the zeros."),
    ),
    "beyond_hundred": (
        _lt("The share is more than 100 %%."),
        _lt("Type 12.5 for 12.5 %%."),
    ),
    "percent": (
        _lt("The cell shows a percentage, and an amount is expected here."),
        _lt("Format the cell as a number and type the value."),
    ),
    "not_a_date": (
        _lt("A date is expected here."),
        _lt("Write it as 2026-01-31."),
    ),
    "with_time": (
        _lt("The date has a time of day."),
        _lt("Type the date only."),
    ),
    "future": (
        _lt("The date lies in the future."),
        _lt("Check the year."),
    ),
    "long_ago": (
        _lt("The date lies before 1800."),
        _lt("Check the year."),
    ),
    "not_a_flag": (
        _lt("Yes or no is expected here."),
        _lt("Write yes or no."),
    ),
    "not_a_choice": (
        _lt("The value is not in the list."),
        _lt("Choose one of: %(choices)s."),
    ),
    "unknown_link": (
        _lt("There is no such record, or you may not read it."),
        _lt("Correct it: %(field)s."),
    ),
    "which_link": (
        _lt("Several records fit."),
        _lt("Use what is unique: %(field)s."),
    ),
    "must_stay": (
        _lt("This value cannot be emptied."),
        _lt("Type a value, or leave the cell empty to keep the present one."),
    ),
    "not_yours": (
        _lt("This is not yours to set."),
        _lt("Leave it out, or ask a leader."),
    ),
}
#: Worth a look, but no reason to refuse anything.
NOTES = {"hidden_column", "hidden_row"}


class Flaw(Exception):
    """Something is wrong: a code of ``FLAWS``, and the values of its words."""

    def __init__(self, code, **values):
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def is_note(self):
        return self.code in NOTES

    def words(self, translate):
        """:return: what is wrong and the next step, in the reader's language"""
        problem, advice = FLAWS[self.code]
        return translate(problem) % self.values, translate(advice) % self.values
