"""Recordings of lectures, their captions and materials, and who has watched what."""

from coaching.lectures.models.material import Material
from coaching.lectures.models.recording import Caption, Recording
from coaching.lectures.models.upload import Upload, UploadPart
from coaching.lectures.models.watching import Watching

__all__ = ["Caption", "Material", "Recording", "Upload", "UploadPart", "Watching"]
