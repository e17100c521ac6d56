from itertools import zip_longest

from odoo import fields, models
from odoo.exceptions import UserError

from ..formulas.provision import allowance
from ..formulas.provision_history import history_rates, misfit, pool
from .customer_dossier_provision_part import ROLES


class CustomerDossierProvisionRun(models.Model):
    """How a run is computed: cells, rates, specific customers."""

    _inherit = "customer.dossier.provision.run"

    computed_by_id = fields.Many2one(
        "res.users",
        string="Computed by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    computed_on = fields.Datetime(string="Computed on", readonly=True, copy=False)

    def action_compute(self):
        """Compute the run anew; overridden rates stay, where their bucket is left.

        A constant number of queries, whatever the number of customers or documents.

        :raises AccessError: not the user's to compute
        :raises UserError: approved already, or there are no rates that fit
        :raises ValidationError: a specific allowance exceeds what is owed
        """
        self.ensure_one()
        self.check_access("write")
        self._check_roles(ROLES, "write")
        self._check_state("draft", "computed")
        self.env.flush_all()
        # sudo: sums of the whole company; the user may compute them, and what comes
        # out is the run, which has readers of its own.
        self.sudo()._fill()

    def _fill(self):
        matrix = self._fitting_matrix()
        bounds = [first for first, _rate in matrix._rows()]
        cells = self._cells(bounds)
        keys = sorted({key for key, _p in cells if not key.startswith("dossier:")})
        self._replace_lines(matrix, bounds, keys, cells)
        self._fill_specific(cells)
        self.write(
            {
                "state": "computed",
                "computed_by_id": self.env.uid,
                "computed_on": fields.Datetime.now(),
                "matrix_id": matrix.id,
                "sample": matrix.sample,
                "credits": sum(cell.credits for cell in cells.values()),
                "ledger": self._ledger_balance(),
            }
        )
        self._reckon()

    def _fitting_matrix(self):
        """:raises UserError: there are no rates, or none that history could tell"""
        matrix = self.env["customer.dossier.provision.matrix"]._of(
            self.company_id, self.basis
        )
        if not matrix.rate_ids:
            raise UserError(
                self.env._(
                    "%(run)s: %(company)s has no rates for %(basis)s. Enter them under "
                    "Reporting ▸ Provision rates.",
                    run=self.display_name,
                    company=self.company_id.name,
                    basis=dict(self._fields["basis"]._description_selection(self.env))[
                        self.basis
                    ],
                )
            )
        matrix._check_rates()
        if self.rate_source == "history":
            self._check_steps(matrix)
        return matrix

    def _check_steps(self, matrix):
        wrong = misfit(self.basis, [first for first, _rate in matrix._rows()])
        if wrong is not None:
            raise UserError(
                self.env._(
                    "%(matrix)s: history moves on by 30 days past due (0, 1, 31, 61 …) "
                    "or by whole years of age (0, 12, 24 … months), and a bucket "
                    "begins at %(first)s. Change it, or take the entered rates.",
                    matrix=matrix.name,
                    first=wrong,
                )
            )

    def _rates(self, matrix, bounds, keys):
        """:return: ``{segment key: [(rate, source) of each bucket]}``"""
        source = "sample" if matrix.sample else "entered"
        entered = [(rate, source) for _first, rate in matrix._rows()]
        if self.rate_source == "matrix":
            return dict.fromkeys(keys, entered)
        history = self._history(bounds)
        if not history:
            return dict.fromkeys(keys, self._told(entered))
        last = entered[-1][0]
        every = history_rates(self.basis, bounds, *pool(history.values()), last)
        return {
            key: self._told(
                entered,
                history_rates(self.basis, bounds, *history[key], last)
                if key in history
                else (),
                every,
            )
            for key in keys
        }

    def _told(self, entered, own=(), every=()):
        """The best that is known of each bucket: the segment's, all customers', entered.

        Of the oldest bucket no history tells: what leaves it has no next one.
        """
        told = []
        for (rate, _source), *known in zip_longest(entered[:-1], own[:-1], every[:-1]):
            history = zip(known, ("history", "pooled"), strict=True)
            best = ((found, source) for found, source in history if found is not None)
            told.append(next(best, (rate, "fallback")))
        return [*told, entered[-1]]

    def _replace_lines(self, matrix, bounds, keys, cells):
        overridden = {
            (line.segment_key, line.first): line._override()
            for line in self.line_ids
            if line.source == "override"
        }
        self.line_ids.unlink()
        rates = self._rates(matrix, bounds, keys)
        named = self._in_languages(lambda run: run._segment_words(keys))
        words = self._in_languages(
            lambda run: dict(enumerate(run._bucket_words(run.basis, bounds)))
        )
        lines = self.line_ids
        lines._append(
            [
                {
                    **lines._by_hand(),
                    **lines._proposal(*rates[key][position]),
                    "run_id": self.id,
                    "company_id": self.company_id.id,
                    "as_of": self.as_of,
                    "segment_key": key,
                    "segment": named[key],
                    "position": position,
                    "first": first,
                    "bucket": words[position],
                    "gross": cell.gross if cell else 0,
                    "customers": cell.customers if cell else 0,
                    **overridden.get((key, first), {}),
                }
                for key in keys
                for position, first in enumerate(bounds)
                for cell in [cells.get((key, position))]
            ]
        )
        self.invalidate_recordset(["line_ids"])

    def _fill_specific(self, cells):
        owed = dict.fromkeys(self.specific_ids.dossier_id.ids, 0.0)
        for (key, _position), cell in cells.items():
            if key.startswith("dossier:"):
                owed[int(key.removeprefix("dossier:"))] += cell.gross
        for row in self.specific_ids:
            row.gross = owed[row.dossier_id.id]
        self.specific_ids._check_gross()

    def _reckon(self):
        """Allowance of each cell, then totals and movement; the engine's own."""
        lines = self.line_ids
        found = allowance(
            lines.mapped("gross"),
            lines.mapped("rate"),
            self.currency_id.decimal_places,
            self.factor,
        )
        for line, amount in zip(lines, found.buckets, strict=True):
            line.allowance = amount
        self._total()


class CustomerDossierProvisionLine(models.Model):
    _inherit = "customer.dossier.provision.line"

    def _override(self):
        """The columns that survive computing again."""
        return {
            "rate": self.rate,
            "source": "override",
            "reason": self.reason,
            "overridden_by_id": self.overridden_by_id.id,
        }

    def _proposal(self, rate, source):
        """The columns of a rate as it is proposed."""
        return {
            "rate_proposed": rate,
            "source_proposed": source,
            "rate": rate,
            "source": source,
            "reason": None,
            "overridden_by_id": None,
        }
