import base64
import struct
import zlib

from odoo.exceptions import UserError, ValidationError
from odoo.tests import HttpCase, tagged

from .submission_common import SubmissionCommon

SCRIPT = b"<html><script>alert(document.cookie)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def _encoded(content):
    return base64.b64encode(content)


def _bomb(side=30_000):
    """A picture of a few kilobytes that unpacks to nearly a gigabyte."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@tagged("post_install", "-at_install")
class TestHostileFiles(SubmissionCommon, HttpCase):
    """Photos and files from the field harm nobody who opens them."""

    def test_what_a_browser_would_run_it_does_not(self):
        self.authenticate("contributor", "contributor")
        for content in (SCRIPT, DRAWING):
            told = self._submit(document=_encoded(content), document_name="price.html")
            for road in ("content", "image"):
                path = f"/web/{road}/{told._name}/{told.id}/document"
                headers = self.url_open(path).headers
                with self.subTest(path=path, headers=dict(headers)):
                    self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
                    active = "html" in headers["Content-Type"] or (
                        "svg" in headers["Content-Type"]
                    )
                    inert = headers.get("Content-Security-Policy") == (
                        "default-src 'none'"
                    )
                    self.assertTrue(inert or not active)

    def test_a_picture_that_is_none_or_a_bomb_is_refused_in_words(self):
        for content in (_bomb(), b"\x89PNG\r\n\x1a\n nothing else", SCRIPT, DRAWING):
            with self.subTest(content=content[:20]), self.assertRaises(UserError):
                self._submit(photo=_encoded(content))
        with self.assertRaises(UserError):
            self._submit(photo="no base64 at all!")

    def test_a_file_is_no_larger_than_somebody_reads(self):
        self.assertTrue(self._submit(document=_encoded(bytes(20 << 20))))
        with self.assertRaisesRegex(ValidationError, "takes up 26 MB"):
            self._submit(document=_encoded(bytes(26 << 20)), document_name="all.zip")
