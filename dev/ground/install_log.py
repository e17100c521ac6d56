"""What Odoo's log may say while the addon is installed, updated or tested."""

import re

LOUD = re.compile(r"^\S+ \S+ \d+ (WARNING|ERROR|CRITICAL) ")
# Each exception: what Odoo or a library says without us being able to help it.
ALLOWED = {
    "PyPDF2 is old on purpose: Odoo 19 supports this version": re.compile(
        r"PyPDF2|pypdf", re.IGNORECASE
    ),
    "Debian's package leaves out a video filter that is not free": re.compile(
        r"mail/static/lib/selfie_segmentation/"
    ),
}


def problems(log):
    """The lines of a log that are louder than INFO and not excepted above."""
    return [
        line
        for line in log.splitlines()
        if LOUD.match(line)
        and not any(pattern.search(line) for pattern in ALLOWED.values())
    ]
