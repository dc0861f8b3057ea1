"""What a writer is told beside the deed itself."""

from django.contrib import messages

from coaching.core.text_guard import IDENTITY_CODE_WARNING, warns


def warn_of_near_misses(request, form):
    """A mistyped identity code is not refused, but its writer is asked to look."""
    if any(warns(value) for value in form.cleaned_data.values() if isinstance(value, str)):
        messages.warning(request, IDENTITY_CODE_WARNING)
