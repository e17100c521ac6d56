// Tours find things by their technical names: one tour for every language.
const id = (name) => `[data-menu-xmlid="customer_dossier.${name}"]`;
const press = (trigger, content) => ({trigger, content, run: "click"});

/** A row of a list, or the card that a phone shows instead. */
export const ROW = ".o_data_row .o_data_cell, .o_kanban_record:not(.o_kanban_ghost)";
/** New, above a list or above cards. */
export const NEW = ".o_list_button_add, .o-kanban-button-new";
/** The first page of the app for whoever may read dossiers. */
export const COCKPIT = {trigger: ".o_cockpit section"};

/** Something to press, and the sentence that says why. */
export {press};

/** From anywhere into the app. */
export const openApp = (content) => [
    {...press(".o_navbar_apps_menu button", content), isActive: ["desktop"]},
    {...press(".o_menu_toggle", content), isActive: ["mobile"]},
    {...press(".o_sidebar_topbar a.btn-primary", content), isActive: ["mobile"]},
    press(`.o_app${id("menu_root")}`, content),
];

/** To an entry of one of the app's menus; a narrow bar keeps the last ones under "+". */
export const openMenu = (menu, entry, content) => [
    {
        ...press(
            `.o_menu_sections :is(button${id(menu)}, .o_menu_sections_more button)`,
            content,
        ),
        isActive: ["desktop"],
    },
    {...press(".o_menu_toggle", content), isActive: ["mobile"]},
    press(`:is(.dropdown-item, li)${id(entry)}`, content),
];

/** Back to where one came from. */
export const back = (content) => press(".o_back_button", content);

/** The field's own input. */
export const input = (field) => `.o_field_widget[name="${field}"] :is(input, textarea)`;

/** Choose a record, on a phone from cards; a person may choose another than the tests. */
export const chooseRecord = (field, name, content) => [
    {trigger: input(field), content, run: `edit ${name}`, isActive: ["desktop"]},
    {
        ...press(`.o-autocomplete--dropdown-item:contains("${name}")`),
        isActive: ["auto", "desktop"],
    },
    {...press(input(field), content), isActive: ["mobile"]},
    {
        ...press(`.modal .o_kanban_record:contains("${name}")`),
        isActive: ["auto", "mobile"],
    },
];

/** Choose the value at this place of a selection; a phone shows it over any dialog. */
export const chooseValue = (field, place, content) => [
    press(input(field), content),
    press(`body .o_select_menu_item:eq(${place})`),
];
