from odoo import fields

from .optional_float import OptionalNumber


class OptionalMonetary(OptionalNumber, fields.Monetary):
    """An amount that may be unknown, rounded and stored like every amount."""
