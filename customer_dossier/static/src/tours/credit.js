import {COCKPIT, chooseValue, input, openApp, openMenu, press} from "./steps";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("customer_dossier_credit", {
    url: "/odoo",
    steps: () => [
        ...openApp(_t("Credit control is in here.")),
        COCKPIT,
        ...openMenu(
            "menu_credit",
            "menu_hold",
            _t("Orders that are too much for their customer wait here."),
        ),
        press(
            'button[name="action_decide"]',
            _t(
                "The line says why the order is held, and what would help. Decide on it, and say why.",
            ),
        ),
        // Odoo's pointer does not reach into a dialog: people go on by themselves.
        ...[
            ...chooseValue("reason", 0),
            {trigger: input("note"), run: "edit Transfer seen"},
            press('.modal-footer button[name="action_decide"]'),
        ].map((step) => ({...step, isActive: ["auto"]})),
        {trigger: ".o_view_nocontent"},
    ],
});
