"""The house's own lint rules find what they are for, and leave good code alone."""

import pytest
from ground.house import check, objections
from ground.house.source import Source

METHOD = """
class Dossier(models.Model):
    def _method(self, value, query: SQL, text):
        {}
"""
QUERY = "the text of a query"
EXPLAINED = "# sudo: asks for a count only; the caller is checked."

BAD = {
    QUERY: [
        'self.env.cr.execute(f"SELECT {value}")',
        'self.env.cr.execute("SELECT %s" % value)',
        'self.env.cr.execute("SELECT " + value)',
        'self.env.cr.execute("SELECT {}".format(value))',
        'self.env.cr.execute(" ".join(value))',
        "self.env.cr.execute(text)",
        "self.env.cr.execute(self.text)",
        'self.env.execute_query(SQL(f"SELECT {value}"))',
        'self.env.execute_query(SQL("SELECT " + value))',
        "self.env.execute_query_dict(SQL(self._text()))",
        "self.env.execute_query(SQL(text))",
        'self.env.execute_query(SQL(", ").join([SQL(text)]))',
        'words = f"SELECT {value}"; self.env.cr.execute(words)',
        'words = "SELECT "; words += value; self.env.cr.execute(words)',
        'words = SQL("SELECT 1") if value else text; self.env.cr.execute(words)',
        "for words in value: self.env.cr.execute(words)",
        "words = words if value else text; self.env.cr.execute(words)",
        "run = lambda words: self.env.cr.execute(words)",
    ],
    "markup must be": ["return Markup(text)", 'return Markup(f"<b>{value}</b>")'],
    "the context comes from the client": [
        'return self.env.context.get("skip_check")',
        'return self.env.context["skip_check"]',
        'return "skip_check" in self.env.context',
        'return "skip_check" not in self._context',
        'return self._context.get("skip_check", True)',
        "return self.env.context.get(text)",
        "return self.env.context.get()",
        'context = self.env.context; return context.get("skip_check")',
        "return dict(self.env.context, value=1)",
        "return bool(self.env.context)",
        "return dict(clean_context({}), **self.env.context)",
    ],
    "say in a comment": [
        "return self.sudo()",
        "return self.sudo(value)",
        "return self.sudo(flag=True)",
        "return self.env(su=True)",
        "return self.with_user(SUPERUSER_ID)",
        "return self.env(user=SUPERUSER_ID)",
        "return self.sudo()  # because it is needed",
        "return self.sudo()  # sudo:",
        "# sudo: too far away.\n\n        return self.sudo()",
        f"{EXPLAINED}\n        self.a()\n        return self.sudo()",
    ],
    "the addon does not print": ["print(value)"],
    "the transaction is": ["self.env.cr.commit()", "self.env.cr.rollback()"],
    "a second transaction": ["return self.env.registry.cursor()"],
    "no chatter": ["self.partner_id.message_post(body=text)"],
    "content leaves by": ['self.env.user._bus_send("dossier", {})'],
}
GOOD = [
    'self.env.cr.execute("SELECT 1")',
    'self.env.cr.execute("SELECT %s", [value])',
    'self.env.cr.execute(SQL("SELECT %s", f"{value}"))',
    'self.env.cr.execute(SQL.identifier("a", value))',
    'self.env.execute_query(SQL(", ").join([SQL("%s", value)]))',
    "self.env.execute_query(query)",
    "self.env.execute_query(self._query())",
    "self.env.execute_query(SQL(TEXT, value=value))",
    'words = SQL("SELECT %s", value); self.env.cr.execute(words)',
    'words = "SELECT 1" if value else "SELECT 2"; self.env.cr.execute(words)',
    'return Markup("<b>%s</b>") % text',
    'return self.env.context.get("active_model")',
    'return self.env.context.get("active_ids") or []',
    "return self.with_context(lang=value)",
    "return self.with_context(clean_context(self.env.context))",
    "return self.sudo(False)",
    "return self.sudo(self.env.su)",
    "return self.sudo(flag=False)",
    "return self.env(su=self.env.su)",
    f"return self.sudo()  {EXPLAINED}",
    f"{EXPLAINED}\n        return self.sudo()",
    f"# Why.\n        {EXPLAINED}\n        # More.\n        return self.sudo()",
    f"{EXPLAINED}\n        return (\n            self.a\n            .sudo()\n        )",
    f"return (\n            self.a\n            {EXPLAINED}\n            .sudo()\n        )",
    f"{EXPLAINED}\n        if self.a(\n            self.sudo()\n        ):\n            pass",
    'self.env["ir.cron"]._commit_progress(1)',
]
ENTRIES_BAD = [
    "def open(self): return self._read()",
    "def open(self):\n        if self.a:\n            self.check_access('read')",
    "def open(self):\n        self.a = 1\n        self.check_access('read')",
    "def open(self):\n        for line in self:\n            line.check_access('read')",
    "def open(self):\n        self.value\n        return self.sudo().a()",
    "def open(self): return self._step()\n    def _step(self): return 1",
    "def open(self): super().other()",
    "@api.model\n    def open(self): pass",
    "def open(self): self._deep()\n    def _deep(self): self.open()",
]
ENTRIES_GOOD = [
    "def _open(self): pass",
    "@api.private\n    def open(self): pass",
    "def open(self): self.check_access('read')",
    "def open(self):\n        '''Open.'''\n        self.ensure_one()\n"
    "        self.check_access('read')",
    "def open(self):\n        if not self.has_access('read'):\n            raise No()",
    "def open(self): return self._step()\n    def _step(self): self.check_access('read')",
    "def open(self): return super().open()",
    "def write(self, vals): raise No()",
]


def look(text, name="addon/models/x.py"):
    return objections([Source.parse(text, name)])


@pytest.mark.parametrize(
    ("words", "line"), [(words, line) for words, lines in BAD.items() for line in lines]
)
def test_bad_code_is_found_once_and_by_its_rule(words, line):
    found = look(METHOD.format(line))
    assert len(found) == 1, found
    assert words in found[0]


@pytest.mark.parametrize("line", GOOD)
def test_good_code_passes(line):
    assert look('TEXT = "SELECT %(value)s"\n' + METHOD.format(line)) == []


def test_a_constant_of_the_module_is_looked_at():
    text = METHOD.format("self.env.cr.execute(TEXT)")
    assert look(f'TEXT = "SELECT 1"\n{text}') == []
    assert look(f'TEXT = f"SELECT {{A}}"\n{text}')
    assert look(f"from .words import TEXT\n{text}") == []


@pytest.mark.parametrize("body", ENTRIES_BAD)
def test_an_entry_without_a_check_is_found(body):
    found = look(f"class Dossier(models.Model):\n    {body}\n")
    assert [line for line in found if "can be called by everybody" in line]


@pytest.mark.parametrize("body", ENTRIES_GOOD)
def test_an_entry_with_a_check_passes(body):
    assert look(f"class Dossier(models.Model):\n    {body}\n") == []


def test_a_check_in_another_file_counts_unless_a_namesake_does_not_check():
    texts = [
        "class A(models.Model):\n    def open(self): self._step()\n",
        "class A(models.Model):\n    def _step(self): self.check_access('read')\n",
        "class B(models.TransientModel):\n    def _step(self): pass\n",
    ]
    sources = [Source.parse(text, f"{n}.py") for n, text in enumerate(texts)]
    assert objections(sources[:2]) == []
    assert len(objections(sources)) == 1


@pytest.mark.parametrize(
    ("second", "wrong"),
    [
        ('_inherit = "a"\n    def _step(self): return 1', 2),
        ('_inherit = "a"\n    def _step(self): return super()._step()', 0),
        ('_inherit = "b"\n    def _step(self): return 1', 0),
        ('_inherit = "a"\n    def _stride(self): return 1', 0),
    ],
)
def test_a_method_hides_no_namesake_in_another_file(second, wrong):
    texts = [
        'class A(models.Model):\n    _name = "a"\n    def _step(self): return 0\n',
        f"class A(models.Model):\n    {second}\n",
    ]
    sources = [Source.parse(text, f"{n}.py") for n, text in enumerate(texts)]
    found = [line for line in objections(sources) if "hides its namesake" in line]
    assert len(found) == wrong


@pytest.mark.parametrize(
    ("route", "wrong"),
    [
        ('@http.route("/x", auth="user")', 0),
        ('@http.route("/x", auth="public")', 1),
        ('@route("/x")', 1),
        ("@route(type='http')", 1),
        ("@http.route()", 0),
        ('@http.route("/x", auth="user", csrf=False)', 1),
    ],
)
def test_routes_are_for_people_who_logged_in(route, wrong):
    text = f"class C(Controller):\n    {route}\n    def x(self): pass\n"
    assert len(look(text)) == wrong


def test_the_log_alone_has_a_cursor_of_its_own():
    text = METHOD.format("return self.env.registry.cursor()")
    name = "customer_dossier/models/access_line.py"
    assert look(text) and not look(text, name)


def test_the_addon_keeps_the_rules_and_its_tests_need_not(repository, tmp_path):
    assert check(repository / "customer_dossier") == []
    for folder, bad in (("addon/models", 1), ("addon/tests", 0)):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "x.py").write_text(METHOD.format("print(1)"))
        assert len(check(tmp_path / "addon")) == 1, bad
