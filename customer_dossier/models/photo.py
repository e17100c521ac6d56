import base64
import binascii
from contextlib import suppress

from PIL.Image import DecompressionBombError

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

#: What cameras and screens make. A drawing (SVG) is a program, not a picture.
KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")


class Photo(fields.Image):
    """A picture that somebody took: anything else is refused, in words."""

    def _image_process(self, value, env):
        """:raises UserError: it is no picture, or unpacks to more than is looked at"""
        with suppress(binascii.Error, DecompressionBombError):
            content = base64.b64decode(value or "")
            if not content or guess_mimetype(content) in KINDS:
                return super()._image_process(value, env)
        raise UserError(
            env._(
                "This is not a photo that can be shown. Send a PNG, JPEG, GIF or WebP of "
                "the size that a camera takes."
            )
        )
