"""Pictures for notes: decoded and written anew, so that nothing the camera added comes along."""

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from coaching.core.errors import Refused

LARGEST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 25_000_000
LARGE, SMALL = 1600, 480
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


@dataclass(frozen=True)
class Picture:
    large: bytes
    small: bytes

    def put_in(self, note):
        note.picture.save("", ContentFile(self.large), save=False)
        note.small_picture.save("", ContentFile(self.small), save=False)


def picture_from(upload):
    """A Picture of an uploaded file; Refused when it is too large or no picture of a kind we know."""
    if upload.size > LARGEST_BYTES:
        raise Refused("picture_too_big", _("The picture is larger than 15 MB. Take a smaller one."))
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("picture_too_big", _("The picture has more dots than can be shown. Take a smaller one."))
            image.draft("RGB", (LARGE, LARGE))
            if image.mode in ("RGB", "RGBA"):  # the rest can be made smaller well only in these colours
                image.thumbnail((LARGE, LARGE))
            upright = ImageOps.exif_transpose(image)
            plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(
            "no_picture", _("This file is no picture that can be shown. JPEG, PNG, WebP and GIF can.")
        ) from error
    return Picture(_as_webp(plain, LARGE), _as_webp(plain, SMALL))


def _as_webp(image, longest):
    copy = image.copy()
    copy.thumbnail((longest, longest))
    copy.info = {}
    kept = io.BytesIO()
    copy.save(kept, "WEBP", quality=80, exif=b"", icc_profile=b"", xmp=b"")
    return kept.getvalue()
