"""What somebody without any right may have left in the archive, or carried off."""

import re

from ground.cluster import psql

#: Where asking alone leaves a row: the record of who asked.
RECORD = ("customer_dossier_access_log", "customer_dossier_access_chain")
TABLES = """
SELECT table_name FROM information_schema.tables
 WHERE table_name LIKE 'customer\\_dossier%' AND table_type = 'BASE TABLE'
 ORDER BY table_name
"""
COUNT = "SELECT '{0}', count(*), coalesce(sum(hashtext(t::text)), 0) FROM \"{0}\" t"


def fingerprint(database):
    """For each table of ours: how many rows, and a sum over what is in them."""
    tables = [table for table in psql(TABLES, database) if table not in RECORD]
    rows = psql(" UNION ALL ".join(map(COUNT.format, tables)), database)
    return dict(row.split("|", 1) for row in rows)


SECRETS = """
SELECT DISTINCT round(value::numeric, 2)::text FROM (
    SELECT (jsonb_each_text(to_jsonb(t))).value FROM customer_dossier_figures t
) x WHERE value ~ '^[0-9]+([.][0-9]+)?$' AND value::numeric > 9999
"""
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Secrets:
    """The figures of the archive: none stands in an error."""

    def __init__(self, database):
        self.figures = {float(row) for row in psql(SECRETS, database)}
        assert len(self.figures) > 100

    def told(self, error):
        words = f"{error['message']} {error['arguments']}"
        found = (
            float(x.replace(",", "")) for x in NUMBER.findall(words) if len(x) < 40
        )
        return self.figures.intersection(found)
