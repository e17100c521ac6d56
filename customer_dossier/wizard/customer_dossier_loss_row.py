from odoo import api, fields, models

from ..models.optional_monetary import OptionalMonetary

AMOUNTS = ("suffered", "avoided", "came_in", "late", "forgone")


class CustomerDossierLossRow(models.TransientModel):
    """One loss, one signal's outcome, or one held order, in the ledger of losses."""

    _name = "customer.dossier.loss.row"
    _description = "Row of the ledger of losses"
    _inherit = ["customer.dossier.cleared"]
    _order = "date desc, id"
    _rec_name = "cause"

    _dossier_roles = {"leader": "re"}
    _dossier_path = "dossier_id"
    _dossier_section = "credit"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(required=True)
    phase = fields.Selection(
        [("before", "Before the archive"), ("since", "Since the archive")],
        required=True,
    )
    source = fields.Selection(
        [("loss", "Loss"), ("signal", "Risk signal"), ("hold", "Held order")],
        required=True,
    )
    cause = fields.Char(required=True)
    suffered = OptionalMonetary(string="Lost")
    avoided = OptionalMonetary(string="Avoided")
    came_in = OptionalMonetary(string="Paid after a release")
    late = OptionalMonetary(string="Overdue after a release")
    forgone = OptionalMonetary(string="Orders lost to holds")
    res_id = fields.Integer(string="Number of the record", aggregator=None)

    @api.model
    def _begun_on(self, company):
        """:return: the first day of the company's archive; today where it is empty"""
        if company.dossier_begun_on:
            return company.dossier_begun_on
        every = self.env["customer.dossier"].with_context(active_test=False)
        [[first]] = every._read_group(
            [("company_id", "=", company.id)], [], ["create_date:min"]
        )
        return first.date() if first else company._dossier_today()

    @api.model
    def _gathered(self, company):
        """The rows of a company, as the reader may read what they are made of.

        :return: dicts of fields; three searches beside reading
        """
        begun = self._begun_on(company)
        own = [("company_id", "=", company.id)]
        rows = [*self._losses(own), *self._signals(own), *self._holds(own)]
        empty = dict.fromkeys(AMOUNTS)
        for row in rows:
            row["phase"] = "before" if row["date"] < begun else "since"
        return [{**empty, **row} for row in rows]

    def _losses(self, own):
        losses = self.env["customer.dossier.loss"].search(own)
        causes = dict(losses._fields["cause"]._description_selection(self.env))
        for loss in losses:
            yield {
                **_row("loss", loss, loss.date, causes[loss.cause]),
                "suffered": loss.amount,
            }

    def _signals(self, own):
        """What a loss was recorded for is counted with the loss."""
        signals = self.env["customer.dossier.signal"].search(
            [*own, ("state", "=", "closed"), ("false_alarm", "=", False)]
        )
        losses = self.env["customer.dossier.loss"].search(
            [*own, ("signal_id", "!=", False)]
        )
        for signal in signals:
            if signal.loss_avoided is False and signal.loss_suffered is False:
                continue
            recorded = signal in losses.signal_id
            yield {
                **_row("signal", signal, signal.closed_on, signal.rule_id.name),
                "avoided": signal.loss_avoided,
                "suffered": not recorded and signal.loss_suffered,
            }

    def _holds(self, own):
        reached = ("running", "paid", "late", "forgone")
        holds = self.env["customer.dossier.hold"].search(
            [*own, ("outcome", "in", reached)]
        )
        outcomes = dict(holds._fields["outcome"]._description_selection(self.env))
        for hold in holds:
            day = (hold.ended_on or hold.held_on).date()
            yield {
                **_row("hold", hold, day, outcomes[hold.outcome]),
                **{name: hold[name] for name in ("came_in", "late", "forgone")},
            }

    @api.model
    def _gather(self, company):
        """Make the user's own rows anew."""
        # sudo: rows are the user's own copies of what they were just allowed to read;
        # nobody writes them by hand.
        own = self.sudo()
        own.search([("create_uid", "=", self.env.uid)]).unlink()
        own.create(self._gathered(company))

    def action_open(self):
        """Open the loss, signal or held order behind a row."""
        self.ensure_one()
        self.check_access("read")
        view = "list" if self.source == "hold" else "form"
        return {
            "type": "ir.actions.act_window",
            "res_model": f"customer.dossier.{self.source}",
            "views": [(False, view)],
            **(
                {"domain": [("id", "=", self.res_id)]}
                if view == "list"
                else {"res_id": self.res_id}
            ),
            "name": self.cause,
        }


def _row(source, record, day, cause):
    return {
        "source": source,
        "res_id": record.id,
        "dossier_id": record.dossier_id.id,
        "date": day,
        "cause": cause,
    }
