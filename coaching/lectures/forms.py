"""What a coach fills in when keeping the shelf."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import refuse_identity_codes
from coaching.core.forms import GuardedForm
from coaching.core.languages import CONTENT_LANGUAGES
from coaching.lectures import films
from coaching.lectures.captions import LARGEST, checked
from coaching.lectures.models import Material, Recording

MATERIAL_LARGEST = 50 * 1024 * 1024
# The endings taken, and how such a file begins; None is plain text.
MATERIAL_KINDS = {
    "pdf": (b"%PDF",),
    "docx": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "odp": (b"PK\x03\x04",),
    "ods": (b"PK\x03\x04",),
    "png": (b"\x89PNG",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "txt": None,
}


class RecordingForm(forms.ModelForm):
    class Meta:
        model = Recording
        fields = ["title", "language", "kind", "event_ended_at"]
        widgets = {
            "kind": forms.RadioSelect,
            "event_ended_at": forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }
        help_texts = {
            "kind": _(
                "What is made for watching needs captions before it is published. The recording of a live event "
                "may be published at once; its captions are due in 14 days."
            ),
            "event_ended_at": _("Only for a live event. The time for the captions is counted from here."),
        }


class FilmForm(GuardedForm):
    """The whole file in one go, for browsers without scripts."""

    film = forms.FileField(label=_("Film or sound file"), help_text=_("MP4, WebM, M4A, MP3 or OGG."), max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        endings = ",".join(f".{ending}" for ending in films.ENDINGS)
        self.fields["film"].widget.attrs["accept"] = f"video/*,audio/*,{endings}"

    def clean_film(self):
        return _with_guarded_name(self.cleaned_data["film"])


class CaptionForm(GuardedForm):
    """A WebVTT file; cleaned into ``language`` and ``text``."""

    language = forms.ChoiceField(label=_("Language of the captions"), choices=CONTENT_LANGUAGES)
    captions = forms.FileField(
        label=_("Caption file"),
        help_text=_("WebVTT, a file that ends in .vtt. Names and client details do not belong in it."),
        widget=forms.ClearableFileInput({"accept": ".vtt,text/vtt"}),
    )

    def clean_captions(self):
        file = _with_guarded_name(self.cleaned_data["captions"])
        self.cleaned_data["text"] = checked(file.read(LARGEST + 1))
        return file


class MaterialForm(forms.ModelForm):
    """A link or a file, not both."""

    class Meta:
        model = Material
        fields = ["title", "url", "file"]
        widgets = {"file": forms.ClearableFileInput({"accept": ",".join(f".{ending}" for ending in MATERIAL_KINDS)})}
        help_texts = {"file": _("PDF, Word, PowerPoint, Excel, OpenDocument, picture or text; at most 50 MB.")}

    def clean_file(self):
        file = self.cleaned_data["file"]
        return _checked_material(_with_guarded_name(file)) if file else file

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("url")) == bool(cleaned.get("file")):
            raise ValidationError(_("Give either a link or a file."))
        return cleaned

    def values(self):
        """What add_material takes."""
        file = self.cleaned_data["file"]
        told = {"title": self.cleaned_data["title"], "url": self.cleaned_data["url"]}
        return told | {"file": file, "name": file.name, "size": file.size} if file else told

    def _post_clean(self):
        """The database's own rule speaks of columns; ours above speaks to people."""
        self._validate_constraints = False
        super()._post_clean()


def _with_guarded_name(file):
    refuse_identity_codes(file.name)
    return file


def _checked_material(file):
    begins = MATERIAL_KINDS.get(films.ending(file.name), ())
    if begins == ():
        raise ValidationError(_("Files of this kind are not taken. Save it as PDF and send that."))
    if file.size > MATERIAL_LARGEST:
        raise ValidationError(_("The file is larger than 50 MB. Make it smaller or give a link to it."))
    head = file.read(4096)
    file.seek(0)
    if (b"\0" in head) if begins is None else not head.startswith(begins):
        raise ValidationError(_("The file is not what its name says. Open it, save it again and send that."))
    return file
