from odoo.addons.web.controllers.export import ExcelExport

from ..models.customer_dossier_noted import as_text


class DossierExport(ExcelExport):
    def from_group_data(self, fields, columns_headers, groups):
        """A grouped list as a workbook, in which no heading of a group is a formula.

        The rows are texts already, see ``customer.dossier.noted``; a group's heading is
        the name of a customer, or what somebody typed, and Odoo writes it as it is.
        """
        if hasattr(groups._model, "_dossier_roles"):
            _name_as_text(groups)
        return super().from_group_data(fields, columns_headers, groups)


def _name_as_text(group):
    for child in group.children.values():
        _name_as_text(child)
    group.children = {_text_of(name): child for name, child in group.children.items()}


def _text_of(name):
    """A group's key: of records the number and the name, else a value."""
    if isinstance(name, tuple) and len(name) > 1:
        return (name[0], as_text(name[1]), *name[2:])
    return as_text(name)
