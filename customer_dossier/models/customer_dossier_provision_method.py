from odoo import api, fields, models

from ..formulas.provision_history import TABLES


class CustomerDossierProvisionRun(models.Model):
    """The note of method: how the figures of this very run came about."""

    _inherit = "customer.dossier.provision.run"

    method = fields.Text(
        compute="_compute_method", help="How the figures of this run came about."
    )

    @api.depends(
        "as_of", "basis", "segmentation", "rate_source", "factor", "sample", "unknown"
    )
    @api.depends_context("lang")
    def _compute_method(self):
        for run in self:
            run.method = "\n".join(f"• {line}" for line in run._method_lines())

    def _method_lines(self):
        """:return: the sentences of the note, in the reader's language"""
        return [
            self.env._(
                "Simplified approach of IFRS 9 (5.5.15) and ASBE 22: the loss expected "
                "over the whole life of trade receivables, by a matrix of segments and "
                "buckets."
            ),
            self._method_basis(),
            self.env._(
                "Gross is what was open at the end of %(date)s by the posted receivable "
                "lines, taxes included, in the company's currency; what was paid, "
                "credited or written off later still counts as open.",
                date=self.as_of,
            ),
            self.env._(
                "Credit notes and receipts that no invoice has used are shown by "
                "themselves and taken off no bucket. Gross less these credits is the "
                "balance of the receivable accounts."
            ),
            self._method_segments(),
            self._method_rates(),
            *self._method_doubts(),
            self.env._(
                "Allowance of a cell = gross × rate × forward-looking factor "
                "(%(factor)s), at most the gross, rounded half up to the currency. "
                "Totals are sums of what is printed.",
                factor=self.factor,
            ),
            self.env._(
                "Specific customers (单项计提) stand outside of the matrix, each with an "
                "allowance and a reason of its own."
            ),
            self._method_movement(),
        ]

    def _method_basis(self):
        if self.basis == "age":
            return self.env._(
                "Buckets count the age (账龄) in months from the day on which the "
                "document was booked; a year old on the day itself is over a year."
            )
        return self.env._(
            "Buckets count days past due from the due date of each instalment; without "
            "a due date, from the day on which it was booked."
        )

    def _method_segments(self):
        return self.env._(
            "Segments: %(segments)s, as the dossiers said when the run was computed.",
            segments=dict(
                self._fields["segmentation"]._description_selection(self.env)
            )[self.segmentation],
        )

    def _method_rates(self):
        if self.rate_source == "matrix":
            return self.env._("Rates are entered by an accountant.")
        if self.basis == "age":
            return (
                self.env._(
                    "Rates come from own history (迁徙率): how balances of the last %(count)s "
                    "year ends moved on to the next year of age, averaged; the rate of a "
                    "bucket is the product of its own and all later steps.",
                    count=TABLES["age"],
                )
                + self._method_losses()
            )
        return (
            self.env._(
                "Rates come from own history: how balances of the last %(count)s month ends "
                "rolled into the next 30 days past due, averaged; the rate of a bucket is "
                "the product of its own and all later steps.",
                count=TABLES["due"],
            )
            + self._method_losses()
        )

    def _method_losses(self):
        return " " + self.env._(
            "What was written off to an expense or to the allowance counts as moved on, "
            "not as collected. Where the history of a segment is silent, that of all "
            "customers stands in for it. The oldest bucket has the entered rate."
        )

    def _method_doubts(self):
        doubts = []
        if self.sample:
            doubts.append(
                self.env._(
                    "The entered rates are the shipped sample. Nobody has decided that "
                    "they fit this company."
                )
            )
        if self.unknown:
            doubts.append(
                self.env._(
                    "History does not tell the rate of %(count)s cells: nothing stood "
                    "there on the days that count. The entered rate stands in its "
                    "place.",
                    count=self.unknown,
                )
            )
        return doubts

    def _method_movement(self):
        if not self.previous_id:
            return self.env._(
                "There is no approved run before: the whole allowance is charged."
            )
        return self.env._(
            "Movement: against %(run)s as of %(date)s, less what was written off "
            "against it since.",
            run=self.previous_id.name,
            date=self.previous_id.as_of,
        )
