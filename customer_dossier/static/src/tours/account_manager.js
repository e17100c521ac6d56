import {
    COCKPIT,
    NEW,
    back,
    chooseRecord,
    input,
    openApp,
    openMenu,
    press,
} from "./steps";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("customer_dossier_account_manager", {
    url: "/odoo",
    steps: () => [
        ...openApp(_t("Your customers are here.")),
        COCKPIT,
        press(
            '.o_cockpit section[name="key"] .list-group-item',
            _t("Open a customer of yours: the light and its reason stand on the line."),
        ),
        press(
            '.o_field_widget[name="sheet_ids"] .o_kanban_record:not(.o_kanban_ghost)',
            _t("A dossier has sections. Each says how complete it is: open one."),
        ),
        {trigger: 'button[name="action_previous"]'},
        back(_t("Back to the dossier.")),
        {trigger: '.o_field_widget[name="sheet_ids"]'},
        ...openMenu(
            "menu_attention",
            "menu_promise",
            _t("When a customer promises to pay, write it down under Promises to pay."),
        ),
        press(NEW, _t("A promise is who pays how much, and by when.")),
        ...chooseRecord("dossier_id", "Chengdu Wine Trade", _t("Choose the dossier.")),
        {trigger: input("amount"), content: _t("How much?"), run: "edit 500"},
        {trigger: input("due_on"), content: _t("By when?"), run: "edit 2099-12-31"},
        press(".o_form_button_save", _t("Save: what comes in is counted by itself.")),
        {trigger: ".o_form_saved"},
    ],
});
