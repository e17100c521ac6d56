"""The copy of the access log that stays when the addon is uninstalled."""

import io
import zipfile

TABLES = {
    "access_log.csv": """
        COPY (SELECT * FROM customer_dossier_access_log ORDER BY company_id, position)
          TO STDOUT WITH (FORMAT csv, HEADER)
        """,
    "seals.csv": """
        COPY (SELECT * FROM customer_dossier_access_seal ORDER BY company_id, position)
          TO STDOUT WITH (FORMAT csv, HEADER)
        """,
    "ends.csv": """
        COPY (SELECT * FROM customer_dossier_access_chain ORDER BY company_id)
          TO STDOUT WITH (FORMAT csv, HEADER)
        """,
}
README = """\
The access log of the addon customer_dossier, as it was when the addon was uninstalled.

access_log.csv  who opened, listed, printed, exported, changed or was refused what
seals.csv       what the log held when it was sealed
ends.csv        the last row of each company

Each row's hash is the SHA-256 of the previous row's hash followed by the row's columns
as PostgreSQL writes them, with a name for each column of the chain:

{formula}

Compare the last hash with the anchor that was handed out when the log was released, or
with a seal that somebody kept: then nothing was changed since.
"""


def keep_log(env):
    """Put the whole log into one attachment that settings administrators alone read.

    An attachment without a record is its maker's and theirs; the maker is the system.
    Nothing is left where nothing was written.

    :return: the ``ir.attachment`` record, or an empty one
    """
    log = env["customer.dossier.access.log"]
    if not log.search_count([], limit=1):
        return env["ir.attachment"]
    log._shout("goes with its addon")
    return env["ir.attachment"].create(
        {
            "name": f"customer_dossier_access_log_{env.cr.dbname}.zip",
            "raw": _pack(env, log),
            "mimetype": "application/zip",
        }
    )


def _pack(env, log):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, query in TABLES.items():
            # Row by row: a log of years does not fit into memory as one text.
            with archive.open(name, "w", force_zip64=True) as target:
                env.cr.copy_expert(query, target)
        formula = log._hash_sql("r").code
        archive.writestr("README.txt", README.format(formula=formula))
    return packed.getvalue()
