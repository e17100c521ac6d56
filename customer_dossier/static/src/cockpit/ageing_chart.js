/* global Chart */
import {Component, onWillStart, useEffect, useRef} from "@odoo/owl";
import {loadBundle} from "@web/core/assets";
import {cookie} from "@web/core/browser/cookie";
import {getCustomColor} from "@web/core/colors/colors";
import {user} from "@web/core/user";
import {CockpitEntry} from "./cockpit_entry";

// Not due is calm; the older a debt, the warmer. [bright, dark] for each span.
const CALM = ["#CBD5E1", "#5B6170"];
const WARM = ["#F6C177", "#B7791F"];
const HOT = ["#DC6B6B", "#C04B4B"];
const PAINTS = [CALM, WARM, WARM, WARM, HOT, HOT, HOT];

/** What is owed by age; a bar opens the customers behind it. */
export class AgeingChart extends Component {
    static template = "customer_dossier.AgeingChart";
    static components = {CockpitEntry};
    static props = {
        entries: Array,
        currencyId: {optional: true},
        label: String,
        open: Function,
    };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            (entries) => {
                const chart = new Chart(this.canvas.el, this.config(entries));
                return () => chart.destroy();
            },
            () => [this.props.entries],
        );
    }

    config(entries) {
        const scheme = cookie.get("color_scheme");
        const ink = getCustomColor(scheme, "#374151", "#E4E4E4");
        const grid = getCustomColor(scheme, "#E5E7EB", "#3C3E4B");
        const compact = new Intl.NumberFormat(user.lang, {notation: "compact"});
        const exact = new Intl.NumberFormat(user.lang, {maximumFractionDigits: 0});
        const paints = PAINTS.map((paint) => getCustomColor(scheme, ...paint));
        const ticks = {color: ink, font: {size: 11}};
        return {
            type: "bar",
            data: {
                labels: entries.map((entry) => entry.short),
                datasets: [
                    {
                        data: entries.map((entry) => entry.value),
                        backgroundColor: paints,
                    },
                ],
            },
            options: {
                maintainAspectRatio: false,
                animation: false,
                onClick: (event, [bar]) => bar && this.props.open(entries[bar.index]),
                plugins: {
                    legend: {display: false},
                    tooltip: {callbacks: {label: ({raw}) => exact.format(raw)}},
                },
                scales: {
                    x: {ticks: {...ticks, maxRotation: 45}, grid: {display: false}},
                    y: {
                        ticks: {...ticks, callback: (value) => compact.format(value)},
                        grid: {color: grid},
                    },
                },
            },
        };
    }
}
