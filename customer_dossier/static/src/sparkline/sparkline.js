import {Component} from "@odoo/owl";
import {formatMonetary} from "@web/views/fields/formatters";

const WIDTH = 132;
const HEIGHT = 28;

/** Months as little bars; the exact amount of each stands in its title. */
export class DossierSparkline extends Component {
    static template = "customer_dossier.Sparkline";
    static props = {
        /** Of each month {value, label}; the label may be missing. */
        points: Array,
        label: {type: String, optional: true},
        currencyId: {optional: true},
    };

    get box() {
        return `0 0 ${WIDTH} ${HEIGHT}`;
    }

    title({label, value}) {
        const amount = formatMonetary(value, {currencyId: this.props.currencyId});
        return label ? `${label}: ${amount}` : amount;
    }

    get bars() {
        const {points} = this.props;
        const values = points.map((point) => point.value);
        const bottom = Math.min(0, ...values);
        // Of a year without sales, the ground line lies at the foot all the same.
        const top = Math.max(0, ...values) || (bottom ? 0 : 1);
        const scale = HEIGHT / (top - bottom);
        const step = WIDTH / (points.length || 1);
        return points.map((point, index) => ({
            title: this.title(point),
            x: index * step,
            y: (top - Math.max(0, point.value)) * scale,
            width: step - 2,
            // An empty month still leaves a mark on the ground line.
            height: Math.max(1, Math.abs(point.value) * scale),
            returned: point.value < 0,
        }));
    }
}
