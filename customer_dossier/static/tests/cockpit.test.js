import {shortAmount} from "@customer_dossier/cockpit/cockpit_entry";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {beforeEach, expect, test} from "@odoo/hoot";
import {click, queryAll, queryAllTexts, queryFirst, select} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {
    getService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
    preloadBundle,
} from "@web/../tests/web_test_helpers";
import {WebClient} from "@web/webclient/webclient";

const entry = (label, value, more = {}) => ({
    label,
    value,
    kind: "count",
    alert: false,
    model: "customer.dossier",
    domain: [["overdue", ">", 0]],
    ...more,
});
const line = (id, light) => ({
    id,
    name: `Dealer ${id}`,
    number: `D${id}`,
    grade: "Key",
    rating: "AA",
    light,
    light_word: light,
    trend: [1, 2, 3, -1],
    currency_id: 1,
    reason: `Reason ${id}.`,
    next_step: `Step ${id}.`,
});
const FILLED = {
    currency_id: 1,
    count: 40,
    filters: {period: "cycle", territory_id: false, account_manager_id: false},
    choices: {
        period: [
            ["cycle", "2 months"],
            ["year", "12 months"],
        ],
        territory_id: [
            [7, "Sichuan"],
            [8, "Yunnan"],
        ],
        account_manager_id: [[2, "Only one"]],
    },
    key: [line(1, "green")],
    worst: [line(2, "red")],
    all_key: entry("", 1),
    all_worst: entry("", 12),
    middle: entry("", 38),
    tiles: [
        {
            name: "overdue",
            title: "Overdue",
            main: entry("", 1234567, {kind: "amount", field: "overdue"}),
            more: [entry("customers", 0), entry("late", 3, {alert: true})],
        },
    ],
    portfolio: {
        ageing: [
            entry("Not due", 5, {field: "not_due", short: "Not due", kind: "amount"}),
        ],
        concentration: {
            entries: [entry("largest", 63, {kind: "percent"})],
            lines: [
                {id: 1, name: "Dealer 1", amount: 80, currency_id: 1, size: 800},
                {id: 2, name: "Dealer 2", amount: 20, currency_id: 1, size: 200},
            ],
        },
        quadrant: {balanced: entry("Balanced", 4), unknown: entry("Unknown", 1)},
        migration: [],
        growth: [entry("growing", 2)],
        causes: [],
    },
};
const EMPTY = {
    ...FILLED,
    count: 0,
    key: [],
    worst: [],
    choices: {...FILLED.choices, territory_id: [], account_manager_id: []},
};

defineMailModels();
preloadBundle("web.chartjs_lib");

let answer = FILLED;

beforeEach(() => {
    answer = FILLED;
    onRpc("customer.dossier.overview", "cockpit", ({args}) => {
        expect.step(["cockpit", args[0]]);
        return answer;
    });
});

async function openCockpit() {
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "customer_dossier.cockpit",
    });
    expect.verifySteps([["cockpit", {}]]);
    patchWithCleanup(getService("action"), {
        doAction: ({res_model, res_id, domain, name}) =>
            expect.step([res_model, res_id || domain, name]),
    });
}

test("both ends stand first, with light, reason and next step", async () => {
    await openCockpit();
    expect("section[name=key] .list-group-item").toHaveCount(1);
    expect("section[name=key] .fa-check-circle").toHaveCount(1);
    expect("section[name=worst] .fa-times-circle").toHaveCount(1);
    expect("section[name=worst] .list-group-item").toHaveText(/Reason 2.*Step 2/s);
    expect("section[name=key] rect").toHaveCount(4);
    expect("section[name=key] rect.text-danger").toHaveCount(1);
    await click("section[name=worst] .list-group-item");
    expect.verifySteps([["customer.dossier", 2, undefined]]);
});

test("what stands at an end beyond its lines opens as a list", async () => {
    await openCockpit();
    expect("section[name=key] .card-header button").toHaveCount(0);
    expect("section[name=worst] .card-header button").toHaveText("All 12");
    await click("section[name=worst] .card-header button");
    expect.verifySteps([
        ["customer.dossier", [["overdue", ">", 0]], "Worst customers"],
    ]);
});

test("the calm middle is one number that opens", async () => {
    await openCockpit();
    expect("p[name=middle]").toHaveText("38 in the calm middle");
    await click("p[name=middle] button");
    expect.verifySteps([
        ["customer.dossier", [["overdue", ">", 0]], "The calm middle"],
    ]);
});

test("a number opens its list; only what needs somebody is red", async () => {
    await openCockpit();
    const [main, none, late] = queryAll("section[name=overdue] button");
    expect(main).toHaveText(/1\.2M/);
    expect(main.title).toMatch(/1,234,567/);
    expect(none.querySelector(".text-danger")).toBe(null);
    expect(late.querySelector(".text-danger")).toHaveText("3");
    await click(main);
    expect.verifySteps([["customer.dossier", [["overdue", ">", 0]], "Overdue"]]);
});

test("a filter asks once more; one that has no choice is not offered", async () => {
    await openCockpit();
    expect("select").toHaveCount(2);
    expect(queryAllTexts("select[name=territory_id] option")).toEqual([
        "All territories",
        "Sichuan",
        "Yunnan",
    ]);
    await click("select[name=territory_id]");
    await select("8");
    await animationFrame();
    expect.verifySteps([["cockpit", {territory_id: 8}]]);
    await click("button:contains(Show all)");
    await animationFrame();
    expect.verifySteps([["cockpit", {}]]);
});

test("where nothing changed, it says so", async () => {
    await openCockpit();
    expect("section[name=migration] p").toHaveText("No grade changed.");
    expect("section[name=causes] p").toHaveText("No inquest names a cause.");
});

test("an empty archive says what to do", async () => {
    answer = EMPTY;
    await openCockpit();
    expect(".o_cockpit_empty").toHaveText(/Open the first dossier/);
    expect("section[name=key]").toHaveCount(0);
    expect("section[name=overdue]").toHaveCount(1);
});

test("who reads no dossiers gets the tiles of what they read", async () => {
    answer = {...EMPTY, portfolio: false, choices: undefined};
    await openCockpit();
    expect("select").toHaveCount(0);
    expect(".o_cockpit_empty").toHaveCount(0);
    expect("section[name=overdue]").toHaveCount(1);
});

test("everything is reached by keyboard", async () => {
    await openCockpit();
    for (const number of queryAll(".o_cockpit section .fw-bold, .o_cockpit rect")) {
        expect(Boolean(number.closest("button"))).toBe(true);
    }
    expect(queryFirst("canvas").ariaLabel).toBe("Receivable by age");
});

test("large amounts are short", () => {
    expect(shortAmount(1234567, false)).toBe("1.2M");
    expect(shortAmount(0, false)).toBe("0");
    expect(shortAmount(-1090000, false)).toBe("-1.1M");
});
