import {NEW, chooseRecord, input, openApp, openMenu, press} from "./steps";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("customer_dossier_contributor", {
    url: "/odoo",
    steps: () => [
        ...openApp(_t("Your reports to the archive start here.")),
        {trigger: ".o_view_controller"},
        ...openMenu(
            "menu_field",
            "menu_submission_mine",
            _t("What you reported, and what became of it, is under From the field."),
        ),
        press(NEW, _t("Report what you saw or heard at a customer's.")),
        ...chooseRecord(
            "partner_id",
            "Chengdu Wine Trade",
            _t("Write a few letters of the customer's name, and choose it."),
        ),
        {
            trigger: input("what"),
            content: _t("Tell it in plain words. A photo says more."),
            run: "edit They open a second store",
        },
        press(
            'button[name="action_transmit"]',
            _t("Transmit it: an archivist reads it and writes back."),
        ),
        {
            trigger:
                '.o_field_widget[name="step_ids"] .o_data_row, .o_field_widget[name="step_ids"] .o_kanban_record',
        },
    ],
});
