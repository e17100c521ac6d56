import {COCKPIT, ROW, back, openApp, openMenu, press} from "./steps";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("customer_dossier_leader", {
    url: "/odoo",
    steps: () => [
        ...openApp(_t("All that you need to know of your customers is in here.")),
        COCKPIT,
        press(
            '.o_cockpit section[name="holds"] button',
            _t("Each number opens the list that it counts."),
        ),
        {trigger: ".o_view_controller"},
        back(_t("Back to the cockpit.")),
        press(
            '.o_cockpit section[name="key"] .list-group-item',
            _t("Each line opens a customer's dossier."),
        ),
        {trigger: '.o_field_widget[name="sheet_ids"]'},
        back(_t("Back to the cockpit.")),
        COCKPIT,
        ...openMenu(
            "menu_attention",
            "menu_brief",
            _t("Your briefs are kept here, as you could read them on their day."),
        ),
        press(ROW, _t("Open the last one.")),
        {
            trigger:
                '.o_field_widget[name="worst_ids"], .o_field_widget[name="waits_ids"]',
        },
    ],
});
