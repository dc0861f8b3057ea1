"""Whole forms not yet sent, kept as drafts; the page's <draft-form> writes them, the view brings them back."""

import json

from coaching.core.models import Draft


def unsent(owner, about):
    """The form values kept for this place, as field name to text or list of texts; empty when there are none."""
    draft = Draft.objects.filter(owner=owner, about=about).first()
    try:
        values = json.loads(draft.text) if draft else {}
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def keep(owner, about, values):
    """Put values back as if they had been typed and not sent."""
    Draft.objects.update_or_create(owner=owner, about=about, defaults={"text": json.dumps(values, ensure_ascii=False)})


def sent(owner, about):
    """The form has been sent: its draft is over."""
    Draft.objects.filter(owner=owner, about=about).delete()
