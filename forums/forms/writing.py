"""A post's words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from coaching.programmes.names import names_in
from forums.readers import readers_of

LONGEST = 20_000


class TextForm(GuardedForm):
    """A post; with a ``thread`` it may mention those who read it, but not its writer ``by``."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first.")},
    )
    mentions = forms.TypedMultipleChoiceField(
        label=_("Who is mentioned?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, thread, by, **kwargs):
        super().__init__(*args, **kwargs)
        people = readers_of(thread.programme_id, thread.subgroup_id) - {by.pk}
        self.fields["mentions"].choices = named(thread.programme_id, people)


def named(programme_id, people):
    """[(id, shown name), …] in the order of the names, for choosing among them."""
    return sorted(names_in(programme_id, people).items(), key=lambda pair: pair[1].casefold())
