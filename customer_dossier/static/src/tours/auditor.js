import {COCKPIT, ROW, openApp, openMenu, press} from "./steps";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("customer_dossier_auditor", {
    url: "/odoo",
    steps: () => [
        ...openApp(_t("You see who handles dossiers, and open none of them.")),
        COCKPIT,
        ...openMenu(
            "menu_trust",
            "menu_access_log",
            _t("Whoever reads, prints or exports a dossier leaves a row here."),
        ),
        press(ROW, _t("Open a row: who, what, when, by which road.")),
        {
            trigger: '.o_field_widget[name="hash"]',
            content: _t("Each row seals the one before: nobody takes one out unseen."),
        },
    ],
});
