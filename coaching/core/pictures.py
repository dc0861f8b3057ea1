"""Pictures people send: decoded and written anew, so that nothing the camera added comes along."""

import io

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from coaching.core.errors import Refused

LARGEST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 25_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def plain_picture(upload, longest):
    """The picture of an uploaded file, upright, no side longer; Refused when too large or of no kind we know."""
    if upload.size > LARGEST_BYTES:
        raise Refused("picture_too_big", _("The picture is larger than 15 MB. Take a smaller one."))
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("picture_too_big", _("The picture has more dots than can be shown. Take a smaller one."))
            image.draft("RGB", (longest, longest))
            if image.mode in ("RGB", "RGBA"):  # the rest can be made smaller well only in these colours
                image.thumbnail((longest, longest))
            upright = ImageOps.exif_transpose(image)
            return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(
            "no_picture", _("This file is no picture that can be shown. JPEG, PNG, WebP and GIF can.")
        ) from error


def as_webp(image, longest):
    """The bytes of a picture with no side longer, and nothing told of who took it, when or where."""
    copy = image.copy()
    copy.thumbnail((longest, longest))
    copy.info = {}
    kept = io.BytesIO()
    copy.save(kept, "WEBP", quality=80, exif=b"", icc_profile=b"", xmp=b"")
    return kept.getvalue()
