"""Pictures for notes, in two sizes."""

from dataclasses import dataclass

from django.core.files.base import ContentFile

from coaching.core.pictures import as_webp, plain_picture

LARGE, SMALL = 1600, 480


@dataclass(frozen=True)
class Picture:
    large: bytes
    small: bytes

    def put_in(self, note):
        note.picture.save("", ContentFile(self.large), save=False)
        note.small_picture.save("", ContentFile(self.small), save=False)


def picture_from(upload):
    """A Picture of an uploaded file; Refused when it is too large or no picture of a kind we know."""
    plain = plain_picture(upload, LARGE)
    return Picture(as_webp(plain, LARGE), as_webp(plain, SMALL))
