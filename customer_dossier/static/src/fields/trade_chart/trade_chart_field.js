/* global Chart */
import {Component, onWillStart, useEffect, useRef} from "@odoo/owl";
import {loadBundle} from "@web/core/assets";
import {cookie} from "@web/core/browser/cookie";
import {getColor, getCustomColor} from "@web/core/colors/colors";
import {user} from "@web/core/user";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

// How each series is drawn, in the order of the legend.
const STYLES = {
    sales: {type: "bar", colour: 0},
    prior: {type: "bar", colour: null},
    received: {type: "line", colour: 2},
    returned: {type: "line", colour: 1},
};

/** A year of trade by month beside the year before; a month opens its documents. */
export class DossierTradeChartField extends Component {
    static template = "customer_dossier.TradeChartField";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            (trade) => {
                if (!trade) {
                    return;
                }
                const chart = new Chart(this.canvas.el, this.config(trade));
                return () => chart.destroy();
            },
            () => [this.props.record.data[this.props.name]],
        );
    }

    config(trade) {
        const scheme = cookie.get("color_scheme");
        const ink = getCustomColor(scheme, "#374151", "#E4E4E4");
        const grid = getCustomColor(scheme, "#E5E7EB", "#3C3E4B");
        const compact = new Intl.NumberFormat(user.lang, {notation: "compact"});
        const exact = new Intl.NumberFormat(user.lang, {maximumFractionDigits: 0});
        const ticks = {color: ink, font: {size: 11}};
        return {
            data: {labels: trade.labels, datasets: this.datasets(trade, scheme)},
            options: {
                maintainAspectRatio: false,
                interaction: {mode: "index", intersect: false},
                onClick: (event, elements, chart) => this.open(event, chart, trade),
                plugins: {
                    legend: {
                        position: "bottom",
                        labels: {
                            color: ink,
                            boxWidth: 12,
                            sort: (a, b) => a.datasetIndex - b.datasetIndex,
                        },
                    },
                    tooltip: {
                        callbacks: {
                            title: ([item]) => trade.labels[item.dataIndex].join(" "),
                            label: ({dataset, raw}) =>
                                `${dataset.label}: ${exact.format(raw)}`,
                        },
                    },
                },
                scales: {
                    x: {
                        ticks: {...ticks, maxRotation: 0, autoSkipPadding: 6},
                        grid: {display: false},
                    },
                    y: {
                        ticks: {...ticks, callback: (value) => compact.format(value)},
                        grid: {color: grid},
                        title: {display: true, text: trade.currency, color: ink},
                    },
                },
            },
        };
    }

    datasets(trade, scheme) {
        // A series without anything is left out: nothing was ever returned.
        const known = Object.entries(STYLES).filter(([name]) =>
            trade.series[name][1].some(Boolean),
        );
        return known.map(([name, {type, colour}]) => {
            const [label, data] = trade.series[name];
            const paint =
                colour === null
                    ? getCustomColor(scheme, "#CBD5E1", "#5B6170")
                    : getColor(colour, scheme, "sm");
            return {
                type,
                label,
                data,
                backgroundColor: paint,
                borderColor: paint,
                borderWidth: type === "line" ? 2 : 0,
                pointRadius: type === "line" ? 2 : 0,
                order: type === "line" ? 0 : 1,
            };
        });
    }

    async open(event, chart, trade) {
        const found = chart.getElementsAtEventForMode(
            event,
            "index",
            {intersect: false},
            false,
        );
        if (!found.length) {
            return;
        }
        const month = trade.months[found[0].index];
        const {resModel, resId} = this.props.record;
        this.action.doAction(
            await this.orm.call(resModel, "action_view_month", [[resId], month]),
        );
    }
}

registry.category("fields").add("dossier_trade_chart", {
    component: DossierTradeChartField,
    supportedTypes: ["json"],
});
