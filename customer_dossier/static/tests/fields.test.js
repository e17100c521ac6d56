/* global Chart */
import {expect, test} from "@odoo/hoot";
import {queryAll, queryAllAttributes, queryAllTexts, queryFirst} from "@odoo/hoot-dom";
import {animationFrame} from "@odoo/hoot-mock";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
    preloadBundle,
} from "@web/../tests/web_test_helpers";

const HOSTILE = "<img src=x onerror=alert(1)>";

class Dealer extends models.Model {
    _name = "dealer";
    words = fields.Json();
    table = fields.Json();
    months = fields.Json({string: "Twelve months"});
    trade = fields.Json();
    _records = [
        {
            id: 1,
            words: [
                {label: "Owes", text: "1,200", late: true},
                {label: "Pays", text: HOSTILE},
            ],
            table: {
                head: ["Step", "Share"],
                rows: [
                    ["Sales", "60 %"],
                    [HOSTILE, "40 %"],
                ],
                marked: 1,
            },
            months: [
                {value: 100, label: "Jan"},
                {value: 0, label: "Feb"},
                {value: -50, label: "Mar"},
            ],
            trade: {
                months: ["2026-01-01", "2026-02-01"],
                labels: [
                    ["Jan", "2026"],
                    ["Feb", "2026"],
                ],
                currency: "¥",
                series: {
                    sales: ["Sales", [100, 300]],
                    prior: ["Year before", [80, 90]],
                    received: ["Received", [0, 250]],
                    returned: ["Returned", [0, 0]],
                },
            },
        },
        {id: 2},
    ];
}

defineMailModels();
defineModels([Dealer]);
preloadBundle("web.chartjs_lib");

const node = (name, widget) => `<field name="${name}" widget="${widget}" nolabel="1"/>`;
const open = (resId, nodes) =>
    mountView({
        type: "form",
        resModel: "dealer",
        resId,
        arch: `<form>${nodes}</form>`,
    });
const show = (name, widget) => open(1, node(name, widget));

test("rows are labels and texts, the late one in red, and never markup", async () => {
    await show("words", "dossier_rows");
    expect(queryAllTexts("dt")).toEqual(["Owes", "Pays"]);
    expect(queryAllTexts("dd")).toEqual(["1,200", HOSTILE]);
    expect("dd.text-danger").toHaveCount(1);
    expect("dl img").toHaveCount(0);
});

test("a table has its numbers to the right and one marked row", async () => {
    await show("table", "dossier_table");
    expect(queryAllTexts("thead th")).toEqual(["Step", "Share"]);
    expect(queryAllTexts("tbody td.text-end")).toEqual(["60 %", "40 %"]);
    expect("tbody tr.fw-bold").toHaveCount(1);
    expect("tbody tr.fw-bold td:first").toHaveText(HOSTILE);
    expect("tbody img").toHaveCount(0);
});

test("a sparkline tells its name and every amount; returns hang below", async () => {
    await show("months", "dossier_sparkline");
    expect("svg[role=img]").toHaveAttribute("aria-label", "Twelve months");
    expect("rect").toHaveCount(3);
    expect("rect.text-danger").toHaveCount(1);
    const titles = queryAll("rect > title").map((title) => title.textContent);
    expect(titles[0]).toMatch(/^Jan: .*100/);
    const [high, none, below] = queryAllAttributes("rect", "height").map(Number);
    expect(high).toBeGreaterThan(below);
    expect(none).toBe(1);
    const [top, , ground] = queryAllAttributes("rect", "y").map(Number);
    expect(top).toBe(0);
    expect(ground).toBe(high);
});

test("a year of trade shows what there was; a month opens its documents", async () => {
    onRpc("dealer", "action_view_month", ({args}) => {
        expect.step(args);
        return {type: "ir.actions.client", tag: "display_notification", params: {}};
    });
    await show("trade", "dossier_trade_chart");
    const chart = Chart.getChart(queryFirst("canvas"));
    const drawn = chart.data.datasets.map(({label, type}) => [label, type]);
    expect(drawn).toEqual([
        ["Sales", "bar"],
        ["Year before", "bar"],
        ["Received", "line"],
    ]);
    const {x, y} = chart.getDatasetMeta(0).data[1];
    chart.options.onClick({type: "click", x, y, native: {}}, [], chart);
    await animationFrame();
    expect.verifySteps([[[1], "2026-02-01"]]);
});

test("without anything to show they show nothing, and break nothing", async () => {
    const shown = {
        words: "dossier_rows",
        table: "dossier_table",
        months: "dossier_sparkline",
        trade: "dossier_trade_chart",
    };
    await open(
        2,
        Object.entries(shown)
            .map((one) => node(...one))
            .join(""),
    );
    expect(".o_field_widget").toHaveCount(4);
    expect(".o_field_widget :is(dt, td, rect)").toHaveCount(0);
});
