import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {DossierSparkline} from "../sparkline/sparkline";
import {AgeingChart} from "./ageing_chart";
import {CockpitEntry, shortAmount} from "./cockpit_entry";

// A shape for each light, for those who do not tell the colours apart.
const LIGHTS = {
    green: "fa-check-circle text-success",
    amber: "fa-exclamation-circle text-warning",
    red: "fa-times-circle text-danger",
    grey: "fa-question-circle text-muted",
};
const LIST_AND_FORM = ["customer.dossier.inquest", "customer.dossier.loss"];

/** What a leader looks at first: both ends of the customers, then all that waits. */
export class Cockpit extends Component {
    static template = "customer_dossier.Cockpit";
    static components = {AgeingChart, CockpitEntry, DossierSparkline, Layout};
    static props = {...standardActionServiceProps};
    static displayName = _t("Cockpit");
    static path = "customer-cockpit";

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.latest = new KeepLast();
        this.lights = LIGHTS;
        this.trendLabel = _t("Net sales of twelve months");
        this.middleTitle = _t("The calm middle");
        this.ageingTitle = _t("Receivable by age");
        const filters = this.props.state?.filters || {};
        this.state = useState({data: null, filters});
        this.open = this.open.bind(this);
        useSetupAction({getLocalState: () => ({filters: {...this.state.filters}})});
        onWillStart(() => this.load());
    }

    async load() {
        this.state.data = await this.latest.add(
            this.orm.call("customer.dossier.overview", "cockpit", [
                {...this.state.filters},
            ]),
        );
    }

    /** Whether somebody narrowed the customers; the period narrows none of them. */
    get isNarrowed() {
        const {territory_id: territory, account_manager_id: manager} =
            this.state.filters;
        return Boolean(territory || manager);
    }

    get selects() {
        const {choices} = this.state.data;
        const all = {
            territory_id: _t("All territories"),
            account_manager_id: _t("All account managers"),
        };
        const labels = {
            territory_id: _t("Territory"),
            account_manager_id: _t("Account manager"),
            period: _t("Period"),
        };
        return Object.keys(labels)
            .filter((name) => !all[name] || choices[name].length > 1 || this.isNarrowed)
            .map((name) => ({
                name,
                label: labels[name],
                options: all[name]
                    ? [["", all[name]], ...choices[name]]
                    : choices[name],
                chosen: this.state.data.filters[name] || "",
            }));
    }

    choose(name, value) {
        this.state.filters[name] = name === "period" ? value : Number(value) || false;
        return this.load();
    }

    /** Show all customers; the period narrows none of them, and stays. */
    clear() {
        const {period} = this.state.filters;
        this.state.filters = period ? {period} : {};
        return this.load();
    }

    /** What to do where nobody is shown. */
    get empty() {
        return this.isNarrowed
            ? {
                  title: _t("Nobody here"),
                  hint: _t(
                      "No customer is in this territory with this account manager. Choose others, or show all.",
                  ),
              }
            : {
                  title: _t("Open the first dossier"),
                  hint: _t(
                      "Choose customers in the list of contacts, then Actions, Create dossiers. You see the dossiers that are entrusted to you.",
                  ),
              };
    }

    get middle() {
        const {value: count} = this.state.data.middle;
        return _t("%(count)s in the calm middle", {count});
    }

    /** Both ends as the template shows them. */
    get ends() {
        const {key, worst, all_key, all_worst} = this.state.data;
        return [
            {
                name: "key",
                title: _t("Key customers"),
                lines: key,
                all: all_key,
                none: _t("No customer is graded key. Grades come with an assessment."),
            },
            {
                name: "worst",
                title: _t("Worst customers"),
                lines: worst,
                all: all_worst,
                none: _t("Nobody gives reason for worry."),
            },
        ];
    }

    /** Lists of entries below the charts. */
    get blocks() {
        const {quadrant, migration, growth, causes} = this.state.data.portfolio;
        const {unknown, ...quarters} = quadrant;
        return [
            {
                name: "quadrant",
                title: _t("Relation and control"),
                quadrant: Object.values(quarters),
                entries: [unknown],
            },
            {
                name: "migration",
                title: _t("Grades that changed in the period"),
                entries: migration,
                none: _t("No grade changed."),
            },
            {name: "growth", title: _t("Growth and loss"), entries: growth},
            {
                name: "causes",
                title: _t("Their causes in the period"),
                entries: causes,
                none: _t("No inquest names a cause."),
            },
        ];
    }

    /** The words of the button that opens all of an end; none where all are shown. */
    more(end) {
        const {value: count} = end.all;
        return count > end.lines.length && _t("All %(count)s", {count});
    }

    points(line) {
        return line.trend.map((value) => ({value}));
    }

    amount(line) {
        return shortAmount(line.amount, line.currency_id);
    }

    /** How long a bar of the largest is, in percent of the first; in one currency. */
    length(line) {
        const [first] = this.state.data.portfolio.concentration.lines;
        return Math.round((100 * line.size) / first.size);
    }

    open(entry, title) {
        const modes = LIST_AND_FORM.includes(entry.model)
            ? ["list", "form"]
            : ["list", "kanban", "form"];
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: title || entry.label,
            res_model: entry.model,
            domain: entry.domain,
            views: modes.map((mode) => [false, mode]),
        });
    }

    openDossier(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "customer.dossier",
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("customer_dossier.cockpit", Cockpit);
