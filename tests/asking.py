"""Asking Odoo by a script in its shell."""

import json
import subprocess

from ground.odoo import command, environment

WORD = "RESULT "


def answer(database, script, **variables):
    """Run a script in Odoo's shell; returns what it prints behind RESULT, from JSON.

    :param variables: of the environment, beside those that Odoo needs
    :raises AssertionError: it printed none; shows all that was said
    """
    done = subprocess.run(
        command("shell", "-d", database, "--no-http", "--log-level=critical"),
        input=script,
        env={**environment(), **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith(WORD)]
    assert lines, done.stdout + done.stderr
    return json.loads(lines[-1].removeprefix(WORD))
