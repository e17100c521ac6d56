"""What a database holds after the work: to be the same, whatever broke meanwhile."""

# Numbers and times differ from run to run and say nothing.
ASIDE = "'{id,create_date,write_date,create_uid,write_uid}'::text[]"
TABLES = {
    "figures": ("customer_dossier_figures", "'{computed_at}'::text[]"),
    "facts": ("customer_dossier_fact", "'{collector_id,sheet_id}'::text[]"),
}
# How bad a signal is depends on whether the customer had been judged before it.
COLUMNS = {
    "signals": ("customer_dossier_signal", "dossier_id, rule_id, state, raised_on"),
    "activities": ("mail_activity", "res_model, activity_type_id, user_id"),
    "assessments": ("customer_dossier_assessment", "dossier_id, date, score, rating"),
    "answers": ("customer_dossier_assessment_line", "code, points, state"),
    "dossiers": (
        "customer_dossier",
        "id, rating, score, grade_id, next_revision_date, assessment_id IS NULL",
    ),
    "revisions": ("customer_dossier_revision", "dossier_id, number, state"),
    "versions": ("customer_dossier_version", "dossier_id, position, number"),
    "pages": ("customer_dossier_page", "revision_id, round, code"),
    "sections": (
        "customer_dossier_sheet",
        "dossier_id, section_id, short_name, nature",
    ),
    "mails": ("mail_mail", "email_to, mail_message_id IS NULL"),
    "messages": ("mail_message", "model, message_type, subject"),
    "notices": ("customer_dossier_notice", "user_id, kind"),
    "left behind": ("customer_dossier_stale", "partner_id"),
}
ROWS = """
SELECT '{name}', count(*), md5(COALESCE(string_agg(one, ';' ORDER BY one), ''))
  FROM (SELECT {row} AS one FROM {table} t) rows
"""


def findings(psql):
    """What each table holds: ``{name: (rows, fingerprint)}``.

    :param psql: asks the database and returns lines
    """
    asked = {
        name: (table, f"(to_jsonb(t) - {ASIDE} - {aside})::text")
        for name, (table, aside) in TABLES.items()
    }
    asked |= {
        name: (table, f"concat_ws(',', {columns})")
        for name, (table, columns) in COLUMNS.items()
    }
    lines = psql(
        " UNION ALL ".join(
            ROWS.format(name=name, table=table, row=row)
            for name, (table, row) in asked.items()
        )
    )
    rows = (line.split("|") for line in lines)
    return {name: (int(count), mark) for name, count, mark in rows}
