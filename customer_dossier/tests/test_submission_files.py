import base64
from io import BytesIO

from PIL import Image

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .submission_common import SubmissionCommon

TOLD = b"told in confidence"


def _picture():
    stream = BytesIO()
    Image.new("RGB", (40, 30), (180, 40, 40)).save(stream, "PNG")
    return stream.getvalue()


@tagged("post_install", "-at_install")
class TestSubmissionFiles(SubmissionCommon, HttpCase):
    """Photo and file of a submission over HTTP, as each kind of user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.submission = cls._submit(
            photo=base64.b64encode(_picture()),
            document=base64.b64encode(TOLD),
            document_name="note.txt",
        )
        cls.submission.action_transmit()
        cls.portal = new_test_user(cls.env, "portal", groups="base.group_portal")
        cls.stranger = cls._create_user(
            "stranger", "base.group_user,customer_dossier.group_archivist"
        )

    def _paths(self):
        """``(path, bytes behind it)`` of each road to a file."""
        model = "customer.dossier.submission"
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", model),
                    ("res_id", "=", self.submission.id),
                    ("res_field", "in", ("photo", "document")),
                ]
            )
        )
        raw = {file.res_field: file.raw for file in files}
        yield f"/web/content/{model}/{self.submission.id}/document", raw["document"]
        yield f"/web/content/{model}/{self.submission.id}/photo", raw["photo"]
        yield f"/web/image/{model}/{self.submission.id}/photo", raw["photo"]
        for file in files:
            yield f"/web/content/{file.id}", file.raw

    def _read(self, user):
        """For each path, whether the user got the bytes behind it."""
        login = user.login or None
        self.authenticate(login, login)
        return [raw in self.url_open(path).content for path, raw in self._paths()]

    @mute_logger("odoo.http")
    def test_collector_and_keepers_read_them_and_nobody_else(self):
        for user in (self.contributor, self.archivist, self.leader):
            with self.subTest(user=user.login):
                self.assertTrue(all(self._read(user)))
        for user in (
            self.second,
            self.stranger,
            self.salesperson,
            self.employee,
            self.portal,
            self.env["res.users"],
        ):
            with self.subTest(user=user.login):
                self.assertFalse(any(self._read(user)))
