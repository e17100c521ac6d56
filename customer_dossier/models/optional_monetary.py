from odoo import fields

from .optional_float import OptionalFloat


class OptionalMonetary(OptionalFloat, fields.Monetary):
    """An amount that tells "not known" from zero, rounded like its currency's."""

    type = "monetary"
