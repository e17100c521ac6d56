from odoo import fields


class OptionalNumber:
    """A number that tells "not known" from zero.

    Odoo's own numbers read SQL NULL as 0.0. For a payment index or a growth rate that
    would be a lie, so here NULL stays ``False`` in Python and is shown as nothing by
    the web client. Writing ``False`` or ``None`` stores NULL.
    """

    def convert_to_column(self, value, record, values=None, validate=True):
        if value is None or value is False:
            return None
        return super().convert_to_column(value, record, values, validate)

    def convert_to_column_insert(self, value, record, values=None, validate=True):
        if value is None or value is False:
            return None
        return super().convert_to_column_insert(value, record, values, validate)

    def convert_to_cache(self, value, record, validate=True):
        if value is None or value is False:
            return None
        return super().convert_to_cache(value, record, validate)

    def convert_to_record(self, value, record):
        return False if value is None else value

    def convert_to_export(self, value, record):
        return "" if value is False or value is None else value


class OptionalFloat(OptionalNumber, fields.Float):
    """A float that may be unknown."""
