import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {formatMonetary} from "@web/views/fields/formatters";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const WIDTH = 132;
const HEIGHT = 28;

/** Twelve months as little bars; the exact amount of each stands in its title. */
export class DossierSparklineField extends Component {
    static template = "customer_dossier.SparklineField";
    static props = {...standardFieldProps};

    get box() {
        return `0 0 ${WIDTH} ${HEIGHT}`;
    }

    amount(value) {
        const {currency_id: currency} = this.props.record.data;
        return formatMonetary(value, {currencyId: currency && currency.id});
    }

    get bars() {
        const points = this.props.record.data[this.props.name] || [];
        const values = points.map((point) => point.value);
        const top = Math.max(0, ...values);
        const scale = HEIGHT / (top - Math.min(0, ...values) || 1);
        const step = WIDTH / (points.length || 1);
        return points.map((point, index) => ({
            title: `${point.label}: ${this.amount(point.value)}`,
            x: index * step,
            y: (top - Math.max(0, point.value)) * scale,
            width: step - 2,
            // An empty month still leaves a mark on the ground line.
            height: Math.max(1, Math.abs(point.value) * scale),
            returned: point.value < 0,
        }));
    }
}

registry.category("fields").add("dossier_sparkline", {
    component: DossierSparklineField,
    supportedTypes: ["json"],
});
