"""One parsed file: its tree with parents, and its comments by line."""

import ast
import io
import tokenize
from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A file as the rules look at it.

    :param name: how objections call it, for example ``addon/models/x.py``
    :param parents: for each node of the tree the one around it
    :param comments: the text behind the ``#`` by line
    :param lines: the numbers of the lines that hold nothing but a comment
    """

    name: str
    tree: ast.Module
    parents: dict
    comments: dict
    lines: frozenset

    @classmethod
    def of(cls, path, root):
        """Read a file, called by its path below a folder."""
        return cls.parse(path.read_text(), path.relative_to(root).as_posix())

    @classmethod
    def parse(cls, text, name):
        tree = ast.parse(text)
        parents = {
            child: node
            for node in ast.walk(tree)
            for child in ast.iter_child_nodes(node)
        }
        comments = [
            token
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.COMMENT
        ]
        alone = (x.start[0] for x in comments if x.line.lstrip().startswith("#"))
        by_line = {x.start[0]: x.string.lstrip("#").strip() for x in comments}
        return cls(name, tree, parents, by_line, frozenset(alone))

    def calls(self):
        """All calls in the file."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def around(self, node, *kinds):
        """The nearest node of these kinds around this one, or None."""
        while node and not isinstance(node, kinds):
            node = self.parents.get(node)
        return node

    def comments_above(self, line):
        """The block of comments that ends right above a line."""
        block = []
        while (line := line - 1) in self.lines:
            block.append(self.comments[line])
        return block


def called(call):
    """The last name of what is called: ``b`` for ``a.b()`` and for ``b()``."""
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")


def text_of(node):
    """The text when the node is a constant text, else None."""
    constant = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if constant else None
