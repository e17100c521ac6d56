import {COCKPIT, ROW, chooseValue, openApp, openMenu, press} from "./steps";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("customer_dossier_archivist", {
    url: "/odoo",
    steps: () => [
        ...openApp(_t("The archive starts here.")),
        COCKPIT,
        ...openMenu(
            "menu_field",
            "menu_submission",
            _t("What people report from the field waits here for you."),
        ),
        press(ROW, _t("Open one of them.")),
        ...chooseValue("reliability", 1, _t("How reliable is whoever says so?")),
        ...chooseValue("credibility", 1, _t("How credible is what they say?")),
        press(
            'button[name="action_verify"]',
            _t("Sign that you checked it. Your name stays with it."),
        ),
        press(
            'button[name="action_file"]',
            _t("File it: the section opens, and you write what is new."),
        ),
        {trigger: '.modal .o_form_view .o_field_widget[name="section_id"]'},
    ],
});
