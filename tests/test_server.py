"""A started server answers people and machines."""

import urllib.request


def test_the_login_page_is_there(server):
    with urllib.request.urlopen(f"{server[1]}/web/login") as answer:
        assert answer.status == 200
        assert b'name="password"' in answer.read()


def test_nobody_gets_in_without_a_password(server):
    with urllib.request.urlopen(f"{server[1]}/odoo") as answer:
        assert "/web/login" in answer.url
