import {Component} from "@odoo/owl";
import {getCurrency} from "@web/core/currency";
import {user} from "@web/core/user";
import {formatInteger, formatMonetary} from "@web/views/fields/formatters";

/** A large amount in short, as the reader's language says it: 1.2M, 120万. */
export function shortAmount(value, currencyId) {
    const compact = new Intl.NumberFormat(user.lang, {
        notation: "compact",
        maximumFractionDigits: 1,
    });
    const {symbol, position} = getCurrency(currencyId) || {};
    const parts = [compact.format(value), symbol || ""];
    return (position === "before" ? parts.reverse() : parts).join(" ").trim();
}

/** A number and its word; pressed, it opens the list that it counts. */
export class CockpitEntry extends Component {
    static template = "customer_dossier.CockpitEntry";
    static props = {
        entry: Object,
        currencyId: {optional: true},
        open: Function,
        /** The main number of a tile. */
        main: {type: Boolean, optional: true},
        /** The word below the number. */
        stacked: {type: Boolean, optional: true},
    };

    /** The number in full, for the tooltip and for paper. */
    get exact() {
        const {kind, value} = this.props.entry;
        if (value === false) {
            return "–";
        }
        if (kind === "percent") {
            return `${formatInteger(value)} %`;
        }
        if (kind === "count") {
            return formatInteger(value);
        }
        const {currencyId} = this.props;
        return formatMonetary(value, {currencyId, trailingZeros: false});
    }

    /** The number as it is shown: a large amount in short. */
    get shown() {
        const {kind, value} = this.props.entry;
        if (kind !== "amount") {
            return this.exact;
        }
        return shortAmount(value, this.props.currencyId);
    }

    get layout() {
        const {main, stacked} = this.props;
        if (main) {
            return "";
        }
        return stacked
            ? "d-flex flex-column-reverse small h-100 justify-content-end"
            : "d-flex justify-content-between gap-2 small";
    }

    get tone() {
        const {alert, value} = this.props.entry;
        if (alert) {
            return "text-danger";
        }
        return value ? "" : "text-muted";
    }
}
