"""Gathers a provision run for its workbook, by the reader's own rights."""

from odoo import fields

from .content import Cell, Movement, Provision, Specific


def gather(run, purpose, copy_number):
    """Return the :class:`Provision` of a computed run.

    :param run: in the environment of whoever takes the copy
    """
    company, env = run.company_id, run.env
    return Provision(
        number=run.name,
        company=company.name,
        currency=run.currency_id.name,
        digits=run.currency_id.decimal_places,
        as_of=run.as_of,
        **{
            name: _word(run, name)
            for name in ("state", "basis", "segmentation", "rate_source")
        },
        factor=run.factor,
        computed_by=run.computed_by_id.name or "",
        approved_by=run.approved_by_id.name or "",
        previous=run.previous_id.name or "",
        credits=run.credits,
        ledger=run.ledger,
        cells=tuple(map(_cell, run.line_ids.sorted("id"))),
        specific=_specific(run),
        movements=tuple(
            Movement(row.segment_key, row.segment, row.previous, row.required)
            for row in run.movement_ids.sorted("id")
        ),
        method=tuple(run._method_lines()),
        purpose=purpose,
        printed_by=env.user.name,
        printed_at=fields.Datetime.context_timestamp(
            run, fields.Datetime.now()
        ).replace(tzinfo=None),
        copy_number=copy_number,
    )


def _word(record, name):
    return dict(record._fields[name]._description_selection(record.env))[record[name]]


def _cell(line):
    return Cell(
        key=line.segment_key,
        segment=line.segment,
        position=line.position,
        bucket=line.bucket,
        customers=line.customers,
        gross=line.gross,
        rate=line.rate,
        source=_word(line, "source"),
        reason=line.reason or "",
        allowance=line.allowance,
    )


def _specific(run):
    """The specific customers open to the reader, and the others in one row."""
    rows = [
        Specific(
            number=row.dossier_id.name,
            name=row.dossier_id.partner_id.name or "",
            gross=row.gross,
            allowance=row.allowance,
            reason=row.reason,
        )
        for row in run.env["customer.dossier.provision.specific"].search(
            [("run_id", "=", run.id)], order="id"
        )
    ]
    gross = run.specific_gross - sum(row.gross for row in rows)
    allowance = run.specific_allowance - sum(row.allowance for row in rows)
    if round(gross, 6) or round(allowance, 6):
        rows.append(Specific("", run.env._("Not open to you"), gross, allowance, ""))
    return tuple(rows)
