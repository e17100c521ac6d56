"""The small mistakes that somebody could make in a module, one at a time."""

import ast
import copy

SWAPPED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
# Words for people and for type checkers: no figure depends on them.
WORDS = {"annotation", "returns", "type_params", "bases"}


def mutants(source):
    """Yield ``(line, what was changed, tree)`` for every mistake, in order."""
    tree = ast.parse(source)
    for number, node in enumerate(_nodes(tree)):
        for place in range(len(_changes(node))):
            changed = copy.deepcopy(tree)
            twin = next(x for at, x in enumerate(_nodes(changed)) if at == number)
            before = ast.unparse(node)
            _changes(twin)[place](twin)
            yield node.lineno, f"{before}  →  {ast.unparse(twin)}", changed


def _nodes(tree):
    """Every node that counts, in a fixed order."""
    for name, value in ast.iter_fields(tree):
        if name in WORDS or isinstance(tree, ast.Raise):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                if hasattr(child, "lineno"):
                    yield child
                yield from _nodes(child)


def _changes(node):
    """The changes that a node allows, each a function of a node like it."""
    if isinstance(node, ast.Compare):
        return [_swap_at(place) for place in range(len(node.ops))]
    if isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp):
        return [_swap] if type(node.op) in SWAPPED else []
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        return [_without_sign]
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return [_next_number]
    if isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        return [_return_none]
    if isinstance(node, ast.Call) and getattr(node.func, "id", None) in CALLS:
        return [_call_another]
    return []


def _swap_at(place):
    def swap(node):
        node.ops[place] = SWAPPED[type(node.ops[place])]()

    return swap


def _swap(node):
    node.op = SWAPPED[type(node.op)]()


def _without_sign(node):
    """``+x`` of a number is x; ``not not x`` is its truth."""
    if isinstance(node.op, ast.Not):
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
    else:
        node.op = ast.UAdd()


def _next_number(node):
    node.value = not node.value if isinstance(node.value, bool) else node.value + 1


def _return_none(node):
    node.value = ast.Constant(None)


def _call_another(node):
    node.func.id = CALLS[node.func.id]


def _is_none(node):
    return isinstance(node, ast.Constant) and node.value is None
