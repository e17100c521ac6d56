"""The pages in docs lead somewhere, and call things by the names on the screen."""

import ast
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

#: The page of each role, and the group that sees its menus.
ROLES = {
    "contributor": "group_contributor",
    "account_manager": "group_account_manager",
    "archivist": "group_archivist",
    "accountant": "group_credit",
    "leader": "group_leader",
    "auditor": "group_auditor",
    "administrator": "group_manager",
}
#: Odoo's own words on the way to ours, as its catalogues of 19.0 have them.
ODOO = {
    "Actions": "操作",
    "Apps": "应用",
    "Attachments": "附件",
    "Contacts": "联系人",
    "Edit Properties": "编辑属性",
    "New": "新建",
    "Print": "打印",
    "Settings": "设置",
    "Technical": "技术",
    "Update Apps List": "更新应用程序列表",
    "Users": "用户",
}
CHINESE = ".zh_CN.md"
HEADING = re.compile(r"^(#+) +(.+?) *$", re.MULTILINE)
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
TEXT = r'(".*"(?:\n".*")*)'
ENTRY = re.compile(rf"^msgid {TEXT}\nmsgstr {TEXT}", re.MULTILINE)
MENU = re.compile(r"model:ir\.ui\.menu,name:customer_dossier\.(\w+)")


@pytest.fixture(scope="session")
def pages(repository):
    """The README and all pages of docs without their code, by path."""
    paths = [repository / "README.md", *sorted(repository.glob("docs/**/*.md"))]
    return {path: CODE.sub("", path.read_text()) for path in paths}


@pytest.fixture(scope="session")
def blocks(repository):
    """The entries of the Chinese catalogue: comments, English, Chinese."""
    catalogue = repository / "customer_dossier/i18n/zh_CN.po"
    return [
        (block, *map(_shown, entry.groups()))
        for block in catalogue.read_text().split("\n\n")[1:]
        if (entry := ENTRY.search(block))
    ]


@pytest.fixture(scope="session")
def names(blocks):
    """What stands on screens: the English names, and the Chinese ones."""
    english, chinese = zip(*[block[1:] for block in blocks], strict=True)
    return {*english, *ODOO}, {*chinese, *ODOO.values()}


@pytest.fixture(scope="session")
def menus(repository, blocks):
    """Our menus: {external id: (parent's, English name, Chinese name, groups)}."""
    items = {
        item.get("id"): item
        for path in repository.glob("customer_dossier/**/*.xml")
        for item in ElementTree.parse(path).iter("menuitem")
    }
    return {
        menu: (items[menu].get("parent"), english, chinese, _groups(items[menu]))
        for comments, english, chinese in blocks
        for menu in MENU.findall(comments)
    }


def test_every_link_leads_somewhere(pages):
    anchors = {path: _anchors(text) for path, text in pages.items()}
    dead = []
    for path, text in pages.items():
        for _, target in LINK.findall(text):
            if re.match(r"\w+:", target):
                continue
            file, _, anchor = target.partition("#")
            other = (path.parent / file).resolve() if file else path
            if not other.exists() or (anchor and anchor not in anchors[other]):
                dead.append(f"{path.name}: {target}")
    assert dead == []


def test_each_language_shows_its_own_pictures(pages):
    for path, text in pages.items():
        language = "zh" if path.name.endswith(CHINESE) else "en"
        for shown, target in LINK.findall(text):
            if shown:
                assert target.endswith(f"_{language}.png"), path.name


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_page(pages, repository, role):
    start = f"roles/{role}"
    assert repository / "docs" / f"{start}.md" in pages
    for guide, end in (("user_guide.md", ".md"), (f"user_guide{CHINESE}", CHINESE)):
        assert f"({start}{end})" in pages[repository / "docs" / guide]
    assert f"(docs/{start}.md)" in pages[repository / "README.md"]
    assert f"(docs/{start}{CHINESE})" in pages[repository / "README.md"]


def test_both_languages_have_the_same_headings(pages):
    pairs = [path for path in pages if path.name.endswith(CHINESE)]
    assert len(pairs) > len(ROLES)
    for chinese in pairs:
        english = chinese.with_name(chinese.name.replace(CHINESE, ".md"))
        assert _levels(pages[chinese]) == _levels(pages[english]), english.name


def test_no_page_says_a_heading_twice(pages):
    for path, text in pages.items():
        count = Counter(title for _, title in HEADING.findall(text))
        assert [title for title, times in count.items() if times > 1] == [], path.name


def test_paths_name_what_is_on_the_screen(pages, names):
    unknown = [
        f"{path.name}: {' → '.join(steps)}"
        for path, steps in _all_paths(pages)
        if not names[path.name.endswith(CHINESE)].issuperset(steps)
    ]
    assert unknown == []


def test_paths_follow_the_menus(pages, menus):
    lost = [
        f"{path.name}: {' → '.join(steps)}"
        for path, steps in _all_paths(pages)
        if set() in _walk(steps, menus, 1 + path.name.endswith(CHINESE))[1:]
    ]
    assert lost == []


def test_a_role_sees_the_menus_of_its_page(pages, menus):
    closed = [
        f"{path.name}: {' → '.join(steps)}"
        for path, steps in _all_paths(pages)
        if path.parent.name == "roles"
        for here in _walk(steps, menus, 1 + path.name.endswith(CHINESE))
        if here and not any(_sees(path, menus[menu][3]) for menu in here)
    ]
    assert closed == []


def test_the_guides_write_every_path_as_one(pages):
    """So that the two tests above see them all."""
    for path, text in pages.items():
        if path.parent.name == "roles" or path.name.startswith("user_guide"):
            chinese = path.name.endswith(CHINESE)
            assert "→" not in "".join(_marked(text, chinese)[1]), path.name


def test_the_pages_of_roles_name_what_is_on_the_screen(pages, names):
    """Not only paths: all that is set off there is a name of a menu, button or page."""
    unknown = [
        f"{path.name}: {step}"
        for path, text in pages.items()
        if path.parent.name == "roles"
        for marked in _marked(text, path.name.endswith(CHINESE))[0]
        for step in re.split(r"\s*→\s*", marked)
        if step not in names[path.name.endswith(CHINESE)]
    ]
    assert unknown == []


def test_the_glossary_is_the_catalogues(repository, blocks):
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$",
        (repository / "docs/glossary.md").read_text(),
        re.MULTILINE,
    )[1:]
    assert 60 <= len(rows) <= 90
    assert len({english for english, *_ in rows}) == len(rows)
    assert [
        (english, chinese)
        for english, chinese, *_ in rows
        if not any(
            english.casefold() in source.casefold() and chinese in translation
            for _, source, translation in blocks
        )
    ] == []


@pytest.mark.parametrize(
    "text, chinese, marked",
    [
        ("go to *Trust → Imports*, **now**", False, ["Trust → Imports", "now"]),
        ("*Leaders: Trust →\nImports.*", False, ["Leaders: Trust → Imports."]),
        ("marked \\*: *Show*", False, ["Show"]),
        ("*领导：“专人管理 →\n导入记录”。*", True, ["专人管理 →导入记录"]),
    ],
)
def test_what_is_set_off_is_found(text, chinese, marked):
    assert _marked(text, chinese)[0] == marked


def test_a_path_that_is_none_is_found(menus):
    assert _walk(["Trust", "Signals"], menus, 1) == [{"menu_trust"}, set()]
    assert set() not in _walk(["Trust", "Imports", "New"], menus, 1)
    assert _walk(["专人管理", "风险信号"], menus, 2) == [{"menu_trust"}, set()]


def test_a_menu_that_is_closed_is_found(menus):
    assert not _sees(Path("auditor.md"), menus["menu_signal"][3])
    assert _sees(Path(f"leader{CHINESE}"), menus["menu_signal"][3])


def test_anchors_are_those_of_github():
    text = "# May I take this order?\n## Empty, zero and N\n## Empty, zero and N\n"
    assert _anchors(text) == {
        "may-i-take-this-order",
        "empty-zero-and-n",
        "empty-zero-and-n-1",
    }


def _shown(lines):
    """The text of an entry without the tags around it."""
    text = "".join(ast.literal_eval(line) for line in lines.splitlines())
    return re.sub(r"<[^>]*>", "", text)


def _anchors(text):
    seen, anchors = Counter(), set()
    for _, title in HEADING.findall(text):
        slug = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        anchors.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return anchors


def _levels(text):
    return [len(level) for level, _ in HEADING.findall(text)]


def _marked(text, chinese):
    """What is set off, and all that is not.

    English pages set names off by ``*`` or ``**``, Chinese ones by “”.
    """
    marked, rest = [], []
    mark = r"“([^”]*)”" if chinese else r"\*+([^*]+)\*+"
    for paragraph in re.split(r"\n\s*\n|\n(?=[|#>-]|\d+\. )", text):
        line = re.sub(r"\n *", "" if chinese else " ", paragraph.replace("\\*", ""))
        parts = re.split(mark, line)
        marked += parts[1::2]
        rest += parts[::2]
    return marked, rest


def _all_paths(pages):
    for path, text in pages.items():
        for marked in _marked(text, path.name.endswith(CHINESE))[0]:
            for clause in re.split(r"[:;,.](?: |$)", marked):
                if "→" in clause:
                    yield path, re.split(r"\s*→\s*", clause.strip())


def _walk(steps, menus, language):
    """The menus on a path, step by step, as far as it leads through menus.

    The last set is empty where a step is not below the menu before it.
    """
    here = {menu for menu, words in menus.items() if words[language] == steps[0]}
    walked = [here]
    for step in steps[1:]:
        below = {menu for menu, words in menus.items() if words[0] in here}
        if not below:
            break
        here = {menu for menu in below if menus[menu][language] == step}
        walked.append(here)
    return walked


def _groups(item):
    """The groups of a menu; none means those above it, and of what it opens."""
    return {name for name in (item.get("groups") or "").split(",") if name}


def _sees(page, groups):
    role = page.name.partition(".")[0]
    # Two menus ask for Odoo's own right as well; the page of administrators says so.
    also = "base.group_system" if role == "administrator" else ""
    return not groups or bool(groups & {ROLES[role], also})
