"""`make lint` and `make fmt`."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

from . import house
from .console import say
from .debian import ensure_packages
from .node import node_tool
from .paths import ADDON, GROUND, ROOT
from .python import lint_python
from .source import odoo_source

SCRIPTS = ("*.js", "*.mjs")
STYLED = ("*.xml", "*.scss", *SCRIPTS)
LONGEST = 300  # lines of one Python file of the addon; more means two things in it
# Not for us: a model whose subjects fill several files, an extension of a wizard
# beside the model it serves, and a readme inside of the addon.
# (The configuration file cannot switch these off one by one.)
NOT_OURS = "consider-merging-classes-inherited,no-wizard-in-models,missing-readme"
# What Odoo's own suite of linters asks of every addon, apart from pylint-odoo's rules:
# both know an sql-injection of their own. Each of them meets the other's exceptions.
ODOOS_CHECKERS = (
    "_odoo_checker_sql_injection",
    "_odoo_checker_gettext",
    "_odoo_checker_unlink_override",
)
ODOOS_RULES = (
    *("used-before-assignment", "undefined-variable", "function-redefined"),
    *("sql-injection", "missing-gettext", "gettext-variable", "gettext-placeholders"),
    *("gettext-repr", "raise-unlink-override"),
)


def check():
    """Run every linter and print one line each; True when all are content."""
    ensure_packages("python", "lint")
    _remember_here()
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(_run, _checks()))
    for name, output in results:
        say(f"  {name}: {'look at this' if output else 'ok'}")
        if output:
            say(output)
    broken = house.check(ADDON)
    say("\n".join(broken) or "  house rules: ok")
    long = [
        f"{path.relative_to(ROOT)} has {lines} lines; {LONGEST} are the most"
        for path in ADDON.rglob("*.py")
        if "tests" not in path.parts
        and (lines := len(path.read_text().splitlines())) > LONGEST
    ]
    say("\n".join(long) or "  file sizes: ok")
    return not (long or broken or any(output for _name, output in results))


def fix():
    """Put Python, XML, JavaScript and SCSS into the house's form."""
    _remember_here()
    ruff = str(_tool("ruff"))
    subprocess.call([ruff, "check", "--fix", "--quiet"], cwd=ROOT)
    subprocess.call([ruff, "format", "--quiet"], cwd=ROOT)
    oca = [_tool("oca-checks-odoo-module"), "--fix", "--no-verbose", "--no-exit"]
    subprocess.call([*oca, ADDON.name], cwd=ROOT)
    subprocess.call([node_tool("prettier"), "--write", *_files(*STYLED)], cwd=ROOT)


def _remember_here():
    """Have the linters' caches out of the home and out of the checkout's own files."""
    os.environ["PYLINTHOME"] = str(GROUND / "pylint")
    os.environ["RUFF_CACHE_DIR"] = str(GROUND / "ruff")


def _checks():
    """The linters as (name, command), the slowest first."""
    styled = _files(*STYLED)
    only_names = "--output-format=concise"
    return [
        ("pylint-odoo", [_tool("pylint"), f"--disable={NOT_OURS}", ADDON.name]),
        *_odoos_own(),
        ("prettier", [node_tool("prettier"), "--check", "--log-level=warn", *styled]),
        ("oca-checks", [_tool("oca-checks-odoo-module"), ADDON.name]),
        ("oca-checks-po", [_tool("oca-checks-po"), *_files("*.po", "*.pot")]),
        ("eslint", [node_tool("eslint"), "--max-warnings=0", *_files(*SCRIPTS)]),
        ("ruff", [_tool("ruff"), "check", "--quiet", only_names]),
        ("ruff format", [_tool("ruff"), "format", "--check", only_names]),
    ]


def _odoos_own():
    """Odoo's own pylint; an Odoo without its tests has none."""
    folder = odoo_source().folder / "odoo/addons/test_lint/tests"
    if not folder.exists():
        return []
    words = [
        *("--rcfile=/dev/null", "--score=n", "--disable=all"),
        f"--init-hook=import sys; sys.path.append({str(folder)!r})",
        f"--load-plugins={','.join(ODOOS_CHECKERS)}",
        f"--enable={','.join(ODOOS_RULES)}",
        "--disable=useless-option-value,unknown-option-value",
    ]
    return [("Odoo's pylint", [_tool("pylint"), *words, ADDON.name])]


def _run(row):
    """Run one linter; return its name, and what it has to say when it objects."""
    name, words = row
    done = subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return name, (done.stdout.strip() or "failed") if done.returncode else ""


def _tool(name):
    return lint_python().parent / name


def _files(*patterns):
    """Files of these kinds that git knows or would add."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.check_output([*words, "--", *patterns], cwd=ROOT, text=True)
    return [name for name in names.split("\0") if name and (ROOT / name).is_file()]
