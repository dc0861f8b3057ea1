"""What a coach fills in when keeping the shelf."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import refuse_identity_codes
from coaching.core.files import ACCEPT, MEGABYTE
from coaching.core.forms import GuardedForm, file_for_keeps
from coaching.core.languages import CONTENT_LANGUAGES
from coaching.lectures import films
from coaching.lectures.captions import LARGEST, checked
from coaching.lectures.models import Material, Recording

MATERIAL_LARGEST = 50 * MEGABYTE


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
        labels = {"file": _("File")}
        widgets = {"file": forms.ClearableFileInput({"accept": ACCEPT})}
        help_texts = {
            "file": _("PDF, picture, Office document or text, at most 50 MB. Who made it is taken out of it.")
        }

    def clean_file(self):
        if not (upload := self.cleaned_data["file"]):
            return upload
        kept = file_for_keeps(upload, MATERIAL_LARGEST)
        return ContentFile(kept.content, kept.name)

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
