"""What people of each role do all day: kinds of requests, reading and writing."""

from itertools import count

DOSSIER = "customer.dossier"
LIST = dict.fromkeys(
    ("name", "partner_id", "grade_id", "rating", "exposure", "overdue", "state"), {}
)
_number = count()


class Desk:
    """Somebody at work: the session, and the records that they may open."""

    def __init__(self, caller):
        self.caller = caller

    def do(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        answer = self.caller.json("/web/dataset/call_kw", params)
        answer.raise_for_status()
        said = answer.json()
        if "error" in said:
            raise RuntimeError(said["error"]["data"]["message"])
        return said.get("result")

    def ids(self, model, domain=()):
        return self.do(model, "search", [*domain])

    def form(self):
        """What the web client asks for when it opens the form of a dossier."""
        told = self.do(DOSSIER, "get_views", [[False, "form"]], {})
        fields = told["models"][DOSSIER]["fields"]
        names = {"fields": {"display_name": {}}}
        return {name: names if "relation" in fields[name] else {} for name in fields}

    def reading(self):
        """Opening lists and forms; everybody who reads dossiers does it."""
        mine, form = self.ids(DOSSIER), self.form()
        return {
            "list": lambda dice: self.do(
                DOSSIER, "web_search_read", [], LIST, limit=80
            ),
            "search by grade and overdue": lambda dice: self.do(
                DOSSIER,
                "web_search_read",
                [["grade_id", "!=", False], ["overdue", ">", dice.randint(0, 9000)]],
                LIST,
                limit=80,
            ),
            "open a dossier": lambda dice: self.do(
                DOSSIER, "web_read", [dice.choice(mine)], form
            ),
        }


def leader(caller):
    desk = Desk(caller)
    mine = desk.ids(DOSSIER, [["state", "=", "active"]])
    return {
        **desk.reading(),
        "cockpit": lambda dice: desk.do("customer.dossier.overview", "cockpit"),
        "pivot": lambda dice: desk.do(
            DOSSIER, "formatted_read_group", [], ["grade_id", "rating"], ["__count"]
        ),
        "assess a dossier (writes)": lambda dice: desk.do(
            DOSSIER, "action_assess", [dice.choice(mine)]
        ),
    }


def archivist(caller):
    desk = Desk(caller)
    sheets = desk.ids("customer.dossier.sheet", [["code", "=", "identity"]])
    return {
        **desk.reading(),
        "change a section (writes)": lambda dice: desk.do(
            "customer.dossier.sheet",
            "web_save",
            [dice.choice(sheets)],
            {"short_name": f"Short {next(_number)}"},
            {"short_name": {}},
        ),
    }


def contributor(caller):
    desk = Desk(caller)
    customers = desk.ids("res.partner", [["customer_rank", ">", 0]])
    return {
        "own submissions": lambda dice: desk.do(
            "customer.dossier.submission", "web_search_read", [], {"what": {}}
        ),
        "submit news (writes)": lambda dice: desk.do(
            "customer.dossier.submission",
            "create",
            [{"partner_id": dice.choice(customers), "what": f"News {next(_number)}"}],
        ),
    }


def salesperson(caller):
    desk = Desk(caller)
    customers = desk.ids("res.partner", [["customer_rank", ">", 0]])
    product = desk.ids("product.product", [["sale_ok", "=", True]])[0]

    def order(dice):
        line = {"product_id": product, "product_uom_qty": 1, "price_unit": 1}
        partner = dice.choice(customers)
        values = {
            "partner_id": partner,
            "user_id": caller.uid,  # others' orders are closed to them
            "order_line": [[0, 0, line]],
        }
        [number] = desk.do("sale.order", "create", [values])
        desk.do("sale.order", "action_confirm", [number])

    return {
        "a customer's page": lambda dice: desk.do(
            "res.partner", "web_read", [dice.choice(customers)], {"display_name": {}}
        ),
        "order and confirm (writes)": order,
    }


#: Login of the demo company -> what its desk does; people come in this order, in turn.
WORK = {
    "leader": leader,
    "archivist": archivist,
    "credit": lambda caller: Desk(caller).reading(),
    "contributor": contributor,
    "salesperson": salesperson,
    "account_manager": lambda caller: Desk(caller).reading(),
    "archivist2": archivist,
}
