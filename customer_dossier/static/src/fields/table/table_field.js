import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** A small table of texts that the server wrote: a head, and rows; one may be marked. */
export class DossierTableField extends Component {
    static template = "customer_dossier.TableField";
    static props = {...standardFieldProps};

    get table() {
        return this.props.record.data[this.props.name] || {head: [], rows: []};
    }
}

registry.category("fields").add("dossier_table", {
    component: DossierTableField,
    supportedTypes: ["json"],
});
