"""Records that cells point to by a name."""

from odoo.fields import Domain

from .flaws import Flaw
from .layout import LINKS


class Links:
    """The records that the cells of some rows name: one query for each model.

    Searched as the user, so that nobody learns of what they may not read.
    """

    def __init__(self, env, rows):
        self._env = env
        self._found = {}
        wanted = {}
        for row in rows:
            for column in row.table.columns:
                words = row.source if column.part == "source" else row.values
                if column.kind == "link" and words.get(column.name):
                    wanted.setdefault(column.model, set()).add(words[column.name])
        for model, words in wanted.items():
            self._found[model] = self._search(model, words)

    def _search(self, model, words):
        """:return: ``{word: ids}``; the first field by which anything fits decides"""
        # People who left collected facts as well.
        Model = self._env[model].with_context(active_test=False)
        names = LINKS[model]
        found = {}
        records = Model.search_fetch(
            Domain.OR(Domain(name, "in", [*words]) for name in names), names
        )
        for name in reversed(names):
            by_name = {}
            for record in records:
                by_name.setdefault(record[name], []).append(record.id)
            found |= by_name
        return found

    def resolve(self, column, word):
        """:return: the id of the only record that fits; False stays False

        :raises Flaw: none fits, or several
        """
        if not word:
            return word
        ids = self._found.get(column.model, {}).get(word, ())
        if len(ids) == 1:
            return ids[0]
        flaw = "which_link" if ids else "unknown_link"
        raise Flaw(flaw, field=link_words(self._env, column.model))


def link_words(env, model):
    """By which words a record of this model is named, for people."""
    labels = [
        env[model]._fields[name]._description_string(env) for name in LINKS[model]
    ]
    return " / ".join(labels)


def link_word(record):
    """The word by which a file names this record; "" for none."""
    words = (record[name] for name in LINKS[record._name])
    return next(filter(None, words), "") if record else ""
