"""Workbooks as LibreOffice sees them."""

import re
import shutil
import subprocess
import zipfile

import openpyxl


def recomputed(file, profile):
    """Return a workbook as LibreOffice computes it.

    :param profile: folder of LibreOffice's own settings
    """
    folder = file.parent / "computed"
    subprocess.run(
        [
            shutil.which("soffice"),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return openpyxl.load_workbook(folder / file.name, data_only=True)


def without_values(source, target):
    """Copy a workbook without the values of its formulas: who shows one computed it."""
    removed = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content, found = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
                removed += found
            new.writestr(name, content)
    assert removed
    return target
