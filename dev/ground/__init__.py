"""The workbench: everything `make` needs to run Odoo 19 with this addon."""
