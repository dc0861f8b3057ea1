"""What a wall's plain forms send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.forms import GuardedForm
from coaching.core.pictures import FORMATS
from realtime.tools.wall.models import LONGEST_NOTE, MOST_DOTS, Colour, Names, Phase
from realtime.tools.wall.pictures import picture_from

ACCEPT = ",".join(f"image/{name.lower()}" for name in FORMATS)


class WallForm(GuardedForm):
    """A new wall."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="wall-form-%s", **kwargs)

    title = forms.CharField(label=_("Title"), max_length=120)
    question = forms.CharField(label=_("Question"), max_length=300, required=False)
    phase = forms.ChoiceField(
        label=_("How do you begin?"),
        choices=[
            (Phase.WRITE.value, _("Everyone writes alone first; I show the notes to all at once")),
            (Phase.REVEALED.value, _("Everyone sees the notes as they come")),
        ],
        initial=Phase.WRITE,
    )
    names = forms.ChoiceField(label=_("Names on the notes"), choices=Names, initial=Names.SHOWN)
    dots = forms.IntegerField(
        label=_("Dots for each"),
        help_text=_("With dots everyone chooses what matters most. 0: no dots, only likes."),
        min_value=0,
        max_value=MOST_DOTS,
        initial=0,
    )


class NoteForm(GuardedForm):
    """A note: words, a picture with its description, or both. ``cleaned_data["picture"]`` is a Picture or None."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="note-form-%s", **kwargs)

    text = forms.CharField(label=_("Your note"), max_length=LONGEST_NOTE, required=False, widget=forms.Textarea)
    colour = forms.ChoiceField(label=_("Colour"), choices=Colour, initial=Colour.YELLOW, widget=forms.RadioSelect)
    heading = forms.IntegerField(min_value=0, required=False)
    picture = forms.FileField(
        label=_("Picture"), required=False, max_length=200, widget=forms.FileInput({"accept": ACCEPT})
    )
    picture_words = forms.CharField(label=_("What does the picture show?"), max_length=300, required=False)

    def clean_heading(self):
        return self.cleaned_data["heading"] or 0

    def clean_picture(self):
        try:
            return self.cleaned_data["picture"] and picture_from(self.cleaned_data["picture"])
        except Refused as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("picture") and not cleaned.get("picture_words"):
            self.add_error("picture_words", _("Tell in a few words what the picture shows; not everybody sees it."))
        if not self.errors and not cleaned.get("picture") and not cleaned.get("text"):
            self.add_error("text", _("Write something first."))
        return cleaned


class NoteWordsForm(GuardedForm):
    """Changing a note of one's own."""

    text = forms.CharField(label=_("Your note"), max_length=LONGEST_NOTE, required=False, widget=forms.Textarea)
    colour = forms.ChoiceField(label=_("Colour"), choices=Colour, widget=forms.RadioSelect)
