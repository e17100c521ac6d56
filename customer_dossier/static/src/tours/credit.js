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
                "The line says why the order is held, and what would help. Decide on it.",
            ),
        ),
        ...chooseValue("reason", 0, _t("Why do you let it go?")),
        {
            trigger: input("note"),
            content: _t("In your own words, for whoever asks later."),
            run: "edit Transfer seen",
        },
        press(
            '.modal-footer button[name="action_decide"]',
            _t("Decide: the order goes on, and your decision stays on record."),
        ),
        {trigger: ".o_view_nocontent"},
    ],
});
