"""What is released is the addon, whole, and the same for whoever builds it."""

import ast
import zipfile

import pytest
from conftest import run_odoo
from ground import kept, release
from ground.console import Stop
from ground.install_log import problems


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    return release.pack(tmp_path_factory.mktemp("dist"))


def test_it_is_the_addon_without_what_only_developers_need(packed):
    names = set(zipfile.ZipFile(packed).namelist())
    assert {
        f"customer_dossier/{name}"
        for name in ("__manifest__.py", "LICENSE", "CHANGELOG.md", "i18n/zh_CN.po")
    } <= names
    assert not [name for name in names if "/tests/" in name or ".pyc" in name]


def test_the_same_files_make_the_same_bytes(packed, tmp_path):
    assert release.pack(tmp_path).read_bytes() == packed.read_bytes()


def test_it_installs_from_the_zip_alone(packed, make_database, tmp_path, repository):
    zipfile.ZipFile(packed).extractall(tmp_path)
    name = make_database("dossier_test_release")
    log = run_odoo(name, f"--addons-path={tmp_path}", "-i", "customer_dossier")
    assert problems(log) == []
    [paths] = [line for line in log.splitlines() if "addons paths:" in line]
    assert str(tmp_path) in paths
    assert f"{repository}'" not in paths


def test_a_version_whose_changes_are_not_told_is_not_released(monkeypatch, tmp_path):
    told = tmp_path / "CHANGELOG.md"
    told.write_text("# Changes\n")
    monkeypatch.setattr(release, "CHANGES", told)
    monkeypatch.setattr(release, "_git", lambda *_words: "")
    with pytest.raises(Stop, match="tells nothing of version"):
        release.build()


def test_a_version_that_no_database_is_kept_of_is_not_released(monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    monkeypatch.setattr(release, "_git", lambda *_words: "")
    with pytest.raises(Stop, match="run `make fixture`"):
        release.build()


def test_what_is_not_committed_is_not_released(monkeypatch):
    monkeypatch.setattr(release, "_git", lambda *_words: " M customer_dossier/x.py")
    with pytest.raises(Stop, match="commit it first"):
        release.build()


def test_the_version_is_of_this_series(repository):
    manifest = (repository / "customer_dossier" / "__manifest__.py").read_text()
    assert ast.literal_eval(manifest)["version"].startswith("19.0.")
