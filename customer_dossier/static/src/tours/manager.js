import {ROW, back, openApp, openMenu, press} from "./steps";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("customer_dossier_manager", {
    url: "/odoo",
    steps: () => [
        ...openApp(_t("You keep the rules of the archive, and open no dossier.")),
        press(ROW, _t("Who may open dossiers is appointed here: open an appointment.")),
        {trigger: '.o_field_widget[name="date_to"]'},
        back(_t("Back to the appointments.")),
        {trigger: ".o_view_controller:not(.o_form_view)"},
        ...openMenu(
            "menu_configuration",
            "menu_signal_rule",
            _t("What the system watches for you is set here."),
        ),
        press(
            '.o_data_row .o_data_cell[name="kind"]',
            _t("Open a rule: what it looks for, and whom it tells."),
        ),
        {trigger: '.o_form_view .o_field_widget[name="kind"]'},
    ],
});
