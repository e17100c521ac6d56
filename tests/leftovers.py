"""What a database has that another one lacks: tables, columns, rows, words."""

import os
import subprocess

from ground.cluster import binary, connection, psql

SHAPE = """
SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type
  FROM information_schema.columns WHERE table_schema = 'public'
 UNION SELECT 'constraint ' || conrelid::regclass || ' ' || conname
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
 UNION SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public'
 UNION SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname
  FROM pg_trigger WHERE NOT tgisinternal
 UNION SELECT 'function ' || proname
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace
 UNION SELECT 'sequence ' || relname
  FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
"""
WITH_ID = """
SELECT table_name FROM information_schema.columns JOIN information_schema.tables
 USING (table_schema, table_name)
 WHERE table_schema = 'public' AND column_name = 'id' AND table_type = 'BASE TABLE'
"""


def shape(database):
    """:return: everything but rows that makes up a database, each as one line"""
    return set(psql(SHAPE, database))


def more_rows(database, before):
    """:return: ``{table: ids}`` of rows that a database has and the one before has not"""
    tables = set(psql(WITH_ID, database)) & set(psql(WITH_ID, before))
    query = " UNION ALL ".join(
        f"SELECT '{table} ' || id FROM \"{table}\"" for table in sorted(tables)
    )
    found = {}
    for line in sorted(set(psql(query, database)) - set(psql(query, before))):
        table, id_ = line.split()
        found.setdefault(table, []).append(int(id_))
    return found


def naming(database, word):
    """:return: the lines of a whole database, written out, in which a word stands"""
    words = [binary("pg_dump"), "--no-owner", database]
    done = subprocess.run(
        words, env={**os.environ, **connection()}, capture_output=True, check=True
    )
    lines = done.stdout.decode().splitlines()
    return [line for line in lines if word in line.lower()]
