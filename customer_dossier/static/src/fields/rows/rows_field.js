import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Lines of a label and a text, as the server wrote them. */
export class DossierRowsField extends Component {
    static template = "customer_dossier.RowsField";
    static props = {...standardFieldProps};

    get rows() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("dossier_rows", {
    component: DossierRowsField,
    supportedTypes: ["json"],
});
