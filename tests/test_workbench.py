"""The workbench keeps out of the way of what is already there."""

import os
import socket
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from ground import cache, cluster, steps
from ground.console import Stop
from ground.install_log import problems
from ground.odoo import free_port
from ground.scratch import VARIABLES, scratch
from ground.server import wait_for_login


def test_a_port_in_use_is_stepped_past():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) > port


def test_another_server_on_the_port_is_not_taken_for_ours():
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()

    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Answer) as other,
        subprocess.Popen(["sleep", "0.5"]) as ours,
    ):
        threading.Thread(target=other.serve_forever, daemon=True).start()
        with pytest.raises(Stop, match="did not start"):
            wait_for_login(f"http://127.0.0.1:{other.server_port}", ours)
        other.shutdown()


def test_what_programs_leave_lying_about_is_removed():
    before = dict(os.environ)
    with scratch():
        folders = [Path(os.environ[name]) for name in VARIABLES]
        for folder in folders:
            (folder / "left").touch()
        assert Path(tempfile.gettempdir()) in folders
    assert not any(folder.parent.exists() for folder in folders)
    assert dict(os.environ) == before


@pytest.mark.skipif(not cluster.is_private(), reason="PGHOST names a server")
def test_the_private_cluster_takes_no_port_and_is_closed_to_others():
    assert cluster.psql("SHOW listen_addresses") == [""]
    folder = cluster.connection()["PGHOST"]
    assert os.stat(folder).st_mode & 0o077 == 0
    assert len(os.fsencode(f"{folder}/.s.PGSQL.5432")) <= 107


def test_a_deep_checkout_gets_a_short_socket_path(tmp_path, monkeypatch):
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    monkeypatch.setattr(cluster, "_home", lambda: deep)
    monkeypatch.setattr(cluster, "CHECKOUT_ID", f"test{os.getpid()}")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() or 12345)
    folder = cluster._socket_folder.__wrapped__()
    try:
        assert len(os.fsencode(folder)) <= cluster.LONGEST_SOCKET
    finally:
        folder.rmdir()


def test_an_interrupted_step_is_done_again(tmp_path):
    folder = tmp_path / "thing"

    def interrupted(new):
        (new / "half").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        steps.build_once(folder, "key", "Half a thing", interrupted)
    steps.build_once(folder, "key", "A thing", lambda new: (new / "whole").touch())
    assert {path.name for path in folder.iterdir()} == {"whole", steps.COMPLETE}


def test_a_finished_step_is_not_done_again(tmp_path):
    folder = tmp_path / "thing"
    steps.build_once(folder, "key", "A thing", lambda new: None)
    steps.build_once(folder, "key", "A thing", lambda new: pytest.fail("built twice"))


def test_a_damaged_download_is_fetched_again(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "CACHE", tmp_path)

    def download(folder):
        (folder / "file").write_text("whole")

    folder = cache.cached("thing", "Downloading", download)
    (folder / "file").write_text("torn")
    assert cache.cached("thing", "Downloading", download) == folder
    assert (folder / "file").read_text() == "whole"


def test_a_failed_download_leaves_nothing_to_be_trusted(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "CACHE", tmp_path)

    def broken(folder):
        (folder / "half").touch()
        raise Stop("no network")

    with pytest.raises(Stop):
        cache.cached("thing", "Downloading", broken)
    assert not (tmp_path / "thing").exists()


def test_what_a_killed_download_left_is_cleared_away(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "CACHE", tmp_path)
    (tmp_path / "thing.new").mkdir()
    (tmp_path / "thing.new" / "half").touch()
    folder = cache.cached("thing", "Downloading", lambda new: (new / "whole").touch())
    assert {path.name for path in folder.iterdir()} == {"whole", cache.SUMS}
    assert {path.name for path in tmp_path.iterdir()} == {"thing", "thing.lock"}


def test_the_log_gate_hears_what_is_louder_than_info():
    loud = "2026-01-31 10:00:00,000 1 %s db odoo.registry: a word"
    known = "2026-01-31 10:00:00,000 1 WARNING db py.warnings: PyPDF2 is old"
    lines = [loud % level for level in ("INFO", "WARNING", "ERROR", "CRITICAL")]
    assert problems("\n".join([*lines, known])) == lines[1:]


def test_a_tree_of_another_series_is_refused(tmp_path, repository):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo" / "release.py").write_text(
        "version_info = (18, 0)\nversion = '18.0'\n"
    )
    done = subprocess.run(
        [sys.executable, repository / "dev" / "odoo", "--version"],
        env={**os.environ, "ODOO": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode
    assert "Odoo 19.0 is needed" in done.stderr
    assert len(done.stderr.splitlines()) == 1
