// Somebody at the screen who does what the pointer of a tour says, and nothing else.
// Run in the page of a tour that was started by its address (`?tour=…`).
setTimeout(async () => {
    const {queryFirst, click, edit} = odoo.loader.modules.get("@odoo/hoot-dom");
    const {registry} = odoo.loader.modules.get("@web/core/registry");
    const {tourState} = odoo.loader.modules.get("@web_tour/js/tour_state");
    const {TourInteractive} = odoo.loader.modules.get(
        "@web_tour/js/tour_interactive/tour_interactive",
    );
    const NEAR = 80; // pixels from the pointer to what it points at
    // What opens when a record is to be chosen: nobody needs to be told to choose one.
    const CHOICE =
        ".o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) a, " +
        ".modal .o_kanban_record:not(.o_kanban_ghost)";

    const PATIENCE = 2000; // milliseconds until somebody tries the same again

    const {steps} = registry.category("web_tour.tours").get(tourState.getCurrentTour());
    const tour = new TourInteractive({steps: steps()});
    const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

    const gap = (a, b, c, d) => Math.max(0, c - b, a - d);
    const isNear = (one, two) =>
        gap(one.left, one.right, two.left, two.right) < NEAR &&
        gap(one.top, one.bottom, two.top, two.bottom) < NEAR;

    /** What the pointer shows; where it says that this lies further down, go there. */
    const pointedAt = () => {
        const pointer = document.querySelector(".o_tour_pointer");
        const [target] = tour.findTriggers();
        if (!pointer || !target) {
            return null;
        }
        target.scrollIntoView({block: "nearest"});
        const place = pointer.getBoundingClientRect();
        return isNear(place, target.getBoundingClientRect()) ? target : null;
    };

    let tried = {};
    while (tourState.getCurrentTour()) {
        await sleep(150);
        // The pointer moves when the page does, and a mouse over it is enough for that.
        document.body.toggleAttribute("data-mouse-over");
        await sleep(50);
        const index = tourState.getCurrentIndex();
        tour.currentAction = tour.actions[index];
        const target = pointedAt();
        const choice = queryFirst(CHOICE, {visible: true});
        if (choice && !target?.contains(choice)) {
            await click(choice);
        } else if (target && (tried.index !== index || Date.now() > tried.until)) {
            tried = {index, until: Date.now() + PATIENCE};
            await click(target);
            if (tour.currentAction.event === "edit") {
                await edit(tour.currentAction.step.run.replace("edit ", ""));
            }
        }
    }
    while (queryFirst(".o_form_dirty")) {
        await sleep(150);
    }
    console.log("walked");
});
