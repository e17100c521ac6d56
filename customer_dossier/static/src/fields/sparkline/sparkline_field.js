import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {DossierSparkline} from "../../sparkline/sparkline";

/** Twelve months of a record as little bars. */
export class DossierSparklineField extends Component {
    static template = "customer_dossier.SparklineField";
    static components = {DossierSparkline};
    static props = {...standardFieldProps};

    get points() {
        return this.props.record.data[this.props.name] || [];
    }

    get label() {
        return this.props.record.fields[this.props.name].string;
    }

    get currencyId() {
        const {currency_id: currency} = this.props.record.data;
        return currency && currency.id;
    }
}

registry.category("fields").add("dossier_sparkline", {
    component: DossierSparklineField,
    supportedTypes: ["json"],
});
